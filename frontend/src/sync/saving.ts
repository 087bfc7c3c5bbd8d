// What the page may honestly say about the words one has typed: saved, being written, kept here, not stored by the server, or refused.

export interface Refusal {
  document: string;
  part: string;
  reason: string;
  text: string;
}

export type Saving =
  | { state: "saved" }
  | { state: "writing" }
  | { state: "kept"; edits: number }
  | { state: "unstored"; edits: number }
  | { state: "refused"; refusals: readonly Refusal[] };

export interface DocumentState {
  /** Edits made here that the server has not acknowledged as durable. */
  edits: number;
}

/**
 * The one sentence for the whole page. "Saved" needs every document to be acknowledged; a refusal stays until the
 * person has dismissed it, since only they can decide what to do with the refused words. `failing`: the server has said
 * that it cannot store, and not yet shown that it can.
 */
export function savingOf(
  online: boolean,
  documents: Iterable<DocumentState>,
  refusals: readonly Refusal[] = [],
  failing = false,
): Saving {
  if (refusals.length > 0) return { state: "refused", refusals };
  let edits = 0;
  for (const document of documents) edits += document.edits;
  if (failing && edits > 0) return { state: "unstored", edits };
  if (!online) return { state: "kept", edits };
  return edits === 0 ? { state: "saved" } : { state: "writing" };
}
