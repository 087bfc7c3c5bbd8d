// Undo for the whole page: the last thing I did, wherever on the page I did it, to a text or to the order of things.
import type * as Y from "yjs";

type StackEvent = { type: "undo" | "redo"; origin: unknown };

/** Words written in a document, or a deed that the server knows by an id. */
type Step = { document: string } | { deed: string };

/** Takes a deed back and says by what that can be taken back in turn. Rejects when it may be tried again. */
export type TakeBack = (deed: string) => Promise<string | null>;

/** Keeps one undo manager per touched document and the order in which documents were touched and deeds done. */
export class PageUndo {
  #managers = new Map<string, Y.UndoManager>();
  #undo: Step[] = [];
  #redo: Step[] = [];
  #onChange: () => void;
  #takeBack: TakeBack = () => Promise.resolve(null);
  /** A deed on its way back: what is undone next waits for it. */
  #waiting: Promise<void> | null = null;

  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Starts following the document `name` with the manager that `create` makes; asking again gives the same one. */
  follow(name: string, create: () => Y.UndoManager): Y.UndoManager {
    const known = this.#managers.get(name);
    if (known) return known;
    const manager = create();
    manager.on("stack-item-added", (event: StackEvent) => this.#onAdded(name, manager, event));
    this.#managers.set(name, manager);
    return manager;
  }

  /** Says how deeds are taken back. */
  takeBackBy(takeBack: TakeBack): void {
    this.#takeBack = takeBack;
  }

  /** Something was done that the server can take back. */
  did(deed: string): void {
    for (const manager of this.#managers.values()) manager.stopCapturing();
    this.#add({ deed });
  }

  /** Takes back this deed, though others may have been done since. */
  undoDeed(deed: string): void {
    const at = this.#undo.findIndex((step) => "deed" in step && step.deed === deed);
    if (at < 0) return;
    this.#undo.push(...this.#undo.splice(at, 1));
    this.undo();
  }

  /** Whether something can still be undone or redone in that document, so that it must stay open. */
  holds(name: string): boolean {
    return [...this.#undo, ...this.#redo].some((step) => isIn(step, name));
  }

  /** Gives up what could be undone in a document that is gone or must be closed. */
  forget(name: string): void {
    this.#managers.get(name)?.destroy();
    this.#managers.delete(name);
    this.#undo = this.#undo.filter((step) => !isIn(step, name));
    this.#redo = this.#redo.filter((step) => !isIn(step, name));
    this.#onChange();
  }

  /** The documents with something to undo, the longest untouched first. */
  oldestFirst(): string[] {
    const names = this.#undo.flatMap((step) => ("document" in step ? [step.document] : []));
    return [...new Set(names.reverse())].reverse();
  }

  /** Undoes the last thing done on this page and names the document it was in; null for a deed, and when there is nothing. */
  undo(): string | null {
    return this.#step(() => [this.#undo, this.#redo], (manager) => manager.undo());
  }

  redo(): string | null {
    return this.#step(() => [this.#redo, this.#undo], (manager) => manager.redo());
  }

  #step(stacks: () => [Step[], Step[]], act: (manager: Y.UndoManager) => unknown): string | null {
    if (this.#waiting) {
      void this.#waiting.then(() => this.#step(stacks, act));
      return null;
    }
    const [from, to] = stacks();
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      if ("deed" in step) return this.#stepBack(step.deed, stacks);
      const manager = this.#managers.get(step.document);
      const done = manager && act(manager) !== null;
      manager?.stopCapturing();
      if (done) {
        to.push(step);
        this.#onChange();
        return step.document;
      }
    }
    this.#onChange();
    return null;
  }

  #stepBack(deed: string, stacks: () => [Step[], Step[]]): null {
    const taken = this.#takeBack(deed).then(
      (inverse) => void (inverse !== null && stacks()[1].push({ deed: inverse })),
      () => void stacks()[0].push({ deed }),
    );
    this.#waiting = taken.then(() => {
      this.#waiting = null;
      this.#onChange();
    });
    this.#onChange();
    return null;
  }

  #onAdded(name: string, manager: Y.UndoManager, { type, origin }: StackEvent): void {
    if (type !== "undo" || origin === manager) return;
    for (const [other, rival] of this.#managers) if (other !== name) rival.stopCapturing();
    this.#add({ document: name });
  }

  /** What is done anew ends what could be redone, on the whole page. */
  #add(step: Step): void {
    for (const redone of this.#redo) if ("document" in redone) this.#managers.get(redone.document)?.clear(false, true);
    this.#redo = [];
    this.#undo.push(step);
    this.#onChange();
  }
}

function isIn(step: Step, name: string): boolean {
  return "document" in step && step.document === name;
}
