// The keyboard outside of text: requirements, panes, search, shortcuts. Single keys can be switched off (WCAG 2.1.4).
import { hear, tell } from "./events";
import { articleOf, currentArticle, focusArticle, moveBetween, moveWithin, writable } from "./place";
import { goToNextWaiting } from "./waiting";

export interface KeyDeeds {
  write: (part: HTMLElement) => void;
  propose: (part: HTMLElement) => void;
  undo: () => void;
  redo: () => void;
}

let singleKeys = true;

/** Whether keys pressed here are words, not orders. */
function isText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input,textarea,select,[role=textbox],[role=combobox]"))
  );
}

/**
 * Whether the keys belong to what has the focus: words, or what lies over the page. A list under a field is told each
 * letter typed there, so the focus is asked too, not only the target.
 */
function isTaken(target: EventTarget | null): boolean {
  const focused = document.activeElement;
  return isText(target) || isText(focused) || focused?.closest("[role=dialog],[role=menu],[role=listbox]") != null;
}

export function followKeys(deeds: KeyDeeds): void {
  singleKeys = document.documentElement.dataset["keys"] !== "off";
  hear("keys", ({ on }) => (singleKeys = on));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const done = withControl(event, deeds) || (event.key === "F6" && changePane(event.shiftKey ? -1 : 1)) || plain(event, deeds);
    if (done) event.preventDefault();
  });
}

function withControl(event: KeyboardEvent, deeds: KeyDeeds): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  if (key === "k") return press("search", "palette");
  if (isTaken(event.target)) return false;
  if (key === "z") event.shiftKey ? deeds.redo() : deeds.undo();
  else if (key === "e" && event.shiftKey) return proposeHere(deeds);
  else if (key === "y") deeds.redo();
  else if (event.key === "Enter") return newAfter();
  else return false;
  return true;
}

/** The text that has the focus, or the first of the requirement one may propose on. */
function proposeHere(deeds: KeyDeeds): boolean {
  const focused = document.activeElement?.closest<HTMLElement>("[data-write],[data-propose]");
  const part = focused ?? currentArticle()?.querySelector<HTMLElement>("[data-write],[data-propose]");
  if (part) deeds.propose(part);
  return part != null;
}

function decide(how: "accept" | "decline"): void {
  const article = currentArticle();
  if (article) tell("decide", { requirement: article.id.slice(2), how });
}

function newAfter(): boolean {
  const article = currentArticle();
  if (article) tell("new-after", { requirement: article.id.slice(2) });
  return article !== null;
}

/** Presses the button that opens an island, or tells the page when there is none. */
function press(name: string, event: "palette" | "shortcuts"): boolean {
  const button = document.querySelector<HTMLElement>(`[data-open="${name}"]`);
  if (button) button.click();
  else tell(event, {});
  return true;
}

function plain(event: KeyboardEvent, deeds: KeyDeeds): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return false;
  const part = event.target instanceof HTMLElement && event.target.matches("[data-write],[data-propose]") ? event.target : null;
  if (part && event.key === "ArrowDown") return moveWithin(part, 1);
  if (part && event.key === "ArrowUp") return moveWithin(part, -1);
  if (event.key === "Enter") return enter(event.target, part, deeds);
  return singleKeys && single(event.key);
}

function enter(target: EventTarget | null, part: HTMLElement | null, deeds: KeyDeeds): boolean {
  const article = articleOf(target);
  const first = part ?? (article === target && article ? writable(article)[0] : undefined);
  if (first) deeds.write(first);
  return first !== undefined;
}

function single(key: string): boolean {
  if (key === "j") moveBetween(1);
  else if (key === "k") moveBetween(-1);
  else if (key === "a") decide("accept");
  else if (key === "r") decide("decline");
  else if (key === "?") press("shortcuts", "shortcuts");
  else if (key === "n") goToNextWaiting();
  else if (/^[1-4]$/.test(key)) tell("tab", { number: Number(key) });
  else return false;
  return true;
}

const PANES = [".outline", "main.sheet", ".context"];

function changePane(step: 1 | -1): boolean {
  const panes = PANES.flatMap((name) => [...document.querySelectorAll<HTMLElement>(name)]).filter((pane) => pane.offsetParent !== null);
  if (panes.length === 0) return false;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + step + panes.length) % panes.length] as HTMLElement;
  const article = next.matches("main") ? currentArticle() : null;
  if (article) focusArticle(article);
  else focusInside(next);
  return true;
}

function focusInside(pane: HTMLElement): void {
  const stop = pane.querySelector<HTMLElement>("[aria-current],[aria-selected=true],a[href],button:not([disabled]),[tabindex='0']");
  if (!stop) pane.tabIndex = -1;
  (stop ?? pane).focus();
}
