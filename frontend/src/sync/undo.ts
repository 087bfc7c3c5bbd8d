// Undo for the whole page: the last thing I wrote, wherever on the page I wrote it.
import type * as Y from "yjs";

type StackEvent = { type: "undo" | "redo"; origin: unknown };

/** Keeps one undo manager per touched document and the order in which documents were touched. */
export class PageUndo {
  #managers = new Map<string, Y.UndoManager>();
  #undo: string[] = [];
  #redo: string[] = [];
  #onChange: () => void;

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

  /** Whether something can still be undone or redone in that document, so that it must stay open. */
  holds(name: string): boolean {
    return this.#undo.includes(name) || this.#redo.includes(name);
  }

  /** Gives up what could be undone in a document that is gone or must be closed. */
  forget(name: string): void {
    this.#managers.get(name)?.destroy();
    this.#managers.delete(name);
    this.#undo = this.#undo.filter((other) => other !== name);
    this.#redo = this.#redo.filter((other) => other !== name);
    this.#onChange();
  }

  /** The documents with something to undo, the longest untouched first. */
  oldestFirst(): string[] {
    return [...new Set([...this.#undo].reverse())].reverse();
  }

  /** Undoes the last deed of this page and names the document it was in, or null when there is none. */
  undo(): string | null {
    return this.#step(this.#undo, this.#redo, (manager) => manager.undo());
  }

  redo(): string | null {
    return this.#step(this.#redo, this.#undo, (manager) => manager.redo());
  }

  #step(from: string[], to: string[], act: (manager: Y.UndoManager) => unknown): string | null {
    for (let name = from.pop(); name !== undefined; name = from.pop()) {
      const manager = this.#managers.get(name);
      const done = manager && act(manager) !== null;
      manager?.stopCapturing();
      if (done) {
        to.push(name);
        this.#onChange();
        return name;
      }
    }
    this.#onChange();
    return null;
  }

  #onAdded(name: string, manager: Y.UndoManager, { type, origin }: StackEvent): void {
    if (type !== "undo" || origin === manager) return;
    for (const [other, rival] of this.#managers) {
      if (other !== name) rival.stopCapturing();
      if (this.#redo.includes(other)) rival.clear(false, true);
    }
    this.#redo = [];
    this.#undo.push(name);
    this.#onChange();
  }
}
