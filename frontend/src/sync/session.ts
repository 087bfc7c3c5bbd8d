// An open specification: its line, its channel, the texts being written, and what may be said about them.
import type { ChannelEvents } from "./channel";
import { PageChannel } from "./channel";
import { LiveDocument } from "./document";
import type { Draft, Drafts } from "./drafts";
import type { Refusal, Saving } from "./saving";
import { savingOf } from "./saving";
import type { LiveSocket } from "./socket";
import { PageUndo } from "./undo";

/** More documents than this are never kept open for the sake of undo alone. */
const KEPT_FOR_UNDO = 20;
const DRAFT_EVERY = 250;
/** The codes with which the server ends a connection for good (realtime/PROTOCOL.md, P8). */
const TOO_BIG = 1009;
const FINAL: Readonly<Record<number, "signed-out" | "reload">> = { 4401: "signed-out", 4403: "reload" };
const TOO_MANY = "too many connections";
const NOT_STORED = "not stored";
/** The door decides again: the same words may well be welcome a moment later. */
const ASK_AGAIN = "rights-changed";

export type Ending = "signed-out" | "too-many" | "reload";

export interface SessionEvents extends ChannelEvents {
  saving: (saving: Saving) => void;
  /** A text was closed by the server (its level changed, a right ended, an update was refused). */
  ended: (document: LiveDocument, refusal: Refusal | null) => void;
  /** The line is closed for good: the sign-in is over, too many pages are open, or this one is too old to be understood. */
  closed: (why: Ending) => void;
}

export class LiveSession {
  readonly specification: string;
  readonly channel: PageChannel;
  readonly undo: PageUndo;
  #socket: LiveSocket;
  #events: SessionEvents;
  #documents = new Map<string, LiveDocument>();
  #inUse = new Map<string, number>();
  #refusals: Refusal[] = [];
  #dismissals: (() => void)[] = [];
  #drafts: Drafts | null = null;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #online = false;
  #failing = false;

  constructor(specification: string, cursor: string, socket: LiveSocket, events: SessionEvents) {
    this.specification = specification;
    this.#socket = socket;
    this.#events = events;
    this.undo = new PageUndo(() => this.#tidy());
    socket.on("status", ({ status }: { status: string }) => this.#setOnline(status === "connected"));
    socket.on("close", ({ event }: { event: CloseEvent }) => this.#onSocketClose(event));
    this.channel = new PageChannel(socket, cursor, events);
  }

  get online(): boolean {
    return this.#online;
  }

  get saving(): Saving {
    return savingOf(this.#online, this.#documents.values(), this.#refusals, this.#failing);
  }

  /** True while closing the tab could lose words. */
  get atRisk(): boolean {
    return [...this.#documents.values()].some((document) => document.edits > 0);
  }

  find(name: string): LiveDocument | undefined {
    return this.#documents.get(name);
  }

  /** Opens a text and keeps it open until `leave` is called as often as `open`. */
  open(name: string, part: string): LiveDocument {
    this.#inUse.set(name, (this.#inUse.get(name) ?? 0) + 1);
    const known = this.#documents.get(name);
    if (known) return known;
    const document = new LiveDocument(this.#socket, name, part, {
      changed: () => this.#onChanged(document),
      ended: (_, reason) => this.#onEnded(document, reason),
    });
    this.#documents.set(name, document);
    return document;
  }

  leave(name: string): void {
    const count = (this.#inUse.get(name) ?? 0) - 1;
    if (count > 0) this.#inUse.set(name, count);
    else this.#inUse.delete(name);
    this.#tidy();
  }

  /** The person has copied, or given up, the words that were refused. */
  dismissRefusals(): void {
    for (const { document } of this.#refusals) void this.#drafts?.drop(document);
    this.#refusals = [];
    for (const resolve of this.#dismissals.splice(0)) resolve();
    this.#say();
  }

  /** Brings back what closed tabs left unsaved and from now on keeps a draft of what is not saved yet. */
  async useDrafts(drafts: Drafts): Promise<void> {
    this.#drafts = drafts;
    await drafts.restore(this.specification, (draft) => this.#restore(draft));
  }

  close(): void {
    for (const document of this.#documents.values()) document.close();
    this.channel.close();
    this.#socket.destroy();
  }

  async #restore(draft: Draft): Promise<void> {
    const document = this.open(draft.document, draft.part);
    await document.whenReady();
    if (document.ended) {
      this.#refuse({ document: draft.document, part: draft.part, reason: document.reason, text: draft.text });
      await new Promise<void>((resolve) => this.#dismissals.push(resolve));
      return;
    }
    document.restore(draft.update);
    await document.whenSaved();
    this.leave(draft.document);
  }

  #onChanged(document: LiveDocument): void {
    this.#say();
    if (document.edits === 0) this.#tidy();
    if (this.#drafts) this.#scheduleDraft(document, this.#drafts);
  }

  #scheduleDraft(document: LiveDocument, drafts: Drafts): void {
    if (this.#timers.has(document.name)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(document.name);
      if (document.edits === 0) void drafts.drop(document.name);
      else void drafts.keep(this.#draftOf(document));
    }, DRAFT_EVERY);
    this.#timers.set(document.name, timer);
  }

  #draftOf(document: LiveDocument): Draft {
    const { name, part } = document;
    const text = document.plainText();
    return { specification: this.specification, document: name, part, text, update: document.unsynced() };
  }

  #onEnded(document: LiveDocument, reason: string): void {
    const { name, part, edits } = document;
    const text = document.plainText();
    const kept = reason === ASK_AGAIN && edits > 0 ? document.unsynced() : null;
    const refusal = edits > 0 && kept === null ? { document: name, part, reason, text } : null;
    this.#documents.delete(name);
    this.#inUse.delete(name);
    this.undo.forget(name);
    if (refusal) this.#refuse(refusal);
    if (kept) void this.#restore({ specification: this.specification, document: name, part, text, update: kept });
    this.#events.ended(document, refusal);
    this.#say();
  }

  #refuse(refusal: Refusal): void {
    this.#refusals = [...this.#refusals, refusal];
    this.#say();
  }

  #tidy(): void {
    const idle = [...this.#documents.keys()].filter((name) => !this.#inUse.has(name));
    const held = this.undo.oldestFirst().filter((name) => idle.includes(name));
    for (const name of held.slice(0, Math.max(0, held.length - KEPT_FOR_UNDO))) this.undo.forget(name);
    for (const name of idle) this.#closeIfDone(name);
  }

  #closeIfDone(name: string): void {
    const document = this.#documents.get(name);
    if (!document || document.edits > 0 || this.undo.holds(name)) return;
    this.#documents.delete(name);
    document.close();
  }

  #setOnline(online: boolean): void {
    if (online === this.#online) return;
    this.#online = online;
    this.#say();
  }

  #onSocketClose({ code, reason }: CloseEvent): void {
    if (reason === NOT_STORED) this.#failing = true;
    if (code === TOO_BIG) for (const document of this.#documents.values()) if (document.edits > 0) document.end("size");
    const why = FINAL[code];
    if (why === undefined) return;
    this.#socket.disconnect();
    this.#events.closed(reason === TOO_MANY ? "too-many" : why);
  }

  #say(): void {
    if (!this.atRisk) this.#failing = false;
    this.#events.saving(this.saving);
  }
}
