// Which way the line goes: a WebSocket, or plain requests where a network lets no WebSocket through.
import { HttpSocket } from "./http_socket";

/** A WebSocket on which the server says nothing for so long gets nothing through. */
const SPEAKS_WITHIN = 15_000;
/** So many WebSockets may fail, while the server answers requests, before the line goes over HTTP. */
const FAILURES = 2;
const KEY = "concerte-line";
/** Close codes from here on are the server's own: the WebSocket has got through. */
const SPOKEN = 4000;

type Memory = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Chooses for one page. Once on HTTP it stays there until the page is loaded again: then a WebSocket is tried first, and
 * one failure is enough in a tab that has been on HTTP before.
 */
export class Ways {
  #failures: number;
  #memory: Memory;
  #answers: () => Promise<boolean>;

  /** `answers` tells whether the server answers a plain request now. */
  constructor(memory: Memory, answers: () => Promise<boolean>) {
    this.#memory = memory;
    this.#answers = answers;
    this.#failures = memory.getItem(KEY) === null ? 0 : FAILURES - 1;
  }

  open(address: string): WebSocket | HttpSocket {
    return this.#failures < FAILURES ? this.#webSocket(address) : new HttpSocket(address);
  }

  #webSocket(address: string): WebSocket {
    const socket = new WebSocket(address);
    let spoken = false;
    const timer = setTimeout(() => socket.close(), SPEAKS_WITHIN);
    const works = (): void => {
      spoken = true;
      clearTimeout(timer);
      this.#failures = 0;
      this.#memory.removeItem(KEY);
    };
    socket.addEventListener("message", works, { once: true });
    socket.addEventListener("close", ({ code }) => {
      clearTimeout(timer);
      if (!spoken && code < SPOKEN) void this.#failed();
    });
    return socket;
  }

  async #failed(): Promise<void> {
    if (!(await this.#answers())) return;
    this.#failures += 1;
    if (this.#failures === FAILURES) this.#memory.setItem(KEY, "http");
  }
}

/** The class the provider makes its sockets of. */
export function socketClass(ways: Ways): new (address: string) => WebSocket | HttpSocket {
  return class {
    constructor(address: string) {
      return ways.open(address);
    }
  } as new (address: string) => WebSocket | HttpSocket;
}

/** Whether the server of this page answers a plain request. */
export async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
