// French spacing while one writes: the spaces stay plain spaces, they are only drawn as the no-break spaces of print.
import type { Node } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { frenchSpacing } from "../i18n/spacing";

const NARROW = "\u202F";

export interface Space {
  at: number;
  narrow: boolean;
  /** How many signs stay on one line: the space and the sign after it. */
  length: number;
}

/** Lists the plain spaces of a line that print would set otherwise. */
export function spacesOf(text: string): Space[] {
  const set = frenchSpacing(text);
  const spaces: Space[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === " " && set[at] !== " ") spaces.push({ at, narrow: set[at] === NARROW, length: at + 1 < text.length ? 2 : 1 });
  }
  return spaces;
}

interface Run {
  start: number;
  text: string;
}

/** A paragraph is set whole, pictures and mentions left out, as the server sets it. */
function drawBlock(block: Node, start: number): Decoration[] {
  const runs: Run[] = [];
  block.forEach((child, offset) => {
    if (child.isText) runs.push({ start: start + offset, text: child.text ?? "" });
  });
  const place = placer(runs);
  return spacesOf(runs.map((run) => run.text).join("")).flatMap(({ at, narrow, length }) => {
    const from = place(at);
    const tied = Decoration.inline(from, place(at + length - 1) + 1, { class: "tied" });
    return narrow ? [tied, Decoration.inline(from, from + 1, { class: "thin" })] : [tied];
  });
}

/** Returns the position in the document of the n-th sign of the joined runs. */
function placer(runs: readonly Run[]): (index: number) => number {
  return (index) => {
    let left = index;
    for (const { start, text } of runs) {
      if (left < text.length) return start + left;
      left -= text.length;
    }
    throw new RangeError("past the end of the paragraph");
  };
}

function draw(doc: Node): Decoration[] {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    found.push(...drawBlock(node, at + 1));
    return false;
  });
  return found;
}

const key = new PluginKey<DecorationSet>("spacing");

/** Draws the spaces of a French text; a text in another language keeps its own. */
export function spacing(language: string): Plugin<DecorationSet> {
  const french = language.startsWith("fr");
  const all = (doc: Node): DecorationSet => (french ? DecorationSet.create(doc, draw(doc)) : DecorationSet.empty);
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => all(state.doc),
      apply: (change, drawn) => (change.docChanged ? all(change.doc) : drawn),
    },
    props: { decorations: (state: EditorState) => key.getState(state) },
  });
}
