// A browser's half of a live document, driven line by line: real Yjs and y-prosemirror under the server's schema.
// Each line in is {"do": name, …}, each line out its answer; updates travel in base64.
"use strict";
const { createRequire } = require("node:module");
const { createInterface } = require("node:readline");

const load = createRequire(process.argv[2]);
const Y = load("yjs");
const { Schema, Node } = load("prosemirror-model");
const { Transform, findWrapping, liftTarget, canJoin, canSplit } = load("prosemirror-transform");
const { initProseMirrorDoc, prosemirrorToYDoc, updateYFragment } = load("y-prosemirror");

const ROOT = "text";
const peers = new Map();
let schema;

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const base64 = (array) => Buffer.from(array).toString("base64");

/** A small generator of numbers, so that a run can be told again from its seed. */
function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { below: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)] };
}

function open(name, client, update) {
  const doc = new Y.Doc();
  doc.clientID = client;
  const undo = new Y.UndoManager(doc.getXmlFragment(ROOT), { captureTimeout: 0 });
  const peer = { doc, undo, sent: [] };
  if (update) Y.applyUpdate(doc, bytes(update), "server");
  doc.on("update", (made, origin) => origin !== "server" && peer.sent.push(base64(made)));
  peers.set(name, peer);
}

/** What the editor shows; mounting may itself delete what the schema does not allow, which is then sent. */
const show = (peer) => initProseMirrorDoc(peer.doc.getXmlFragment(ROOT), schema);

function textPlaces(doc) {
  const places = [];
  doc.descendants((node, pos) => void (node.isTextblock && places.push([pos + 1, pos + 1 + node.content.size])));
  return places;
}

const WORDS = ["a", "é", "😀", "👩‍🔧", "ok ", "≤ 5 mm", "l’été ", " ", "𝒳y", "Le poste est réglable. "];
const ID = "A".repeat(21);

const atRandomText = (tr, d) => {
  const [from, to] = d.pick(textPlaces(tr.doc));
  return from + d.below(to - from + 1);
};
/** A place that does not part a surrogate pair, as a caret never does. */
const caret = (tr, d) => {
  const pos = atRandomText(tr, d);
  const after = tr.doc.resolve(pos).nodeAfter;
  const before = tr.doc.resolve(pos).nodeBefore;
  const parted = after?.isText && before?.isText && /^[\udc00-\udfff]/.test(after.text);
  return parted ? pos - 1 : pos;
};
const span = (tr, d) => {
  const [a, b] = [caret(tr, d), caret(tr, d)];
  return [Math.min(a, b), Math.max(a, b)];
};
const range = (tr, d) => {
  const at = tr.doc.resolve(caret(tr, d));
  return at.blockRange();
};
const cell = (type, text) => schema.node(type, null, [schema.node("paragraph", null, text ? [schema.text(text)] : [])]);
const table = (d) =>
  schema.node(
    "table",
    null,
    Array.from({ length: 1 + d.below(3) }, (_, row) =>
      schema.node("table_row", null, [cell(row ? "table_cell" : "table_header", "x"), cell("table_cell", "")]),
    ),
  );
const mention = (d) => schema.node("mention", { kind: d.pick(["person", "code"]), ref: ID + d.below(9), text: "PLA-417" });
const image = (d) => schema.node("image", { attachment: ID + d.below(9), alt: d.pick(["", "plan d’atelier"]) });
const nodesOf = (doc, name) => {
  const found = [];
  doc.descendants((node, pos) => void (node.type.name === name && found.push(pos)));
  return found;
};

