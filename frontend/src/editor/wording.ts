// Help with wording while one writes a statement: quiet marks under the words, and a line below that explains one of them.
// What finds and explains them comes when a statement is opened, not with the page.
import type { EditorState } from "prosemirror-state";
import { Plugin, PluginKey } from "prosemirror-state";
import { DecorationSet } from "prosemirror-view";
import type { Remark } from "../api/wording";
import type { Remarks } from "./remarks";

const key = new PluginKey<DecorationSet>("wording");

/** Reads what is written with `read` and shows what it remarks in `line`. */
export function wordingHelp(read: (text: string) => Promise<readonly Remark[]>, line: HTMLElement): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (change, drawn) => (change.getMeta(key) as DecorationSet | undefined) ?? drawn.map(change.mapping, change.doc),
    },
    props: { decorations: (state: EditorState) => key.getState(state) },
    view: (view) => {
      let remarks: Remarks | null = null;
      let gone = false;
      // A page that cannot have the help is no worse a page to write in: the line stays empty.
      void import("./remarks").then(({ Remarks }) => {
        if (gone) return;
        remarks = new Remarks(view, key, read, line);
        remarks.later(0);
      }, () => undefined);
      return {
        update: (current, before) => {
          if (before.doc !== current.state.doc) remarks?.later();
          else if (!before.selection.eq(current.state.selection)) remarks?.explain();
        },
        destroy: () => {
          gone = true;
          remarks?.stop();
        },
      };
    },
  });
}

/** The line below a statement: room for two lines is kept, so that nothing moves when a remark comes. */
export function wordingLine(): HTMLElement {
  const line = document.createElement("p");
  line.className = "wording-line";
  line.setAttribute("role", "status");
  line.dataset["live"] = "";
  return line;
}
