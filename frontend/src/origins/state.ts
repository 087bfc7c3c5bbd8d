// What the page of origins holds, and the deeds that add to it.
import type { DiagnosisView } from "../api/types";

export interface OriginsProps extends DiagnosisView {
  specification: { id: string; href: string };
}

/** The same list with `fresh` in the place of what had its id, or at the end. */
export function withFresh<Item extends { id: string }>(items: readonly Item[], fresh: Item): Item[] {
  const known = items.some((item) => item.id === fresh.id);
  return known ? items.map((item) => (item.id === fresh.id ? fresh : item)) : [...items, fresh];
}

/** The page where a finding or a result is made a requirement. */
export function makeHref(specification: { href: string }, kind: "finding" | "result", id: string): string {
  return `${specification.href}/origines/${kind}/${id}/exigence`;
}

/** Where the text of a finding or a result is read and written. */
export function originHref(specification: { href: string }, kind: "finding" | "result" | "situation", id: string): string {
  return `${specification.href}/origines#${kind}-${id}`;
}
