// One live text: its Yjs document, what of it the server has acknowledged, and the words to give back if it is refused.
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { LiveSocket } from "./socket";
import { DocumentLine } from "./socket";

export const ROOT = "text";

/** The origin of updates that come back from a draft kept on this computer. */
export const RESTORED = Symbol("restored draft");

export interface DocumentEvents {
  changed: (document: LiveDocument) => void;
  ended: (document: LiveDocument, reason: string) => void;
}

export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly fragment: Y.XmlFragment;
  readonly awareness: Awareness;
  readonly part: string;
  readonly name: string;
  /** Edits made here since everything was last acknowledged. */
  edits = 0;
  synced = false;
  /** Called after every change of `edits` or `synced`. */
  readonly whenChanged = new Set<() => void>();
  #updates: Uint8Array[] = [];
  #line: DocumentLine;
  #events: DocumentEvents;
  /** The server has closed this document, or the page has; `reason` is the server's, empty when it gave none. */
  ended = false;
  reason = "";

  constructor(socket: LiveSocket, name: string, part: string, events: DocumentEvents) {
    this.name = name;
    this.part = part;
    this.#events = events;
    this.fragment = this.doc.getXmlFragment(ROOT);
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState(null);
    this.#line = new DocumentLine(socket, name, this.doc, this.awareness, {
      onSynced: () => this.#onSynced(),
      onUnsynced: (count) => this.#onUnsynced(count),
      onRefused: (reason) => this.end(reason),
      onClosed: (reason) => this.end(reason),
      onDenied: (reason) => this.end(reason),
    });
    this.doc.on("update", (update: Uint8Array, origin: unknown) => this.#onUpdate(update, origin));
  }

  /** Resolves once the server's text is here or will not come. */
  whenReady(): Promise<void> {
    return this.#when(() => this.synced || this.ended);
  }

  /** Resolves once nothing typed here is unacknowledged, or the document is closed. */
  whenSaved(): Promise<void> {
    return this.#when(() => this.edits === 0 || this.ended);
  }

  /** Hears every change of the text, before an editor that is mounted later, until the document is closed. */
  watch(look: () => void): void {
    this.fragment.observeDeep(look);
  }

  /** The updates the server has not acknowledged, as one. */
  unsynced(): Uint8Array {
    return Y.mergeUpdates(this.#updates);
  }

  hold(): void {
    this.#line.hold();
  }

  release(): void {
    this.#line.release();
  }

  /** Sends once what a draft kept; it counts as an edit until it is acknowledged. */
  restore(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, RESTORED);
  }

  close(): void {
    if (this.ended) return;
    this.ended = true;
    for (const look of this.whenChanged) look();
    this.#line.destroy();
    this.doc.destroy();
  }

  /** The text as plain lines, to be copied when it cannot be saved. */
  plainText(): string {
    return plainText(this.fragment);
  }

  #when(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.whenChanged.delete(look);
        resolve();
      };
      this.whenChanged.add(look);
    });
  }

  #changed(): void {
    for (const look of this.whenChanged) look();
    this.#events.changed(this);
  }

  #onUpdate(update: Uint8Array, origin: unknown): void {
    if (origin === this.#line) return;
    this.edits += 1;
    this.#updates.push(update);
    this.#changed();
  }

  #onSynced(): void {
    this.synced = true;
    this.#changed();
  }

  #onUnsynced(count: number): void {
    if (count > 0 || this.edits === 0) return;
    this.edits = 0;
    this.#updates = [];
    this.#changed();
  }

  /** Gives the document up: the server will take nothing more of it from here. */
  end(reason: string): void {
    if (this.ended) return;
    this.reason = reason;
    // The address is free before anyone hears of it, so that the same text can be asked for again at once.
    this.close();
    this.#events.ended(this, reason);
  }
}

/** One line per block, cells included, without marks. */
export function plainText(fragment: Y.XmlFragment | Y.XmlElement): string {
  const lines: string[] = [];
  for (const child of fragment.toArray()) {
    if (child instanceof Y.XmlText) lines.push(textOf(child));
    else if (child instanceof Y.XmlElement) lines.push(plainText(child));
  }
  return inlineOnly(fragment) ? lines.join("") : lines.join("\n");
}

function inlineOnly(fragment: Y.XmlFragment | Y.XmlElement): boolean {
  return fragment.toArray().some((child) => child instanceof Y.XmlText);
}

function textOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}
