// The phrases that threads speak about, underlined on texts that nobody edits, without touching the page's nodes.
import { readMarks } from "../api/context";
import { findQuote } from "../editor/quotes";
import { mapElement } from "../editor/text_map";
import type { ThreadMark } from "./events";
import { hear, tell } from "./events";
import { textAt } from "./place";

const NAME = "thread";

/** Tells the page which phrases carry a thread, now and whenever a thread changes; what was told holds until then. */
export function followThreads(specification: string): void {
  let turn = 0;
  const ask = async (): Promise<void> => {
    const mine = ++turn;
    const marks = await readMarks(specification).catch(() => null);
    if (marks && mine === turn) tell("threads", marks);
  };
  hear("changed", ({ subject }) => {
    if (subject.kind === "thread") void ask();
  });
  void ask();
}

export class ThreadMarks {
  #threads: readonly ThreadMark[] = [];
  #ranges = new Map<Range, string>();
  #isMounted: (part: HTMLElement) => boolean;
  #scheduled = false;

  constructor(sheet: HTMLElement, isMounted: (part: HTMLElement) => boolean, redrawEditors: () => void) {
    this.#isMounted = isMounted;
    hear("threads", ({ threads }) => {
      this.#threads = threads;
      this.redraw();
      redrawEditors();
    });
    sheet.addEventListener("click", (event) => this.#press(event));
  }

  get all(): readonly ThreadMark[] {
    return this.#threads;
  }

  /** Finds the phrases again, before the next frame. */
  redraw(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    this.#ranges.clear();
    for (const thread of this.#threads) {
      const range = this.#rangeOf(thread);
      if (range) this.#ranges.set(range, thread.id);
    }
    // Browsers without highlights still list every thread beside the text.
    if (typeof Highlight === "undefined") return;
    CSS.highlights.set(NAME, new Highlight(...this.#ranges.keys()));
  }

  #rangeOf({ anchor, place, text }: ThreadMark): Range | null {
    const part = textAt({ place, text });
    if (!part || this.#isMounted(part)) return null;
    const map = mapElement(part);
    const span = findQuote(map.text, anchor);
    const start = span && map.placeAt(span.from);
    const end = span && map.placeAt(span.to);
    if (!start || !end) return null;
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  }

  #press(event: MouseEvent): void {
    if (getSelection()?.isCollapsed === false) return;
    for (const [range, id] of this.#ranges) {
      const hit = [...range.getClientRects()].some(
        ({ left, right, top, bottom }) =>
          event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom,
      );
      if (hit) tell("thread", { id });
    }
  }
}
