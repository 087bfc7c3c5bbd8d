// What one can do with a table, each deed with its word; the toolbar lists those that are possible where the caret is.
import type { Node } from "prosemirror-model";
import type { Command } from "prosemirror-state";
import { TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, isInTable,
} from "prosemirror-tables";
import type { editorWords } from "../i18n/editor";
import { nodeType } from "./schema";

export interface TableDeed {
  word: keyof typeof editorWords;
  run: Command;
}

/** Sets a new table of two rows under three headings, the caret in the first. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const row = (cell: string): Node => {
    const cells = [0, 1, 2].map(() => nodeType(cell).createAndFill()!);
    return nodeType("table_row").create(null, cells);
  };
  const table = nodeType("table").create(null, [row("table_header"), row("table_cell"), row("table_cell")]);
  if (dispatch) {
    const change = state.tr.replaceSelectionWith(table);
    const start = change.mapping.map(state.selection.from, -1);
    dispatch(change.setSelection(TextSelection.near(change.doc.resolve(start + 1))).scrollIntoView());
  }
  return true;
};

export const TABLE_DEEDS: readonly TableDeed[] = [
  { word: "table.insert", run: insertTable },
  { word: "table.row_before", run: addRowBefore },
  { word: "table.row_after", run: addRowAfter },
  { word: "table.row_delete", run: deleteRow },
  { word: "table.column_before", run: addColumnBefore },
  { word: "table.column_after", run: addColumnAfter },
  { word: "table.column_delete", run: deleteColumn },
  { word: "table.delete", run: deleteTable },
];
