// The shell of a page one writes on: the text is already here; this makes it answer to keys, links and pens, and
// brings the live line and the editor when the browser has nothing else to do.
import type { Point } from "../editor/ports";
import { whenIdle } from "../ui/onCall";
import { keepAddLines } from "./add_lines";
import { keepDeeds } from "./deeds";
import { hear, tell } from "./events";
import { followJumps } from "./jump";
import { followKeys } from "./keys";
import type { Live } from "./live";
import { settle } from "./place";

let live: Promise<Live | null> | null = null;

/** Until the page stands to its end and its islands can hear: this script may run while it still comes. */
const whole = new Promise<void>((stands) => {
  if (document.readyState === "complete") return stands();
  document.addEventListener("DOMContentLoaded", () => stands(), { once: true });
  addEventListener("load", () => stands(), { once: true });
});

/** Loads the live line once, in two steps between which a slow machine can answer. */
function loadLive(sheet: HTMLElement): Promise<Live | null> {
  const loaded = import("yjs").then(() => import("./live"));
  live ??= Promise.all([loaded, whole]).then(([{ startLive }]) => startLive(sheet));
  return live;
}

/** Where one may not write one proposes. */
function write(sheet: HTMLElement, part: HTMLElement, point: Point): void {
  if (part.dataset["write"] === undefined) tell("propose", { element: part });
  else void loadLive(sheet).then((line) => line?.write(part, point));
}

/** A press on a text opens it for writing where it was pressed, unless words were being selected. */
function onClick(sheet: HTMLElement, event: MouseEvent): void {
  const target = event.target as Element;
  settle(target);
  const part = target.closest<HTMLElement>("[data-write],[data-propose]");
  if (!part || part.isContentEditable || target.closest("a,button,[role=button]")) return;
  if (getSelection()?.isCollapsed === false) return;
  write(sheet, part, { x: event.clientX, y: event.clientY });
}

function start(sheet: HTMLElement): void {
  followJumps(settle, whole);
  followKeys({
    write: (part) => write(sheet, part, "end"),
    propose: (part) => tell("propose", { element: part }),
    undo: () => void live?.then((line) => line?.undo()),
    redo: () => void live?.then((line) => line?.redo()),
  });
  sheet.addEventListener("pointerdown", ({ target }) => {
    const part = (target as Element).closest<HTMLElement>("[data-write]");
    if (part && !part.isContentEditable) void live?.then((line) => line?.ahead(part));
  });
  hear("write", ({ element }) => write(sheet, element, "end"));
  hear("finish", ({ element, done }) => void (live ?? Promise.resolve(null)).then((line) => line?.finish(element)).then(done));
  sheet.addEventListener("click", (event) => onClick(sheet, event));
  sheet.addEventListener("focusin", (event) => settle(event.target as Element));
  sheet.dataset["listens"] = "";
  void whole.then(() => {
    whenIdle(() => keepAddLines(sheet));
    whenIdle(() => keepDeeds(sheet));
    whenIdle(() => void loadLive(sheet));
  });
}

const sheet = document.querySelector<HTMLElement>("main[data-specification]");
if (sheet) start(sheet);