const EDITS = {
  type: (tr, d) => tr.insert(caret(tr, d), schema.text(d.pick(WORDS))),
  typeMore: (tr, d) => tr.insert(caret(tr, d), schema.text(d.pick(WORDS))),
  erase: (tr, d) => tr.delete(...span(tr, d)),
  replace: (tr, d) => tr.replaceWith(...span(tr, d), schema.text(d.pick(WORDS))),
  split: (tr, d) => {
    const at = caret(tr, d);
    const depth = tr.doc.resolve(at).depth > 2 && d.below(2) ? 2 : 1;
    if (canSplit(tr.doc, at, depth)) tr.split(at, depth);
  },
  join: (tr, d) => {
    const at = tr.doc.resolve(caret(tr, d)).before();
    if (canJoin(tr.doc, at)) tr.join(at);
  },
  mark: (tr, d) => tr.addMark(...span(tr, d), schema.mark(d.pick(["strong", "em"]))),
  link: (tr, d) => tr.addMark(...span(tr, d), schema.mark("link", { href: d.pick(["https://a.fr/é", "mailto:x@a.fr"]) })),
  unmark: (tr, d) => tr.removeMark(...span(tr, d), schema.marks[d.pick(["strong", "em", "link"])]),
  wrap: (tr, d) => {
    const blocks = range(tr, d);
    const wrapping = blocks && findWrapping(blocks, schema.nodes[d.pick(["bullet_list", "ordered_list"])]);
    if (wrapping) tr.wrap(blocks, wrapping);
  },
  lift: (tr, d) => {
    const blocks = range(tr, d);
    const target = blocks && liftTarget(blocks);
    if (target !== null && target !== undefined) tr.lift(blocks, target);
  },
  table: (tr, d) => tr.insert(d.pick([0, tr.doc.content.size]), table(d)),
  atom: (tr, d) => tr.insert(caret(tr, d), d.pick([mention(d), image(d), schema.node("hard_break")])),
  attribute: (tr, d) => {
    const [lists, cells] = [nodesOf(tr.doc, "ordered_list"), nodesOf(tr.doc, "table_cell")];
    if (lists.length && d.below(2)) tr.setNodeAttribute(d.pick(lists), "order", 1 + d.below(9));
    else if (cells.length) tr.setNodeAttribute(d.pick(cells), "colspan", 1 + d.below(3));
  },
  cut: (tr, d) => {
    const block = d.below(tr.doc.childCount);
    let from = 0;
    for (let i = 0; i < block; i++) from += tr.doc.child(i).nodeSize;
    if (tr.doc.childCount > 1) tr.delete(from, from + tr.doc.child(block).nodeSize);
  },
};

const write = (peer, doc, meta) =>
  peer.doc.transact(() => updateYFragment(peer.doc, peer.doc.getXmlFragment(ROOT), doc, meta));

function become(peer, tree) {
  const doc = Node.fromJSON(schema, tree);
  doc.check();
  write(peer, doc, show(peer).meta);
}

function edit(peer, seed, kind) {
  const d = dice(seed);
  const { doc, meta } = show(peer);
  const tr = new Transform(doc.childCount ? doc : schema.topNodeType.createAndFill());
  const name = kind ?? d.pick(Object.keys(EDITS));
  try {
    EDITS[name](tr, d);
    tr.doc.check();
  } catch (error) {
    // What ProseMirror itself does not allow at this place is not an edit: nothing is written.
    if (error instanceof RangeError || error.name === "TransformError") return null;
    throw error;
  }
  write(peer, tr.doc, meta);
  return name;
}

function flush(peer) {
  const sent = peer.sent;
  peer.sent = [];
  return sent;
}

const DEEDS = {
  schema: (line) => {
    schema = new Schema({ nodes: line.schema.nodes, marks: line.schema.marks, topNode: line.schema.topNode });
    return {};
  },
  open: (line) => (open(line.name, line.client, line.update), {}),
  receive: (line) => (Y.applyUpdate(peers.get(line.name).doc, bytes(line.update), "server"), {}),
  edit: (line) => ({ edit: edit(peers.get(line.name), line.seed, line.kind), updates: flush(peers.get(line.name)) }),
  undo: (line) => (peers.get(line.name).undo.undo(), { updates: flush(peers.get(line.name)) }),
  redo: (line) => (peers.get(line.name).undo.redo(), { updates: flush(peers.get(line.name)) }),
  become: (line) => (become(peers.get(line.name), line.tree), { updates: flush(peers.get(line.name)) }),
  show: (line) => ({ tree: show(peers.get(line.name)).doc.toJSON(), updates: flush(peers.get(line.name)) }),
  vector: (line) => ({ vector: base64(Y.encodeStateVector(peers.get(line.name).doc)) }),
  diff: (line) => ({ update: base64(Y.encodeStateAsUpdate(peers.get(line.name).doc, bytes(line.vector))) }),
  seed: (line) => ({ update: base64(Y.encodeStateAsUpdate(prosemirrorToYDoc(Node.fromJSON(schema, line.tree), ROOT))) }),
  normal: (line) => {
    const node = Node.fromJSON(schema, line.tree);
    node.check();
    return { tree: node.toJSON() };
  },
  acceptsEach: (line) => ({ answers: line.each.map((updates) => DEEDS.accepts({ updates })) }),
  accepts: (line) => {
    const doc = new Y.Doc();
    const tidied = [];
    doc.on("update", (made, origin) => origin !== "server" && tidied.push(base64(made)));
    try {
      for (const update of line.updates) Y.applyUpdate(doc, bytes(update), "server");
      const updates = tidied.slice();
      const tree = initProseMirrorDoc(doc.getXmlFragment(ROOT), schema).doc.toJSON();
      return { vector: base64(Y.encodeStateVector(doc)), updates, tree };
    } catch (error) {
      return { error: String(error) };
    }
  },
};

createInterface({ input: process.stdin }).on("line", (text) => {
  const line = JSON.parse(text);
  try {
    process.stdout.write(`${JSON.stringify(DEEDS[line.do](line))}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: error.stack })}\n`);
  }
});
