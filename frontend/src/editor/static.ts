// The text as the page shows it when nobody writes in it: the server's tags and the server's spaces.
import type { Node } from "prosemirror-model";
import { DOMSerializer } from "prosemirror-model";
import { frenchSpacing } from "../i18n/spacing";
import { schema } from "./schema";

const serializer = DOMSerializer.fromSchema(schema);

/** Draws a document as the server renders it in `language`. */
export function drawStatic(doc: Node, language: string): DocumentFragment {
  const drawn = serializer.serializeFragment(doc.content, { document }) as DocumentFragment;
  for (const region of drawn.querySelectorAll(".scroll-x")) {
    region.setAttribute("tabindex", "0");
    region.setAttribute("role", "group");
  }
  for (const paragraph of drawn.querySelectorAll("p")) {
    if (language.startsWith("fr")) setSpaces(paragraph);
    if (!paragraph.hasChildNodes()) paragraph.append(document.createElement("br"));
  }
  return drawn;
}

/** Sets a paragraph whole, its words cut into runs at the same places; mentions keep their own words. */
function setSpaces(paragraph: HTMLElement): void {
  const runs: Text[] = [];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const run = walker.currentNode as Text;
    if (!run.parentElement?.closest(".mention")) runs.push(run);
  }
  const words = frenchSpacing(runs.map((run) => run.data).join(""));
  let at = 0;
  for (const run of runs) {
    run.data = words.slice(at, at + run.length);
    at += run.length;
  }
}
