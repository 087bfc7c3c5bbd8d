// Takes the place of a WebSocket with plain requests, where a network lets none through (realtime/PROTOCOL.md, P41–P43).
import type { Decoder } from "lib0/decoding";
import { createDecoder, hasContent, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding";

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const OVER = 3;

/** What an answer begins with. */
const CLOSED = 0;
const OPENED = 1;

/** How long to wait before a request that was lost is made again; after the last time the line counts as cut. */
const AGAIN_AFTER = [250, 1000];
/** The server answers a poll every 15 seconds at the latest; a slow network needs its time too. */
const ANSWERED_WITHIN = 60_000;
const POST_BYTES = 256 * 1024;
const LOST = 1006;
const LEFT = 1005;

export type Fetch = (address: URL, options: RequestInit) => Promise<Response>;

/** As much of a WebSocket as the provider uses. Messages are binary, in order, and none is lost or heard twice. */
export class HttpSocket extends EventTarget {
  binaryType = "arraybuffer";
  readyState = CONNECTING;
  #address: URL;
  #fetch: Fetch;
  #line = "";
  #queue: Uint8Array[] = [];
  #posts = 0;
  #posting: Promise<void> | null = null;
  #requests = new Set<AbortController>();
  #onHide = (): void => this.#hangUp();

  constructor(address: string, fetchIt: Fetch = (where, options) => fetch(where, options)) {
    super();
    this.#address = new URL(address.replace(/^ws/, "http"));
    this.#fetch = fetchIt;
    globalThis.addEventListener?.("pagehide", this.#onHide);
    void this.#open();
  }

  send(message: Uint8Array): void {
    if (this.readyState !== OPEN) return;
    this.#queue.push(message);
    this.#posting ??= Promise.resolve().then(() => this.#post());
  }

  /** What was sent before still goes up first. */
  close(): void {
    if (this.readyState >= CLOSING) return;
    this.readyState = CLOSING;
    void this.#leave();
  }

  async #open(): Promise<void> {
    const answer = await this.#request("", new Uint8Array());
    if (this.readyState !== CONNECTING) return;
    if (answer === null) return void this.#end(LOST, "");
    if (readVarUint(answer) !== OPENED) return void this.#closed(answer);
    this.#line = readVarString(answer);
    this.readyState = OPEN;
    this.dispatchEvent(new Event("open"));
    await this.#poll();
  }

  async #poll(): Promise<void> {
    let arrived = 0;
    while (this.readyState === OPEN) {
      const answer = await this.#ask("poll", numbered(arrived, []));
      if (answer === null) return;
      if (readVarUint(answer) !== arrived + 1) continue;
      arrived += 1;
      while (hasContent(answer)) this.#hear(readVarUint8Array(answer));
    }
  }

  #hear(message: Uint8Array): void {
    if (this.readyState === OPEN) this.dispatchEvent(new MessageEvent("message", { data: message.slice().buffer }));
  }

  async #post(): Promise<void> {
    while (this.#queue.length > 0 && this.readyState < OVER) {
      this.#posts += 1;
      await this.#ask("send", numbered(this.#posts, this.#nextMessages()));
    }
    this.#posting = null;
  }

  #nextMessages(): Uint8Array[] {
    let size = 0;
    let count = 0;
    for (const message of this.#queue) {
      size += message.length;
      if (count > 0 && size > POST_BYTES) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  /** Makes a request until it is answered. Returns null when the line is over. */
  async #ask(deed: string, body: Uint8Array): Promise<Decoder | null> {
    for (const wait of [...AGAIN_AFTER, null]) {
      const answer = await this.#request(deed, body);
      if (this.readyState === OVER) return null;
      if (answer !== null && readVarUint(answer) !== CLOSED) return answer;
      if (answer !== null) return this.#closed(answer);
      if (wait !== null) await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return this.#end(LOST, "");
  }

  /** Makes a request once. Returns null when it or its answer was lost, or somebody else has answered. */
  async #request(deed: string, body: Uint8Array, keepalive = false): Promise<Decoder | null> {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), ANSWERED_WITHIN);
    this.#requests.add(cut);
    try {
      const answer = await this.#fetch(this.#where(deed), {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: body as BodyInit,
        cache: "no-store",
        signal: cut.signal,
        keepalive,
      });
      if (answer.status !== 200 || answer.headers.get("content-type") !== "application/octet-stream") return null;
      return createDecoder(new Uint8Array(await answer.arrayBuffer()));
    } catch {
      return null; // whatever the network says of it: there is no answer
    } finally {
      clearTimeout(timer);
      this.#requests.delete(cut);
    }
  }

  #where(deed: string): URL {
    const where = new URL(this.#address);
    if (deed !== "") where.pathname += `/${this.#line}/${deed}`;
    return where;
  }

  async #leave(): Promise<void> {
    await this.#posting;
    this.#hangUp();
  }

  /** Also when the page goes away, as a WebSocket would with it. */
  #hangUp(): void {
    if (this.readyState === OVER) return;
    this.#end(LEFT, "");
    if (this.#line !== "") void this.#request("close", new Uint8Array(), true);
  }

  #closed(answer: Decoder): null {
    return this.#end(readVarUint(answer), readVarString(answer));
  }

  #end(code: number, reason: string): null {
    if (this.readyState === OVER) return null;
    this.readyState = OVER;
    this.#queue = [];
    for (const request of this.#requests) request.abort();
    globalThis.removeEventListener?.("pagehide", this.#onHide);
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason }));
    return null;
  }
}

/** A request's body: its number, or the one it acknowledges, and the messages it carries. */
function numbered(number: number, messages: readonly Uint8Array[]): Uint8Array {
  const body = createEncoder();
  writeVarUint(body, number);
  for (const message of messages) writeVarUint8Array(body, message);
  return toUint8Array(body);
}
