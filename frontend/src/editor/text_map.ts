// A text as one run of signs, and the way back: the same signs whether it is read from the page or from the editor.
import type { Node } from "prosemirror-model";

export interface TextMap<Place> {
  text: string;
  /** Where the sign number `index` stands; `text.length` is the place after the last. */
  placeAt: (index: number) => Place | null;
}

interface Piece<Place> {
  start: number;
  length: number;
  place: (offset: number) => Place;
}

const PICTURE = "\uFFFC";
const BLOCKS = new Set(["P", "LI", "TD", "TH"]);

function mapOf<Place>(text: string, pieces: readonly Piece<Place>[]): TextMap<Place> {
  return {
    text: text.replace(/[\u00A0\u202F]/g, " "),
    placeAt: (index) => {
      const piece = pieces.findLast(({ start, length }) => start <= index && index <= start + length && length > 0);
      return piece ? piece.place(index - piece.start) : null;
    },
  };
}

/** Reads a document of the editor: one line per paragraph; places are positions in the document. */
export function mapDocument(doc: Node): TextMap<number> {
  const pieces: Piece<number>[] = [];
  let text = "";
  let first = true;
  doc.descendants((node, at) => {
    if (node.isTextblock) {
      text += first ? "" : "\n";
      first = false;
      return true;
    }
    if (!node.isInline) return true;
    const words = node.isText ? (node.text ?? "") : (node.type.spec.leafText?.(node) ?? PICTURE);
    const place = (offset: number): number => (node.isText ? at + offset : at + (offset === 0 ? 0 : 1));
    pieces.push({ start: text.length, length: words.length, place });
    text += words;
    return false;
  });
  return mapOf(text, pieces);
}

export interface DomPlace {
  node: globalThis.Node;
  offset: number;
}

/** Reads a text drawn on the page: the same signs as `mapDocument`; places are points in the page's nodes. */
export function mapElement(root: HTMLElement): TextMap<DomPlace> {
  const pieces: Piece<DomPlace>[] = [];
  let text = "";
  let first = true;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Element) {
      if (node.tagName === "P") {
        text += first ? "" : "\n";
        first = false;
      } else if (node.tagName === "BR" && !endsParagraph(node)) text += "\n";
      else if (node.tagName === "IMG") text += PICTURE;
      continue;
    }
    const words = (node as Text).data;
    if (BLOCKS.has(node.parentElement?.tagName ?? "") && words.trim() === "" && node.parentElement?.tagName !== "P") continue;
    pieces.push({ start: text.length, length: words.length, place: (offset) => ({ node, offset }) });
    text += words;
  }
  return mapOf(text, pieces);
}

/** The signs of a text drawn on the page that lie inside a selection, as places in `text`. */
export function spanInside(map: TextMap<DomPlace>, selected: Range): { from: number; to: number } | null {
  let from: number | null = null;
  let to = 0;
  for (let index = 0; index <= map.text.length; index += 1) {
    const place = map.placeAt(index);
    if (place === null || selected.comparePoint(place.node, place.offset) !== 0) continue;
    from ??= index;
    to = index;
  }
  return from === null ? null : { from, to };
}

/** A break that only keeps an empty paragraph open is not part of the words. */
function endsParagraph(node: Element): boolean {
  return node.parentElement?.tagName === "P" && node.parentElement.childNodes.length === 1;
}
