// The phrases that threads speak about, marked while one writes; the marks are drawn, never written into the text.
import type { EditorState } from "prosemirror-state";
import { Plugin, PluginKey } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { ThreadMark } from "../page/events";
import { findAnchor } from "./anchors";

const key = new PluginKey<DecorationSet>("comments");

function numberOf(thread: ThreadMark): HTMLElement {
  const sign = document.createElement("sup");
  sign.textContent = String(thread.number);
  return sign;
}

function draw(view: EditorView, threads: readonly ThreadMark[]): DecorationSet {
  const drawn = threads.flatMap((thread) => {
    const span = findAnchor(view, thread.anchor);
    if (!span) return [];
    const mark = Decoration.inline(span.from, span.to, { nodeName: "mark", "data-thread": thread.id });
    const number = Decoration.widget(span.to, () => numberOf(thread), { side: -1, key: `${thread.id}:${thread.number}` });
    return [mark, number];
  });
  return DecorationSet.create(view.state.doc, drawn);
}

/** Draws the threads that `threads()` gives now, and again after every change; `pressed` hears a click on one. */
export function comments(threads: () => readonly ThreadMark[], pressed: (thread: string) => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (change, drawn) => (change.getMeta(key) as DecorationSet | undefined) ?? drawn.map(change.mapping, change.doc),
    },
    props: {
      decorations: (state: EditorState) => key.getState(state),
      handleClick: (_view, _at, event) => {
        const thread = (event.target as Element).closest?.("mark[data-thread]")?.getAttribute("data-thread");
        if (thread) pressed(thread);
        return false;
      },
    },
    view: (view) => {
      queueMicrotask(() => redrawComments(view, threads()));
      return {
        update: (current, before) => {
          if (before.doc !== current.state.doc && !current.composing) queueMicrotask(() => redrawComments(current, threads()));
        },
      };
    },
  });
}

/** Draws the threads anew, after a change of the text or of the threads. */
export function redrawComments(view: EditorView, threads: readonly ThreadMark[]): void {
  if (view.isDestroyed) return;
  const drawn = draw(view, threads);
  if (drawn === DecorationSet.empty && key.getState(view.state) === DecorationSet.empty) return;
  view.dispatch(view.state.tr.setMeta(key, drawn).setMeta("addToHistory", false));
}
