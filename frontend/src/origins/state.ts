// What the page of origins holds, and where its things are found.
import type { DiagnosisView, OriginsView } from "../api/types";

/** What the server sends. */
export interface OriginsProps extends DiagnosisView {
  specification: { id: string; href: string; language: string };
}

/** What the page shows: `texts` are the running texts as HTML, by their part. */
interface Shown extends OriginsView, Omit<DiagnosisView, "origins" | "texts"> {
  texts: Readonly<Record<string, string>>;
}

export interface OriginsState extends Shown {
  specification: OriginsProps["specification"];
}

export function shownOf({ origins, set_aside, texts, speakers, can }: DiagnosisView): Shown {
  return { ...origins, set_aside, speakers, can, texts: Object.fromEntries(texts.map(({ part_id, html }) => [part_id, html])) };
}

/** Where a requirement is tied to what it comes from, beside its text. */
export function linkHref(specification: { href: string }, requirement: string): string {
  return `${specification.href}?relier=${requirement}#r-${requirement}`;
}

/** The page where a finding or a result is made a requirement. */
export function makeHref(specification: { href: string }, kind: "finding" | "result", id: string): string {
  return `${specification.href}/origines/${kind}/${id}/exigence`;
}

/** Where the text of a finding or a result is read and written. */
export function originHref(specification: { href: string }, kind: "finding" | "result" | "situation", id: string): string {
  return `${specification.href}/origines#${kind}-${id}`;
}
