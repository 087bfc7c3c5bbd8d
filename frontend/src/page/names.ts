// Which live document a text is: asked of the server when the text is about to be opened, so the page carries no names.
import { readTexts } from "../api/texts";
import type { LiveText } from "../api/types";
import { textAt, whereIs, type TextPlace } from "./place";

export class TextNames {
  #specification: string;
  #coming: { id: string; texts: Promise<LiveText[]> } | null = null;
  #places = new Map<string, TextPlace>();

  constructor(specification: string) {
    this.#specification = specification;
  }

  /** Asks ahead of a press that has begun. */
  ahead(part: HTMLElement): void {
    if (part.dataset["proposal"] !== undefined) return;
    const { place } = whereIs(part);
    const texts = this.#ask(place);
    texts.catch(() => undefined);
    this.#coming = { id: place.id, texts };
  }

  /** The text's part and document now, which the frame of a proposal says itself; null when it is not live. Throws what asking throws. */
  async of(part: HTMLElement): Promise<LiveText | null> {
    const { proposal, kind = "", part: id = "", doc = "" } = part.dataset;
    if (proposal !== undefined) return { kind, part_id: id, document: doc, may_write: true };
    const where = whereIs(part);
    const coming = this.#coming;
    this.#coming = null;
    const texts = await (coming?.id === where.place.id ? coming.texts : this.#ask(where.place));
    const found = texts.find(({ kind }) => kind === where.text) ?? null;
    if (found) this.#places.set(found.document, where);
    return found;
  }

  /** Where a document stands on the page, if it was opened from there. */
  elementOf(document: string): HTMLElement | null {
    const where = this.#places.get(document);
    return where ? textAt(where) : null;
  }

  async #ask({ kind, id }: TextPlace["place"]): Promise<LiveText[]> {
    return (await readTexts(this.#specification, { [kind]: id })).texts;
  }
}
