// Serves the built peer (compressed once, at the start) and keeps its documents: `node host.mjs NAME=FILE …`, FILE a
// ProseMirror document as JSON. Says its port when it answers.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Server } from "@hocuspocus/server";
import { getSchema } from "@tiptap/core";
import { prosemirrorJSONToYDoc } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { extensions } from "./schema.js";

const DIST = join(import.meta.dirname, "dist");
const KINDS = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

const states = new Map();
for (const argument of process.argv.slice(2)) {
  const at = argument.indexOf("=");
  const content = JSON.parse(readFileSync(argument.slice(at + 1), "utf8"));
  states.set(argument.slice(0, at), Y.encodeStateAsUpdate(prosemirrorJSONToYDoc(getSchema(extensions), content, "default")));
}

const files = new Map();
for (const name of readdirSync(DIST, { recursive: true })) {
  const path = join(DIST, name);
  if (statSync(path).isFile()) files.set(`/${relative(DIST, path)}`, brotliCompressSync(readFileSync(path)));
}

const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: true,
  async onLoadDocument({ document, documentName }) {
    Y.applyUpdate(document, states.get(documentName));
    return document;
  },
  // Answering and then refusing is this server's way to say that a request was dealt with.
  async onRequest({ request, response }) {
    const path = new URL(request.url, "http://here").pathname;
    const name = path === "/" ? "/index.html" : path;
    const content = files.get(name);
    if (content) {
      response.writeHead(200, { "content-type": KINDS[extname(name)] ?? "application/octet-stream", "content-encoding": "br" });
      response.end(content);
    } else response.writeHead(404).end();
    throw null;
  },
});
await server.listen();
process.stdout.write(`${server.address.port}\n`);
