// The caret moves before its editor hears of it: browsers tell up to a frame later, and meanwhile others may draw theirs.
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** The selection that the browser shows and the editor has not heard of yet; null when there is none. */
export function unheardSelection(view: EditorView): TextSelection | null {
  const { doc, selection } = view.state;
  if (view.composing || !view.hasFocus() || !(selection instanceof TextSelection)) return null;
  const shown = (view.root as Document).getSelection();
  if (!shown?.anchorNode || !shown.focusNode) return null;
  if (!view.dom.contains(shown.anchorNode) || !view.dom.contains(shown.focusNode)) return null;
  const anchor = view.posAtDOM(shown.anchorNode, shown.anchorOffset);
  const head = view.posAtDOM(shown.focusNode, shown.focusOffset);
  const found = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  return found instanceof TextSelection && !found.eq(selection) ? found : null;
}
