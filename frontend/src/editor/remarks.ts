// What is remarked in the words of a statement: read by the server once one pauses, marked in the text, explained in a line below.
// The server has the only rules; an answer that comes after the text has changed is dropped.
import type { PluginKey } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Remark } from "../api/wording";
import { speak } from "../i18n";
import { WORDING } from "../i18n/wording";
import { mapDocument } from "./text_map";

/** How long one must have stopped writing before the words are read. */
const PAUSE = 600;

const say = speak(WORDING);

interface Marked {
  from: number;
  to: number;
  remark: Remark;
}

function placed(view: EditorView, remarks: readonly Remark[]): Marked[] {
  const map = mapDocument(view.state.doc);
  return remarks.flatMap((remark) => {
    const from = map.placeAt(remark.start);
    const last = map.placeAt(remark.end - 1);
    return from === null || last === null ? [] : [{ from, to: last + 1, remark }];
  });
}

/** Reads what is written with `read`, marks it in the state of the plugin `key`, and explains it in `line`. */
export class Remarks {
  #view: EditorView;
  #key: PluginKey<DecorationSet>;
  #read: (text: string) => Promise<readonly Remark[]>;
  #line: HTMLElement;
  #timer = 0;
  #stopped = false;

  constructor(view: EditorView, key: PluginKey<DecorationSet>, read: (text: string) => Promise<readonly Remark[]>, line: HTMLElement) {
    this.#view = view;
    this.#key = key;
    this.#read = read;
    this.#line = line;
  }

  later(pause = PAUSE): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#now(), pause);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #now(): Promise<void> {
    if (this.#view.composing) return this.later();
    const { doc } = this.#view.state;
    // Help that cannot be had is no trouble: the next pause asks again.
    const remarks = await this.#read(mapDocument(doc).text).catch(() => null);
    if (remarks === null || this.#stopped || this.#view.isDestroyed || this.#view.state.doc !== doc) return;
    const drawn = placed(this.#view, remarks).map(({ from, to, remark }) =>
      Decoration.inline(from, to, { class: "remarked" }, { remark }));
    this.#view.dispatch(this.#view.state.tr.setMeta(this.#key, DecorationSet.create(doc, drawn)).setMeta("addToHistory", false));
    this.explain();
  }

  /** Explains the remark the caret stands in, else the first. */
  explain(): void {
    const { state } = this.#view;
    const all = (this.#key.getState(state)?.find() ?? []).sort((one, other) => one.from - other.from);
    const { from } = state.selection;
    const shown = all.find((one) => one.from <= from && from <= one.to) ?? all[0];
    this.#line.replaceChildren(...(shown === undefined ? [say("none")] : describe((shown.spec as { remark: Remark }).remark, all.indexOf(shown), all.length)));
  }
}

function describe(remark: Remark, index: number, count: number): (string | HTMLElement)[] {
  const name = document.createElement("b");
  name.textContent = remark.name;
  const words = document.createElement("q");
  words.textContent = remark.words.trim();
  const more = document.createElement("span");
  more.textContent = ` ${[remark.why, remark.advice, remark.instead === "" ? "" : say("instead", { words: remark.instead })].filter(Boolean).join(" ")}`;
  const place = document.createElement("span");
  place.className = "meta nw";
  place.textContent = count > 1 ? ` ${say("place", { number: index + 1, count })}` : "";
  return [name, " ", words, more, place];
}

