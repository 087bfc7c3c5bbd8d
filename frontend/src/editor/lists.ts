// Turning paragraphs into a list and back, and one kind of list into the other.
import type { Node, NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import { nodeType } from "./schema";

interface Around {
  list: Node;
  at: number;
}

/** The innermost list around the selection. */
export function listAround(state: EditorState): Around | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type === nodeType("bullet_list") || node.type === nodeType("ordered_list")) {
      return { list: node, at: $from.before(depth) };
    }
  }
  return null;
}

/** Makes a list of `type`, changes the list around into it, or takes the item out of it. */
export function toggleList(type: NodeType): Command {
  return (state, dispatch, view) => {
    const around = listAround(state);
    if (!around) return wrapInList(type)(state, dispatch);
    if (around.list.type === type) return liftListItem(nodeType("list_item"))(state, dispatch, view);
    dispatch?.(state.tr.setNodeMarkup(around.at, type));
    return true;
  };
}
