// The words of a rich text, for a short list: paragraphs only, the full form is on its own page.
import type { ReactElement } from "react";
import type { RichText } from "../api/types";

export function plainText(node: RichText): string {
  if (node.text !== undefined) return node.text;
  const inside = (node.content ?? []).map(plainText);
  return node.type === "doc" ? inside.filter(Boolean).join("\n") : inside.join("");
}

export function PlainText({ tree }: { tree: RichText }): ReactElement {
  const paragraphs = plainText(tree).split("\n").filter(Boolean);
  return <div className="tale">{paragraphs.map((words, index) => <p key={index}>{words}</p>)}</div>;
}
