// Words that a second or a third press selected while the editor was on its way: they are still selected once it is there.
import type { Point } from "../editor/ports";

/** From where to where on the screen words of this text are selected; null when none are. */
export function selectedIn(part: HTMLElement): Point | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !part.contains(selection.getRangeAt(0).startContainer)) return null;
  const range = selection.getRangeAt(0).cloneRange();
  // Three presses on the last paragraph select up to the beginning of what follows the text.
  if (!part.contains(range.endContainer)) range.setEnd(part, part.childNodes.length);
  const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return null;
  return { from: { x: first.left, y: (first.top + first.bottom) / 2 }, to: { x: last.right, y: (last.top + last.bottom) / 2 } };
}
