// A guard for old pages: an editor that met a form it does not know would throw it away, so none is opened on it.
import * as Y from "yjs";
import { schema } from "./schema";

/** Tells whether this page knows every node, attribute and mark of a live text. */
export function knows(text: Y.XmlFragment | Y.XmlElement): boolean {
  return text.toArray().every((child) => {
    if (child instanceof Y.XmlText) return knowsMarks(child);
    return child instanceof Y.XmlElement && knowsElement(child) && knows(child);
  });
}

function knowsElement(element: Y.XmlElement): boolean {
  const attrs = schema.nodes[element.nodeName]?.spec.attrs ?? {};
  return element.nodeName in schema.nodes && Object.keys(element.getAttributes()).every((name) => name in attrs);
}

function knowsMarks(text: Y.XmlText): boolean {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return runs.every(
    ({ insert, attributes = {} }) => typeof insert === "string" && Object.keys(attributes).every((name) => name in schema.marks),
  );
}
