// The line to the server: one WebSocket for an open specification, and what each document says over it.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint } from "lib0/decoding";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

const SYNC = 0;
const SYNC_STATUS = 8;

/** Where the specification's socket is, on the server that gave the page. */
export function liveAddress(specification: string, page: Pick<Location, "protocol" | "host">, base = ""): string {
  return `${page.protocol === "https:" ? "wss" : "ws"}://${page.host}${base}/live/${encodeURIComponent(specification)}`;
}

/**
 * The provider's socket, except that nothing is queued while the line is down: on the next opening every document
 * reconciles by state vectors, and a queue on top of that would make one acknowledgement count for several edits.
 */
export class LiveSocket extends HocuspocusProviderWebsocket {
  get isOpen(): boolean {
    return this.webSocket?.readyState === 1;
  }

  override send(message: unknown): void {
    if (this.isOpen) super.send(message);
  }
}

/** Opens the line; it reconnects by itself, after one second at first and three at most. */
export function openSocket(address: string, WebSocketPolyfill?: unknown): LiveSocket {
  return new LiveSocket({
    url: address,
    maxDelay: 3000,
    ...(WebSocketPolyfill === undefined ? {} : { WebSocketPolyfill }),
  });
}

interface Frame {
  type: number;
  sub: number;
}

/** Reads the two numbers that tell what a frame is; the address comes first. */
export function readFrame(data: ArrayBuffer): Frame {
  const decoder = createDecoder(new Uint8Array(data));
  readVarString(decoder);
  const type = readVarUint(decoder);
  return { type, sub: type === SYNC || type === SYNC_STATUS ? readVarUint(decoder) : -1 };
}

export interface DocumentHandlers {
  onSynced: () => void;
  onUnsynced: (count: number) => void;
  onRefused: (reason: string) => void;
  onClosed: (reason: string) => void;
  onDenied: (reason: string) => void;
}

/**
 * One document on the line. While it is held (somebody is composing a letter), what others write waits and is applied,
 * in order, on release; acknowledgements and rights are never held.
 */
export class DocumentLine extends HocuspocusProvider {
  #held: MessageEvent[] | null = null;
  #onRefused: (reason: string) => void;

  constructor(socket: LiveSocket, name: string, document: Y.Doc, awareness: Awareness | null, on: DocumentHandlers) {
    super({
      websocketProvider: socket,
      name,
      document,
      awareness,
      onSynced: () => on.onSynced(),
      onUnsyncedChanges: ({ number }) => on.onUnsynced(number),
      onAuthenticationFailed: ({ reason }) => on.onDenied(reason),
      onClose: ({ event }) => {
        if (socket.isOpen) on.onClosed(event.reason);
      },
    });
    this.#onRefused = on.onRefused;
    this.attach();
  }

  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const waiting = this.#held ?? [];
    this.#held = null;
    for (const event of waiting) super.onMessage(event);
  }

  override onMessage(event: MessageEvent): void {
    const frame = readFrame(event.data as ArrayBuffer);
    if (frame.type === SYNC_STATUS && frame.sub === 0) this.#onRefused("");
    if (this.#held !== null && frame.type === SYNC) this.#held.push(event);
    else super.onMessage(event);
  }

  override onClose(): void {
    this.#held = this.#held === null ? null : [];
    super.onClose();
  }
}

