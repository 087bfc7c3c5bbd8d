// Editors over real Yjs documents, tied together as the server ties them: every update is given to the others.
import { EditorState, TextSelection } from "prosemirror-state";
import type { Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { initProseMirrorDoc, prosemirrorJSONToYXmlFragment, ySyncPlugin } from "y-prosemirror";
import { beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { PageUndo } from "../sync/undo";
import { describeAnchor, findAnchor } from "./anchors";
import { knows } from "./knowledge";
import { schema } from "./schema";
import { createUndoManager } from "./undo_manager";

interface Desk {
  doc: Y.Doc;
  fragment: Y.XmlFragment;
  view: EditorView;
}

function desk(state?: Uint8Array): Desk {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment("text");
  if (state) Y.applyUpdate(doc, state, "server");
  const { doc: read, mapping } = initProseMirrorDoc(fragment, schema);
  const place = document.createElement("div");
  document.body.append(place);
  const plugins = [ySyncPlugin(fragment, { mapping }) as Plugin];
  return { doc, fragment, view: new EditorView({ mount: place }, { state: EditorState.create({ doc: read, plugins }) }) };
}

function tie(one: Y.Doc, other: Y.Doc): void {
  one.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") Y.applyUpdate(other, update, "server");
  });
  other.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") Y.applyUpdate(one, update, "server");
  });
}

function written(...paragraphs: string[]): Uint8Array {
  const doc = new Y.Doc();
  const content = paragraphs.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] }));
  prosemirrorJSONToYXmlFragment(schema, { type: "doc", content }, doc.getXmlFragment("text"));
  return Y.encodeStateAsUpdate(doc);
}

function select(view: EditorView, words: string): void {
  const at = view.state.doc.textContent.indexOf(words) + 1;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at, at + words.length)));
}

function type(view: EditorView, text: string, at = view.state.selection.from): void {
  view.dispatch(view.state.tr.insertText(text, at));
}

