// An editor in the place of a text: raw ProseMirror over the live document, taken away again without moving a line.
import { gapCursor } from "prosemirror-gapcursor";
import { EditorState, Plugin, Selection, TextSelection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import type { ProsemirrorBinding } from "y-prosemirror";
import { getRelativeSelection, initProseMirrorDoc, ySyncPlugin, ySyncPluginKey } from "y-prosemirror";
import type * as Y from "yjs";
import type { Anchor } from "../page/events";
import type { LiveDocument } from "../sync/document";
import { describeAnchor } from "./anchors";
import { unheardSelection } from "./caret";
import { comments, redrawComments } from "./comments";
import { cursors } from "./cursors";
import { editorKeys } from "./keys";
import { knows } from "./knowledge";
import { mentions } from "./mentions";
import { cleanPaste } from "./paste";
import { takeClipboard } from "./pictures";
import type { EditorPorts, Point, Spot } from "./ports";
import { typingRules } from "./rules";
import { schema } from "./schema";
import { spacing } from "./spacing";
import { drawStatic } from "./static";
import type { Toolbar } from "./toolbar";
import { createToolbar } from "./toolbar";
import { wordingHelp, wordingLine } from "./wording";

export { anchorOf } from "./anchors";
export { knows } from "./knowledge";
export { createUndoManager } from "./undo_manager";

/** Held frames are given back this long after a composition, when its last letters have reached the document. */
const AFTER_COMPOSITION = 60;

export interface Place {
  element: HTMLElement;
  /** « Énoncé de PLA-417 ». */
  name: string;
  language: string;
  manager: Y.UndoManager;
}

export interface MountedEditor {
  readonly view: EditorView;
  readonly toolbar: HTMLElement;
  /** What stands below the text while one writes; null for a text whose wording is not read. */
  readonly line: HTMLElement | null;
  readonly composing: boolean;
  focusAt: (point: Point) => void;
  anchor: () => Anchor | null;
  redraw: () => void;
  /** Takes the editor away and leaves the text as the server would draw it. */
  unmount: () => void;
}

/** Mounts an editor, or gives null when the text holds a form that this page does not know. */
export function mountEditor(place: Place, document: LiveDocument, ports: EditorPorts): MountedEditor | null {
  if (!knows(document.fragment)) return null;
  let toolbar: Toolbar | null = null;
  // The press that opens a text gives it the focus first; the editor only knows of a focus that comes after it.
  place.element.blur();
  document.awareness.setLocalState({});
  const line = ports.remarks === null ? null : wordingLine();
  const help = ports.remarks === null || line === null ? [] : [wordingHelp(ports.remarks, line)];
  const view = openView(place, document, ports, help, () => toolbar?.update());
  toolbar = createToolbar(view, ports);
  const forgetSelections = rememberSelections(view, place.manager);
  return {
    view,
    toolbar: toolbar.dom,
    line,
    get composing() {
      return view.composing;
    },
    focusAt: (point) => focusAt(view, point),
    anchor: () => describeAnchor(view, document.part),
    redraw: () => redrawComments(view, ports.threads()),
    unmount: () => {
      forgetSelections();
      toolbar?.destroy();
      line?.remove();
      unmount(view, place);
      document.awareness.setLocalState(null);
      document.release();
    },
  };
}

function openView(place: Place, document: LiveDocument, ports: EditorPorts, help: Plugin[], updated: () => void): EditorView {
  const { doc, mapping } = initProseMirrorDoc(document.fragment, schema);
  const plugins = [ySyncPlugin(document.fragment, { mapping }) as Plugin, ...pluginsFor(place, document, ports, updated), ...help];
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": place.name, lang: place.language, spellcheck: "true" };
  const view: EditorView = new EditorView({ mount: place.element }, {
    state: EditorState.create({ doc, plugins }),
    attributes,
    transformPastedHTML: (html) => cleanPaste(html).html,
    handleDOMEvents: { ...takeClipboard(ports), ...holdWhileComposing(document), keydown: hearCaret },
    // Cursors of others are drawn a moment after they are heard, when this editor may be gone.
    dispatchTransaction: (change) => {
      if (view.isDestroyed) return;
      // A change that is no writing, as when another's caret moves, must not put ours back where it was.
      const moved = change.docChanged || change.selectionSet ? null : unheardSelection(view);
      view.updateState(view.state.apply(moved === null ? change : change.setSelection(moved)));
    },
  });
  return view;
}

function pluginsFor(place: Place, document: LiveDocument, ports: EditorPorts, updated: () => void): Plugin[] {
  return [
    cursors(document.awareness),
    mentions(ports),
    typingRules(),
    ...editorKeys(ports),
    tableEditing(),
    gapCursor(),
    spacing(place.language),
    comments(ports.threads, ports.openThread),
    new Plugin({ view: () => ({ update: updated }) }),
  ];
}

/** A key acts where the caret is seen: one pressed just after it moved must not act where it was. */
function hearCaret(view: EditorView): boolean {
  const moved = unheardSelection(view);
  if (moved !== null) view.dispatch(view.state.tr.setSelection(moved));
  return false;
}

/** While a letter is being composed, what others write waits: a change under the composition would spoil it. */
function holdWhileComposing(document: LiveDocument): Record<string, (view: EditorView) => boolean> {
  return {
    compositionstart: () => {
      document.hold();
      return false;
    },
    compositionend: (view) => {
      setTimeout(() => {
        if (view.isDestroyed || !view.composing) document.release();
      }, AFTER_COMPOSITION);
      return false;
    },
  };
}

function focusAt(view: EditorView, point: Point): void {
  view.dispatch(view.state.tr.setSelection(selectionAt(view, point)));
  view.focus();
  // For 200 ms after a focus, ProseMirror takes a caret at the very beginning for a browser's mistake and puts it back, unless
  // it has seen the press itself; a key pressed at once (Ctrl Home) would be lost.
  (view as unknown as { input: { lastFocus: number } }).input.lastFocus = 0;
}

function selectionAt(view: EditorView, point: Point): Selection {
  const { doc } = view.state;
  const under = ({ x, y }: Spot): number | undefined => view.posAtCoords({ left: x, top: y })?.pos;
  if (typeof point === "object" && "from" in point) {
    const [from, to] = [under(point.from), under(point.to)];
    return from === undefined || to === undefined ? Selection.atEnd(doc) : TextSelection.between(doc.resolve(from), doc.resolve(to));
  }
  const found = typeof point === "string" ? undefined : under(point);
  const at = found ?? (point === "start" ? 0 : doc.content.size);
  return TextSelection.near(doc.resolve(at), point === "start" || found !== undefined ? 1 : -1);
}

/** After an undo the caret returns to where the undone words were written. */
function rememberSelections(view: EditorView, manager: Y.UndoManager): () => void {
  const { binding } = ySyncPluginKey.getState(view.state) as { binding: ProsemirrorBinding };
  type Event = { stackItem: { meta: Map<unknown, unknown> } };
  const added = ({ stackItem }: Event): void => void stackItem.meta.set(binding, getRelativeSelection(binding, view.state));
  const popped = ({ stackItem }: Event): void => {
    const selection = stackItem.meta.get(binding) as ReturnType<typeof getRelativeSelection> | undefined;
    if (selection) binding.beforeTransactionSelection = selection;
  };
  manager.on("stack-item-added", added);
  manager.on("stack-item-popped", popped);
  return () => {
    manager.off("stack-item-added", added);
    manager.off("stack-item-popped", popped);
  };
}

const EDITOR_ATTRIBUTES = [
  "contenteditable", "role", "aria-multiline", "aria-label", "spellcheck", "translate",
  "aria-activedescendant", "aria-controls", "aria-expanded", "aria-haspopup",
];

function unmount(view: EditorView, place: Place): void {
  const { doc } = view.state;
  view.destroy();
  for (const name of EDITOR_ATTRIBUTES) place.element.removeAttribute(name);
  if (place.element.getAttribute("style") === "") place.element.removeAttribute("style");
  place.element.classList.remove("ProseMirror", "ProseMirror-focused", "ProseMirror-hideselection");
  place.element.replaceChildren(drawStatic(doc, place.language));
}
