// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import type { Patch } from "./channel";
import type { LiveDocument } from "./document";
import type { Refusal, Saving } from "./saving";
import { LiveSession } from "./session";
import { liveAddress, openSocket } from "./socket";
import { SmallServer } from "./testing/small_server";

let server: SmallServer;
let session: LiveSession;
let said: Saving[];
let patches: Patch[];
let ended: (Refusal | null)[];
let closed: string[];

function open(port: number): LiveSession {
  return new LiveSession("spec", "c0", openSocket(`ws://127.0.0.1:${port}/live/spec`, WebSocket), {
    patch: (patch) => patches.push(patch),
    origins: () => undefined,
    reload: () => undefined,
    people: () => undefined,
    denied: () => undefined,
    saving: (saving) => said.push(saving),
    ended: (_document, refusal) => ended.push(refusal),
    closed: (why) => closed.push(why),
  });
}

function type(document: LiveDocument, words: string): void {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  document.fragment.push([paragraph]);
}

async function ready(name = "d1"): Promise<LiveDocument> {
  const document = session.open(name, "part");
  await document.whenReady();
  return document;
}

async function down(): Promise<number> {
  const { port } = server;
  await server.stop();
  await vi.waitFor(() => expect(session.online).toBe(false));
  return port;
}

async function up(port: number, docs = server.docs): Promise<void> {
  server = await SmallServer.start(port);
  for (const [name, doc] of docs) server.docs.set(name, doc);
  await vi.waitFor(() => expect(session.online).toBe(true), { timeout: 10_000 });
}

beforeEach(async () => {
  [said, patches, ended, closed] = [[], [], [], []];
  server = await SmallServer.start();
  session = open(server.port);
  await vi.waitFor(() => expect(session.online).toBe(true));
});

afterEach(async () => {
  session.close();
  await server.stop();
});

test("nothing is called saved before the server has acknowledged every edit", async () => {
  const document = await ready();
  server.acknowledges = false;

  type(document, "un");
  type(document, "deux");
  await vi.waitFor(() => expect(server.words("d1")).toContain("deux"));
  expect(session.saving).toEqual({ state: "writing" });

  server.acknowledge();
  await vi.waitFor(() => expect(session.saving).toEqual({ state: "saved" }));
});

test("edits made while the line is down are counted, kept, and acknowledged one for all after it is back", async () => {
  const document = await ready();
  const port = await down();
  for (const words of ["un", "deux", "trois"]) type(document, words);
  expect(session.saving).toEqual({ state: "kept", edits: 3 });
  expect(session.atRisk).toBe(true);

  const docs = server.docs;
  server = await SmallServer.start(port);
  for (const [name, doc] of docs) server.docs.set(name, doc);
  server.acknowledges = false;
  await vi.waitFor(() => expect(server.words("d1")).toContain("trois"), { timeout: 10_000 });
  type(document, "quatre");
  await vi.waitFor(() => expect(server.words("d1")).toContain("quatre"));
  expect(session.saving).toEqual({ state: "writing" });

  server.acknowledge();
  await vi.waitFor(() => expect(session.saving).toEqual({ state: "saved" }));
});

test("after every connection the page says where it stands, and goes on from the last patch", async () => {
  await vi.waitFor(() => expect(server.stateless).toEqual(['{"type":"since","cursor":"c0"}']));
  server.say('{"type":"patch","cursor":"c1","items":[{"id":"r-1","html":null}]}');
  await vi.waitFor(() => expect(patches.map(({ items }) => items)).toEqual([[{ id: "r-1", html: null }]]));

  await up(await down());

  await vi.waitFor(() => expect(server.stateless).toEqual(['{"type":"since","cursor":"c1"}']));
});

test("what others write waits while a letter is composed, and comes in order afterwards", async () => {
  server.write("d1", (text) => text.push([new Y.XmlElement("paragraph")]));
  const document = await ready();
  document.hold();
  server.write("d1", (text) => (text.get(0) as Y.XmlElement).push([new Y.XmlText("un")]));
  server.write("d1", (text) => (text.get(0) as Y.XmlElement).push([new Y.XmlText(" deux")]));
  type(document, "moi");
  await vi.waitFor(() => expect(document.edits).toBe(0));
  expect(document.plainText()).toBe("\nmoi");

  document.release();

  expect(document.plainText()).toBe("un deux\nmoi");
});

test("words the server refuses are given back to be copied, and the page does not call them saved", async () => {
  const document = await ready();
  server.acknowledges = false;
  type(document, "mes mots");

  server.close("d1", "schema");

  await vi.waitFor(() => expect(ended).toEqual([{ document: "d1", part: "part", reason: "schema", text: "mes mots" }]));
  expect(session.saving.state).toBe("refused");
  session.dismissRefusals();
  expect(session.saving).toEqual({ state: "saved" });
});

test("a text closed because rights changed is asked for again, and its unsaved words are sent once more", async () => {
  const document = await ready();
  server.acknowledges = false;
  type(document, "mes mots");
  await vi.waitFor(() => expect(server.words("d1")).toContain("mes mots"));
  server.docs.delete("d1");
  server.acknowledges = true;

  server.close("d1", "rights-changed");

  await vi.waitFor(() => expect(server.words("d1")).toContain("mes mots"));
  await vi.waitFor(() => expect(session.saving).toEqual({ state: "saved" }));
});

test("a text that may not be read is never shown as an empty one", async () => {
  server.refused.add("d2");

  const document = session.open("d2", "part");
  await document.whenReady();

  expect([document.synced, document.ended, document.reason]).toEqual([false, true, "not-in-your-sight"]);
  expect(session.find("d2")).toBeUndefined();
});

test("a text nobody uses is closed once its words are acknowledged", async () => {
  const document = await ready();
  server.acknowledges = false;
  type(document, "un");
  session.leave("d1");
  expect(session.find("d1")).toBe(document);

  await vi.waitFor(() => expect(server.words("d1")).toContain("un"));
  server.acknowledge();

  await vi.waitFor(() => expect(session.find("d1")).toBeUndefined());
});

test("a session that is over is not knocked at again", async () => {
  server.endSockets(4401);

  await vi.waitFor(() => expect(closed).toEqual(["signed-out"]));
  expect(session.online).toBe(false);
});

test("somebody with too many pages open is told so, and this one does not knock again", async () => {
  server.endSockets(4403, "too many connections");

  await vi.waitFor(() => expect(closed).toEqual(["too-many"]));
  expect(session.online).toBe(false);
});

test("the line is secure where the page is", () => {
  expect(liveAddress("a b", { protocol: "https:", host: "x.fr" })).toBe("wss://x.fr/live/a%20b");
  expect(liveAddress("s", { protocol: "http:", host: "127.0.0.1:8000" })).toBe("ws://127.0.0.1:8000/live/s");
});
