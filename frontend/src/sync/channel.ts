// The page's own channel: what changed elsewhere on the page, who is where, and catching up after a lost line.
import { HocuspocusProvider } from "@hocuspocus/provider";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { LiveSocket } from "./socket";

export interface PatchItem {
  id: string;
  html: string | null;
  after?: string | null;
  section?: string | null;
  /** Marks what this reader hears about the piece: it changes when a thread or an answer does. */
  talk?: string;
}

export interface Patch {
  type: "patch";
  cursor: string;
  items: PatchItem[];
}

/** News of the page of origins (PROTOCOL.md, P46): texts that read otherwise, and whether anything else does. */
export interface OriginsNews {
  type: "origins";
  cursor: string;
  texts: { part: string; html: string }[];
  facts: boolean;
}

/** What the server says on the page's channel. */
type PageMessage = Patch | OriginsNews | { type: "reload"; cursor?: undefined } | { type: "current"; cursor: string };

/** Somebody else on the page, as the server names them: `name` for short, `whole` in full. `hue` is 1 to 6, `where` the id of a requirement. */
export interface Person {
  key: string;
  name: string;
  whole: string;
  initial: string;
  /** As everywhere else a person is signed; the caret has room for one letter. */
  initials: string;
  hue: number;
  where: string | null;
}

export interface ChannelEvents {
  patch: (patch: Patch) => void;
  origins: (news: OriginsNews) => void;
  /** The page is too old to be patched. */
  reload: () => void;
  people: (people: Person[]) => void;
  denied: (reason: string) => void;
}

export const CHANNEL = "page";

export class PageChannel {
  readonly doc = new Y.Doc();
  #cursor: string;
  #provider: HocuspocusProvider;
  #awareness = new Awareness(this.doc);
  #events: ChannelEvents;

  constructor(socket: LiveSocket, cursor: string, events: ChannelEvents) {
    this.#cursor = cursor;
    this.#events = events;
    this.#awareness.setLocalState({ where: null });
    this.#provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: CHANNEL,
      document: this.doc,
      awareness: this.#awareness,
      onAuthenticated: () => this.#catchUp(),
      onStateless: ({ payload }) => this.#receive(payload),
      onAwarenessChange: () => events.people(this.people()),
      onAuthenticationFailed: ({ reason }) => events.denied(reason),
    });
    this.#provider.attach();
  }

  get cursor(): string {
    return this.#cursor;
  }

  /** Says on which requirement this person is; the server adds the name. */
  standAt(where: string | null): void {
    this.#awareness.setLocalState({ where });
  }

  people(): Person[] {
    const found: Person[] = [];
    for (const [client, state] of this.#awareness.getStates()) {
      if (client !== this.doc.clientID) found.push(personOf(String(client), state));
    }
    return found;
  }

  close(): void {
    this.#provider.destroy();
    this.doc.destroy();
  }

  #catchUp(): void {
    this.#provider.sendStateless(JSON.stringify({ type: "since", cursor: this.#cursor }));
  }

  #receive(payload: string): void {
    const message = JSON.parse(payload) as PageMessage;
    if (message.cursor !== undefined) this.#cursor = message.cursor;
    switch (message.type) {
      case "patch":
        return this.#events.patch(message);
      case "origins":
        return this.#events.origins(message);
      case "reload":
        return this.#events.reload();
      case "current":
    }
  }
}

/** Reads a person as the server stamped them (presence of a page and cursors in a text alike). */
export function personOf(key: string, state: Record<string, unknown>): Person {
  const user = (state["user"] ?? {}) as Record<string, unknown>;
  const name = typeof user["name"] === "string" ? user["name"] : "";
  return {
    key,
    name: name.split(" ")[0] ?? "",
    whole: name,
    initial: name.slice(0, 1).toUpperCase(),
    initials: typeof user["initials"] === "string" ? user["initials"] : "",
    hue: Number(/^p([1-6])$/.exec(String(user["color"]))?.[1] ?? 1),
    where: typeof state["where"] === "string" ? state["where"] : null,
  };
}