/** Everything that was promised up to now has been done. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function wordsAt(view: EditorView, span: { from: number; to: number } | null): string | null {
  return span && view.state.doc.textBetween(span.from, span.to, " ");
}

beforeEach(() => document.body.replaceChildren());

test("two people typing in one text both keep their words", () => {
  const state = written("Le MES enregistre.");
  const ines = desk(state);
  const thomas = desk(state);
  tie(ines.doc, thomas.doc);

  type(ines.view, "Toujours, ", 1);
  type(thomas.view, " Enfin", thomas.view.state.doc.content.size - 1);

  expect(ines.view.state.doc.textContent).toBe("Toujours, Le MES enregistre. Enfin");
  expect(thomas.view.state.doc.textContent).toBe(ines.view.state.doc.textContent);
});

test("undo takes back the last words written anywhere on the page, in the right order, and redo gives them again", () => {
  const undo = new PageUndo();
  const statement = desk(written("énoncé"));
  const reason = desk(written("pourquoi"));
  undo.follow("statement", () => createUndoManager(statement.fragment));
  undo.follow("reason", () => createUndoManager(reason.fragment));
  type(statement.view, "un ", 1);
  type(reason.view, "deux ", 1);
  type(statement.view, "trois ", 1);

  expect(undo.undo()).toBe("statement");
  expect(statement.view.state.doc.textContent).toBe("un énoncé");
  expect(undo.undo()).toBe("reason");
  expect(undo.undo()).toBe("statement");
  expect([statement.view.state.doc.textContent, reason.view.state.doc.textContent]).toEqual(["énoncé", "pourquoi"]);
  expect(undo.undo()).toBeNull();

  expect([undo.redo(), undo.redo(), undo.redo()]).toEqual(["statement", "reason", "statement"]);
  expect([statement.view.state.doc.textContent, reason.view.state.doc.textContent]).toEqual(["trois un énoncé", "deux pourquoi"]);
});

test("undo works after the editor has gone, and leaves what others wrote", () => {
  const undo = new PageUndo();
  const state = written("texte");
  const mine = desk(state);
  const theirs = desk(state);
  tie(mine.doc, theirs.doc);
  undo.follow("text", () => createUndoManager(mine.fragment));
  type(mine.view, "moi ", 1);
  type(theirs.view, " eux", theirs.view.state.doc.content.size - 1);
  mine.view.destroy();

  expect(undo.undo()).toBe("text");

  expect(theirs.view.state.doc.textContent).toBe("texte eux");
});

test("new words after an undo take away what could be redone, on the whole page", () => {
  const undo = new PageUndo();
  const one = desk(written("un"));
  const two = desk(written("deux"));
  undo.follow("one", () => createUndoManager(one.fragment));
  undo.follow("two", () => createUndoManager(two.fragment));
  type(one.view, "a", 1);
  undo.undo();
  type(two.view, "b", 1);

  expect(undo.canRedo).toBe(false);
  expect(undo.redo()).toBeNull();
  expect(undo.holds("one")).toBe(false);
});

test("a comment stays on its phrase when others write before it and inside it", () => {
  const one = desk(written("the quick brown fox"));
  select(one.view, "quick brown");
  const anchor = describeAnchor(one.view, "part")!;
  type(one.view, "Well, ", 1);

  expect(wordsAt(one.view, findAnchor(one.view, anchor))).toBe("quick brown");

  type(one.view, "very ", one.view.state.doc.textContent.indexOf("brown") + 1);
  expect(wordsAt(one.view, findAnchor(one.view, anchor))).toBe("quick very brown");
});

test("a comment finds its phrase again after the paragraph became a list, where its exact places are lost", () => {
  const one = desk(written("the quick brown fox", "the quick brown dog"));
  const second = one.view.state.doc.textContent.lastIndexOf("quick brown") + 3;
  one.view.dispatch(one.view.state.tr.setSelection(TextSelection.create(one.view.state.doc, second, second + 11)));
  const anchor = describeAnchor(one.view, "part")!;
  const { doc, tr } = one.view.state;
  const list = schema.nodes["bullet_list"]!.create(null, schema.nodes["list_item"]!.create(null, doc.child(1)));
  one.view.dispatch(tr.replaceWith(doc.child(0).nodeSize, doc.content.size, list));

  const found = findAnchor(one.view, anchor);

  expect(wordsAt(one.view, found)).toBe("quick brown");
  expect(found!.from).toBeGreaterThan(doc.child(0).nodeSize);
});

test("a comment whose phrase was deleted has no place any more", () => {
  const one = desk(written("the quick brown fox"));
  select(one.view, "quick brown");
  const anchor = describeAnchor(one.view, "part")!;
  one.view.dispatch(one.view.state.tr.deleteSelection());

  expect(findAnchor(one.view, anchor)).toBeNull();
});

test("nothing selected is nothing to comment on", () => {
  expect(describeAnchor(desk(written("mot")).view, "part")).toBeNull();
});

test("a text with a form that this page does not know is not opened for writing", () => {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment("text");
  fragment.insert(0, [new Y.XmlElement("paragraph")]);
  expect(knows(fragment)).toBe(true);

  fragment.insert(1, [new Y.XmlElement("formula")]);

  expect(knows(fragment)).toBe(false);
});

test("words and deeds are undone and redone in the order in which they were done", async () => {
  const undo = new PageUndo();
  const asked: string[] = [];
  undo.takeBackBy((deed) => {
    asked.push(deed);
    return Promise.resolve(`${deed} back`);
  });
  const text = desk(written("texte"));
  undo.follow("text", () => createUndoManager(text.fragment));
  undo.did("move");
  type(text.view, "un ", 1);

  expect(undo.undo()).toBe("text");
  expect(undo.undo()).toBeNull();
  await settled();
  expect(undo.canUndo).toBe(false);
  expect(undo.redo()).toBeNull();
  expect(undo.redo()).toBeNull();
  await settled();

  expect(asked).toEqual(["move", "move back"]);
  expect(text.view.state.doc.textContent).toBe("un texte");
});

test("a deed that could not be taken back now may be tried again, one that was refused may not", async () => {
  const undo = new PageUndo();
  const answers = [() => Promise.reject(new Error("unreachable")), () => Promise.resolve(null)];
  undo.takeBackBy(() => (answers.shift() as () => Promise<null>)());
  undo.did("move");

  undo.undo();
  await settled();
  expect(undo.canUndo).toBe(true);
  undo.undo();
  await settled();

  expect([undo.canUndo, undo.canRedo]).toEqual([false, false]);
});

test("a deed is taken back by its name, though words were written since", async () => {
  const undo = new PageUndo();
  const asked: string[] = [];
  undo.takeBackBy((deed) => {
    asked.push(deed);
    return Promise.resolve(null);
  });
  const text = desk(written("texte"));
  undo.follow("text", () => createUndoManager(text.fragment));
  undo.did("withdraw");
  type(text.view, "un ", 1);

  undo.undoDeed("withdraw");
  await settled();

  expect(asked).toEqual(["withdraw"]);
  expect(undo.undo()).toBe("text");
});
