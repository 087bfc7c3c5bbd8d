// @vitest-environment node
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { HttpSocket } from "./http_socket";
import { openSocket } from "./socket";
import { socketClass, Ways } from "./ways";

/** A server that may refuse WebSockets, and whose line over HTTP says one message. */
class Gateway {
  letsThrough = false;
  answers = true;
  readonly asked: string[] = [];
  #http = createServer((request, response) => this.#answer(request, response));
  #sockets = new WebSocketServer({ noServer: true });
  #held: ServerResponse[] = [];

  async start(): Promise<string> {
    this.#http.on("upgrade", (request, stream, head) => {
      this.asked.push("websocket");
      if (!this.letsThrough) stream.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      else this.#sockets.handleUpgrade(request, stream, head, (socket) => socket.send(new Uint8Array([9])));
    });
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}/live/spec`;
  }

  #answer({ url = "" }: IncomingMessage, response: ServerResponse): void {
    const deed = url.split("/").at(-1) ?? "";
    this.asked.push(deed);
    response.setHeader("content-type", "application/octet-stream");
    if (deed === "spec") response.end(new Uint8Array([1, 1, 65]));
    else if (deed === "send" || deed === "close") response.end(new Uint8Array([3]));
    else if (this.asked.filter((one) => one === "poll").length === 1) response.end(new Uint8Array([2, 1, 1, 9]));
    else this.#held.push(response);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

let gateway: Gateway;
let address: string;
let memory: Map<string, string>;
let close: () => void;

beforeEach(async () => {
  vi.stubGlobal("WebSocket", WebSocket);
  gateway = new Gateway();
  address = await gateway.start();
  memory = new Map();
  close = () => undefined;
});

afterEach(async () => {
  close();
  await gateway.stop();
  vi.unstubAllGlobals();
});

/** Opens the provider's socket as a page does; it tries again after a second or two. */
function page(): ReturnType<typeof openSocket> {
  const store = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
    removeItem: (key: string) => void memory.delete(key),
  };
  const socket = openSocket(address, socketClass(new Ways(store, () => Promise.resolve(gateway.answers))));
  close = () => socket.destroy();
  return socket;
}

const count = (what: string): number => gateway.asked.filter((one) => one === what).length;

test("where WebSockets get through, nothing else is tried", async () => {
  gateway.letsThrough = true;
  const socket = page();

  await vi.waitFor(() => expect(socket.isOpen).toBe(true));

  expect(gateway.asked).toEqual(["websocket"]);
});

test("after two WebSockets that failed the line goes over HTTP, and answers the server's ping", async () => {
  const socket = page();

  await vi.waitFor(() => expect(count("send")).toBe(1), { timeout: 10_000 });

  expect(socket.webSocket).toBeInstanceOf(HttpSocket);
  expect(count("websocket")).toBe(2);
}, 12_000);

test("a tab that was on HTTP tries one WebSocket after the page is loaded again", async () => {
  page();
  await vi.waitFor(() => expect(count("poll")).toBe(2), { timeout: 10_000 });
  close();
  await vi.waitFor(() => expect(count("close")).toBe(1));
  gateway.asked.length = 0;

  page();

  await vi.waitFor(() => expect(count("poll")).toBeGreaterThan(0), { timeout: 10_000 });
  expect(count("websocket")).toBe(1);
}, 12_000);

test("a tab that was on HTTP goes back to WebSockets when they get through again", async () => {
  memory.set("concerte-line", "http");
  gateway.letsThrough = true;

  const socket = page();

  await vi.waitFor(() => expect(memory.size).toBe(0));
  expect(socket.webSocket).not.toBeInstanceOf(HttpSocket);
});

test("while the server answers nothing at all, WebSockets are tried on", async () => {
  gateway.answers = false;
  page();

  await vi.waitFor(() => expect(count("websocket")).toBeGreaterThan(2), { timeout: 10_000 });

  expect(count("spec")).toBe(0);
}, 12_000);
