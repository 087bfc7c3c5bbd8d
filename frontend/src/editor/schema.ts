// The one shape of running text in the browser: built from the server's own description, drawn with the server's tags.
import type { AttributeSpec, DOMOutputSpec, Mark, MarkSpec, MarkType, Node, NodeSpec, NodeType, TagParseRule } from "prosemirror-model";
import { Schema } from "prosemirror-model";
import described from "../generated/richtext-schema.json";
import { allowedAddress } from "./addresses";

interface Look {
  toDOM?: (node: Node) => DOMOutputSpec;
  parseDOM?: readonly TagParseRule[];
  tableRole?: string;
  selectable?: boolean;
  isolating?: boolean;
  defining?: boolean;
  leafText?: (node: Node) => string;
}

interface MarkLook {
  toDOM: (mark: Mark) => DOMOutputSpec;
  parseDOM: readonly TagParseRule[];
  inclusive?: boolean;
}

/** Where the server hands out a picture of the specification that this page shows. */
export function pictureAddress(attachment: string): string {
  const specification = document.querySelector<HTMLElement>("main[data-specification]")?.dataset["specification"] ?? "";
  return `/fichiers/${encodeURIComponent(specification)}/${encodeURIComponent(attachment)}`;
}

function spanOf(node: Node): Record<string, string> {
  const attrs: Record<string, string> = {};
  for (const name of ["colspan", "rowspan"]) if (node.attrs[name] !== 1) attrs[name] = String(node.attrs[name]);
  return attrs;
}

function readSpan(cell: HTMLElement): Record<string, number> {
  const read = (name: string): number => Math.min(50, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 1));
  return { colspan: read("colspan"), rowspan: read("rowspan") };
}

function readOrder(list: HTMLElement): { order: number } {
  const order = Number.parseInt(list.getAttribute("start") ?? "1", 10);
  return { order: Number.isInteger(order) && order >= 0 && order < 1_000_000 ? order : 1 };
}

const NODE_LOOKS: Readonly<Record<string, Look>> = {
  doc: {},
  text: {},
  paragraph: { toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
  bullet_list: { toDOM: () => ["ul", 0], parseDOM: [{ tag: "ul" }] },
  ordered_list: {
    toDOM: (node) => (node.attrs["order"] === 1 ? ["ol", 0] : ["ol", { start: String(node.attrs["order"]) }, 0]),
    parseDOM: [{ tag: "ol", getAttrs: readOrder }],
  },
  list_item: { toDOM: () => ["li", 0], parseDOM: [{ tag: "li" }], defining: true },
  table: {
    toDOM: () => ["div", { class: "scroll-x" }, ["table", ["tbody", 0]]],
    parseDOM: [{ tag: "table" }],
    tableRole: "table",
    isolating: true,
  },
  table_row: { toDOM: () => ["tr", 0], parseDOM: [{ tag: "tr" }], tableRole: "row" },
  table_cell: {
    toDOM: (node) => ["td", spanOf(node), 0],
    parseDOM: [{ tag: "td", getAttrs: readSpan }],
    tableRole: "cell",
    isolating: true,
  },
  table_header: {
    toDOM: (node) => ["th", spanOf(node), 0],
    parseDOM: [{ tag: "th", getAttrs: readSpan }],
    tableRole: "header_cell",
    isolating: true,
  },
  hard_break: { toDOM: () => ["br"], parseDOM: [{ tag: "br" }], selectable: false, leafText: () => "\n" },
  image: {
    toDOM: (node) => {
      const { attachment, alt } = node.attrs as { attachment: string; alt: string };
      return ["img", { src: pictureAddress(attachment), alt, "data-attachment": attachment }];
    },
    parseDOM: [{ tag: "img[data-attachment]", getAttrs: readImage }],
  },
  mention: {
    toDOM: (node) => {
      const { kind, ref, text } = node.attrs as { kind: string; ref: string; text: string };
      return ["span", { class: "mention", "data-kind": kind, "data-ref": ref }, text];
    },
    parseDOM: [{ tag: "span.mention[data-kind][data-ref]", getAttrs: readMention }],
    leafText: (node) => String(node.attrs["text"]),
  },
};

function readImage(image: HTMLElement): { attachment: string; alt: string } {
  return { attachment: image.dataset["attachment"] ?? "", alt: image.getAttribute("alt") ?? "" };
}

function readMention(span: HTMLElement): Record<string, string> | false {
  const { kind, ref } = span.dataset;
  const text = span.textContent.trim();
  return (kind === "person" || kind === "code") && ref && text ? { kind, ref, text } : false;
}

function readLink(anchor: HTMLElement): { href: string } | false {
  const href = anchor.getAttribute("href") ?? "";
  return allowedAddress(href) ? { href } : false;
}

const MARK_LOOKS: Readonly<Record<string, MarkLook>> = {
  link: {
    toDOM: (mark) => ["a", { href: String(mark.attrs["href"]), rel: "noopener noreferrer" }, 0],
    parseDOM: [{ tag: "a[href]", getAttrs: readLink }],
    inclusive: false,
  },
  em: { toDOM: () => ["em", 0], parseDOM: [{ tag: "em" }, { tag: "i" }] },
  strong: { toDOM: () => ["strong", 0], parseDOM: [{ tag: "strong" }, { tag: "b" }] },
};

type Described = { content?: string; group?: string; inline?: boolean; atom?: boolean; attrs?: Record<string, AttributeSpec> };

function dressed(): { nodes: Record<string, NodeSpec>; marks: Record<string, MarkSpec> } {
  const nodes: Record<string, NodeSpec> = {};
  for (const [name, spec] of Object.entries(described.nodes as Record<string, Described>)) {
    const look = NODE_LOOKS[name];
    if (!look) throw new Error(`the text has a « ${name} » that this page cannot draw`);
    nodes[name] = { ...spec, ...look };
  }
  const marks: Record<string, MarkSpec> = {};
  for (const [name, spec] of Object.entries(described.marks as Record<string, Described>)) {
    const look = MARK_LOOKS[name];
    if (!look) throw new Error(`the text has a « ${name} » that this page cannot draw`);
    marks[name] = { ...spec, ...look };
  }
  return { nodes, marks };
}

export const schema = new Schema({ ...dressed(), topNode: described.topNode });

/** The part of the schema that must be the same on both sides, in the server's own form. */
export function describeSchema(made: Schema): unknown {
  const keep = (spec: NodeSpec | MarkSpec): Described =>
    Object.fromEntries(
      ["content", "group", "inline", "atom", "attrs"].filter((key) => key in spec).map((key) => [key, spec[key]]),
    );
  const nodes = Object.fromEntries(Object.entries(made.nodes).map(([name, type]) => [name, keep(type.spec)]));
  const marks = Object.fromEntries(Object.entries(made.marks).map(([name, type]) => [name, keep(type.spec)]));
  return { topNode: made.topNodeType.name, nodes, marks };
}

export function nodeType(name: string): NodeType {
  const type = schema.nodes[name];
  if (!type) throw new Error(`no « ${name} » in the text`);
  return type;
}

export function markType(name: string): MarkType {
  const type = schema.marks[name];
  if (!type) throw new Error(`no « ${name} » in the text`);
  return type;
}
