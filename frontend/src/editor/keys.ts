// The keys of an editor. Tab moves between cells and list levels only; elsewhere it leaves the text, so nobody is trapped.
import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import type { Command, Plugin } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import type { EditorPorts } from "./ports";
import { markType, nodeType } from "./schema";
import { toggleList } from "./lists";

const insertBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodeType("hard_break").create()).scrollIntoView());
  return true;
};

function deed(act: () => void): Command {
  return () => {
    act();
    return true;
  };
}

type Ports = Pick<EditorPorts, "undo" | "redo" | "leave" | "comment" | "newAfter" | "mode">;

export function editorKeys(ports: Ports): Plugin[] {
  const item = nodeType("list_item");
  return [
    keymap({
      "Mod-z": deed(ports.undo),
      "Mod-Shift-z": deed(ports.redo),
      "Mod-y": deed(ports.redo),
      "Mod-b": toggleMark(markType("strong")),
      "Mod-i": toggleMark(markType("em")),
      "Mod-Shift-7": toggleList(nodeType("ordered_list")),
      "Mod-Shift-8": toggleList(nodeType("bullet_list")),
      "Mod-Alt-m": deed(ports.comment),
      "Mod-Shift-e": deed(() => ports.mode?.change()),
      "Mod-Enter": deed(ports.newAfter),
      "Shift-Enter": insertBreak,
      Enter: splitListItem(item),
      Backspace: undoInputRule,
      Tab: chainCommands(goToNextCell(1), sinkListItem(item)),
      "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(item)),
      Escape: deed(ports.leave),
    }),
    keymap(baseKeymap),
  ];
}
