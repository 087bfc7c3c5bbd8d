// A small server over a real WebSocket, for the tests of this room only: it speaks the frames of realtime/PROTOCOL.md and
// lets a test decide when words are acknowledged. What the product promises is proven against the product's own server.
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import type { Encoder } from "lib0/encoding";
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import type { AddressInfo } from "node:net";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import * as Y from "yjs";

export class SmallServer {
  readonly docs = new Map<string, Y.Doc>();
  readonly stateless: string[] = [];
  readonly refused = new Set<string>();
  acknowledges = true;
  #server: WebSocketServer;
  #waiting: (() => void)[] = [];

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on("connection", (socket) => socket.on("message", (data: Buffer) => this.#hear(socket, new Uint8Array(data))));
  }

  static async start(port = 0): Promise<SmallServer> {
    const server = new WebSocketServer({ port, host: "127.0.0.1" });
    await new Promise((resolve) => server.once("listening", resolve));
    return new SmallServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  doc(name: string): Y.Doc {
    const known = this.docs.get(name);
    if (known) return known;
    const doc = new Y.Doc();
    this.docs.set(name, doc);
    return doc;
  }

  words(name: string): string {
    return this.doc(name).getXmlFragment("text").toString();
  }

  /** Writes as somebody else would, and tells everybody. */
  write(name: string, change: (text: Y.XmlFragment) => void): void {
    const doc = this.doc(name);
    doc.once("update", (update: Uint8Array) => this.#tell(name, (frame) => sync(frame, 2, update)));
    doc.transact(() => change(doc.getXmlFragment("text")));
  }

  close(name: string, reason: string): void {
    this.#tell(name, (frame) => {
      writeVarUint(frame, 7);
      writeVarString(frame, reason);
    });
  }

  say(text: string): void {
    this.#tell("page", (frame) => {
      writeVarUint(frame, 5);
      writeVarString(frame, text);
    });
  }

  /** Gives the acknowledgements that were held back. */
  acknowledge(): void {
    this.acknowledges = true;
    for (const send of this.#waiting.splice(0)) send();
  }

  endSockets(code: number, reason = ""): void {
    for (const socket of this.#server.clients) socket.close(code, reason);
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #tell(name: string, write: (frame: Encoder) => void): void {
    for (const socket of this.#server.clients) socket.send(framed(name, write));
  }

  #hear(socket: WebSocket, data: Uint8Array): void {
    const decoder = createDecoder(data);
    const name = readVarString(decoder);
    const type = readVarUint(decoder);
    const answer = (write: (frame: Encoder) => void): void => socket.send(framed(name, write));
    if (type === 2) answer((frame) => authenticate(frame, this.refused.has(name)));
    else if (type === 5) this.stateless.push(readVarString(decoder));
    else if (type === 0 && !this.refused.has(name)) this.#sync(name, readVarUint(decoder), readVarUint8Array(decoder), answer);
  }

  #sync(name: string, step: number, bytes: Uint8Array, answer: (write: (frame: Encoder) => void) => void): void {
    const doc = this.doc(name);
    const applied = (): void => answer((frame) => {
      writeVarUint(frame, 8);
      writeVarUint(frame, 1);
    });
    if (step > 0) {
      Y.applyUpdate(doc, bytes);
      if (this.acknowledges) applied();
      else this.#waiting.push(applied);
      return;
    }
    const fresh = bytes.length === 1;
    if (!fresh) answer((frame) => sync(frame, 0, Y.encodeStateVector(doc)));
    answer((frame) => sync(frame, 1, Y.encodeStateAsUpdate(doc, bytes)));
    if (fresh) applied();
  }
}

function framed(name: string, write: (frame: Encoder) => void): Uint8Array {
  const frame = createEncoder();
  writeVarString(frame, name);
  write(frame);
  return toUint8Array(frame);
}

function sync(frame: Encoder, step: number, bytes: Uint8Array): void {
  writeVarUint(frame, 0);
  writeVarUint(frame, step);
  writeVarUint8Array(frame, bytes);
}

function authenticate(frame: Encoder, refused: boolean): void {
  writeVarUint(frame, 2);
  writeVarUint(frame, refused ? 1 : 2);
  writeVarString(frame, refused ? "not-in-your-sight" : "read-write");
}
