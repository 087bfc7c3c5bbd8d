// What the page of origins holds, and where its things are found.
import type { DiagnosisView } from "../api/types";

/** What the server sends. */
export interface OriginsProps extends DiagnosisView {
  specification: { id: string; href: string; language: string };
}

export interface OriginsState extends Omit<DiagnosisView, "texts"> {
  specification: OriginsProps["specification"];
  /** The running texts as HTML, by their part. */
  texts: Readonly<Record<string, string>>;
}

/** Texts by their part. */
export function byPart(texts: DiagnosisView["texts"]): Record<string, string> {
  return Object.fromEntries(texts.map(({ part_id, html }) => [part_id, html]));
}

/** The page where a finding or a result is made a requirement. */
export function makeHref(specification: { href: string }, kind: "finding" | "result", id: string): string {
  return `${specification.href}/origines/${kind}/${id}/exigence`;
}

/** Where the text of a finding or a result is read and written. */
export function originHref(specification: { href: string }, kind: "finding" | "result" | "situation", id: string): string {
  return `${specification.href}/origines#${kind}-${id}`;
}
