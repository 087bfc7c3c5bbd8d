// Where a comment stands in a text: exact places that follow every edit, and the quoted words for when those break.
import type { EditorView } from "prosemirror-view";
import {
  absolutePositionToRelativePosition, initProseMirrorDoc, relativePositionToAbsolutePosition, ySyncPluginKey,
} from "y-prosemirror";
import * as Y from "yjs";
import type { Anchor } from "../page/events";
import { findQuote, quoteAt } from "./quotes";
import type { Quoted, Span } from "./quotes";
import { schema } from "./schema";
import { mapDocument } from "./text_map";
import type { TextMap } from "./text_map";

interface Binding {
  type: Y.XmlFragment;
  doc: Y.Doc;
  binding: { mapping: Parameters<typeof absolutePositionToRelativePosition>[2] };
}

/** Describes the selection so that it can be found again later, or null when nothing is selected. */
export function describeAnchor(view: EditorView, part: string): Anchor | null {
  const { from, to } = view.state.selection;
  const map = mapDocument(view.state.doc);
  const start = indexOf(map, from);
  const quoted = quoteAt(map.text, start, indexOf(map, to));
  if (!quoted) return null;
  const { type, binding } = ySyncPluginKey.getState(view.state) as Binding;
  return placed(map, type, binding.mapping, part, start, quoted);
}

/** The anchor of words quoted from a text that nobody edits here; null when the live text no longer holds them. */
export function anchorOf(fragment: Y.XmlFragment, part: string, quoted: Quoted): Anchor | null {
  const { doc, mapping } = initProseMirrorDoc(fragment, schema);
  const map = mapDocument(doc);
  const found = findQuote(map.text, quoted);
  return found && placed(map, fragment, mapping, part, found.from, { ...quoted, quote: map.text.slice(found.from, found.to) });
}

function placed(
  map: TextMap<number>, type: Y.XmlFragment, mapping: Binding["binding"]["mapping"], part: string, start: number, quoted: Quoted,
): Anchor {
  const relative = (at: number | null): string =>
    at === null ? "" : JSON.stringify(absolutePositionToRelativePosition(at, type, mapping));
  const end = start + quoted.quote.length;
  return { part_id: part, start: relative(map.placeAt(start)), end: relative(placeBefore(map, end)), ...quoted };
}

/** The place right after the sign before `index`, so that a phrase does not reach into the next paragraph. */
function placeBefore(map: TextMap<number>, index: number): number | null {
  const before = map.placeAt(index - 1);
  return before === null ? null : before + 1;
}

function indexOf(map: TextMap<number>, position: number): number {
  for (let index = 0; index < map.text.length; index += 1) {
    const place = map.placeAt(index);
    if (place !== null && place >= position) return index;
  }
  return map.text.length;
}

/** Finds an anchor in an open editor; null when its phrase is gone. */
export function findAnchor(view: EditorView, anchor: Anchor): Span | null {
  const map = mapDocument(view.state.doc);
  const exact = resolve(view, anchor);
  if (exact && sameWords(view.state.doc.textBetween(exact.from, exact.to, "\n", "\uFFFC"), anchor.quote)) return exact;
  const found = findQuote(map.text, anchor);
  if (found) {
    const from = map.placeAt(found.from);
    const to = placeBefore(map, found.to);
    if (from !== null && to !== null && from < to) return { from, to };
  }
  return exact;
}

function resolve(view: EditorView, anchor: Anchor): Span | null {
  const { type, doc, binding } = ySyncPluginKey.getState(view.state) as Binding;
  const absolute = (json: string): number | null => {
    if (json === "") return null;
    const relative = Y.createRelativePositionFromJSON(JSON.parse(json));
    return relativePositionToAbsolutePosition(doc, type, relative, binding.mapping);
  };
  const from = absolute(anchor.start);
  const to = absolute(anchor.end);
  return from !== null && to !== null && from < to ? { from, to } : null;
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/[\s\u00A0\u202F]+/g, " ").trim();
  return plain(one) === plain(other);
}
