// Fresh pieces of the page, rendered by the server, put in place without disturbing whoever writes or reads.
import type { PatchItem } from "../sync/channel";
import { tell } from "./events";
import { rendered } from "./html";
import { currentArticle, offerStop } from "./place";

const TINT = 1200;
const FAR = 1.5;
/** What the page itself has put on an element, which the server's rendering does not know. */
const OWN_ATTRIBUTES = [
  "tabindex", "contenteditable", "role", "aria-multiline", "aria-label", "aria-busy", "spellcheck", "translate", "lang",
];
const OWN_CLASSES = ["here", "editing", "tinted", "writing", "redlined", "ProseMirror", "ProseMirror-focused"];

export interface PatchPorts {
  /** Whether an editor stands in this text. */
  isMounted: (part: HTMLElement) => boolean;
  /** Whether this page made the change, so that it needs no tint. */
  isMine: (id: string) => boolean;
  /** Called for a mounted text that the patch takes away. */
  dismount: (part: HTMLElement) => void;
  /** Called after the pieces with these ids were put in place; `talked` are those about which something else is said now. */
  applied: (ids: string[], talked: string[]) => void;
}

export class Patches {
  #sheet: HTMLElement;
  #ports: PatchPorts;
  #later = new Map<string, PatchItem>();
  #talk = new Map<string, string>();
  #scheduled = false;

  constructor(sheet: HTMLElement, ports: PatchPorts) {
    this.#sheet = sheet;
    this.#ports = ports;
  }

  /** Applies at once what is near the eye or changes the order; the rest waits for an idle moment. */
  receive(items: readonly PatchItem[]): void {
    const now = items.filter((item) => this.#isUrgent(item));
    for (const item of items) {
      if (now.includes(item)) this.#later.delete(item.id);
      else this.#later.set(item.id, item);
    }
    if (now.length > 0) this.#apply(now);
    if (this.#later.size > 0) this.#schedule();
  }

  /** Applies everything that still waits. */
  flush(): void {
    const items = [...this.#later.values()];
    this.#later.clear();
    if (items.length > 0) this.#apply(items);
  }

  #isUrgent({ id, html }: PatchItem): boolean {
    const old = find(id);
    if (html === null || !old) return true;
    const { top, bottom } = old.getBoundingClientRect();
    return bottom > -innerHeight * (FAR - 1) && top < innerHeight * FAR;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const idle = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 200));
    idle(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #apply(items: readonly PatchItem[]): void {
    keepingTheLine(this.#sheet, () => {
      for (const item of items) this.#put(item);
    });
    const ids = items.map(({ id }) => id);
    this.#ports.applied(ids, items.filter((item) => this.#hears(item)).map(({ id }) => id));
    tell("patched", { ids });
  }

  #hears({ id, talk = "" }: PatchItem): boolean {
    const before = this.#talk.get(id) ?? "";
    this.#talk.set(id, talk);
    return before !== talk;
  }

  #put(item: PatchItem): void {
    const old = find(item.id);
    if (item.html === null) {
      if (old) this.#remove(old);
      return;
    }
    const fresh = rendered(item.html);
    if (!fresh) return;
    const changed: Element[] = [];
    if (old) merge(old, fresh, { ...this.#ports, changed });
    const placed = old ?? fresh;
    this.#position(placed, item, old === null);
    if (!old) changed.push(fresh);
    offerStop(placed);
    if (!this.#ports.isMine(item.id)) for (const element of changed) tint(element);
  }

  #remove(old: HTMLElement): void {
    for (const part of old.querySelectorAll<HTMLElement>("[data-text]")) {
      if (this.#ports.isMounted(part)) this.#ports.dismount(part);
    }
    if (currentArticle() === old) tell("focus", { kind: "section", id: old.closest<HTMLElement>(".sec-block")?.dataset["section"] ?? "" });
    old.remove();
  }

  /** Puts a piece after the one it follows, if it does not stand there already. */
  #position(placed: HTMLElement, { after, section }: PatchItem, isNew: boolean): void {
    if (after === undefined && section === undefined && !isNew) return;
    const before = after ? find(after) : null;
    const block = section ? find(`s-${section}`) : null;
    const parent = before?.parentElement ?? block ?? this.#sheet;
    const reference = before ? afterAll(before) : firstPlace(parent);
    if (reference === placed || (before && placed.previousElementSibling === before)) return;
    const more = isBlock(placed) ? continuations(placed) : [];
    for (const one of [placed, ...more]) move(parent, one, reference);
  }
}

/** A long section stands in several blocks; the later ones say which section they continue. */
function continuations(block: Element): HTMLElement[] {
  const section = (block as HTMLElement).dataset["section"] ?? "";
  const all = document.querySelectorAll<HTMLElement>(`.sec-block[data-section="${CSS.escape(section)}"]`);
  return [...all].filter((one) => one !== block && !block.contains(one));
}

/** What follows a piece: for a section, what follows all of its blocks. */
function afterAll(piece: Element): Element | null {
  return (isBlock(piece) ? (continuations(piece).at(-1) ?? piece) : piece).nextElementSibling;
}

function find(id: string): HTMLElement | null {
  return document.getElementById(id);
}

/** Where the first piece of a block or of the sheet stands: before the first one that is there. */
function firstPlace(parent: Element): Element | null {
  const pieces = isBlock(parent) ? "article.req" : ".sec-block";
  return [...parent.children].find((child) => child.matches(pieces)) ?? null;
}

type Movable = { moveBefore?: (node: Node, reference: Node | null) => void };

/** Moves without losing focus or an editor's composition where the browser can; the caret is set back where it was. */
function move(parent: Element, placed: HTMLElement, reference: Element | null): void {
  const active = document.activeElement;
  const holds = active instanceof HTMLElement && placed.contains(active);
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = getSelection() ?? {};
  const { moveBefore } = parent as Movable;
  if (moveBefore && placed.isConnected) moveBefore.call(parent, placed, reference);
  else parent.insertBefore(placed, reference);
  if (!holds) return;
  active.focus({ preventScroll: true });
  if (anchorNode && focusNode) getSelection()?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

interface Merging {
  isMounted: (part: HTMLElement) => boolean;
  changed: Element[];
}

/** Makes `old` look like `fresh` and leaves in place every node that needs no change, mounted editors always. */
export function merge(old: HTMLElement, fresh: HTMLElement, merging: Merging): void {
  copyAttributes(old, fresh);
  if (old.dataset["text"] !== undefined) mergePart(old, fresh, merging);
  else mergeChildren(old, fresh, merging);
}

function mergePart(old: HTMLElement, fresh: HTMLElement, merging: Merging): void {
  if (merging.isMounted(old) || old.innerHTML === fresh.innerHTML) return;
  old.replaceChildren(...fresh.childNodes);
  merging.changed.push(old);
}

function mergeChildren(old: HTMLElement, fresh: HTMLElement, merging: Merging): void {
  let place: ChildNode | null = firstShown(old.firstChild);
  const articles = isBlock(old) && fresh.querySelector("article.req") === null;
  for (const child of [...fresh.childNodes]) {
    const match = place ? matching(place, child) : null;
    while (match && place && place !== match) place = dropped(place);
    if (match instanceof HTMLElement && child instanceof HTMLElement) {
      if (!match.isEqualNode(child)) merge(match, child, merging);
      place = firstShown(match.nextSibling);
    } else if (match) {
      if (!match.isEqualNode(child)) note(old, match.nodeValue, child.nodeValue, merging);
      if (match.nodeValue !== child.nodeValue) match.nodeValue = child.nodeValue;
      place = firstShown(match.nextSibling);
    } else {
      old.insertBefore(child, place);
      if (child instanceof Element) merging.changed.push(child);
    }
  }
  const stays = (node: ChildNode): boolean => articles && node instanceof Element && node.matches("article.req");
  while (place) place = stays(place) ? firstShown(place.nextSibling) : dropped(place);
}

function note(holder: HTMLElement, before: string | null, after: string | null, { changed }: Merging): void {
  if (before?.trim() !== after?.trim() && !changed.includes(holder)) changed.push(holder);
}

function isBlock(element: Element): boolean {
  return element.matches(".sec-block");
}

/** Passes over what the page itself has added: toolbars, names of those present. */
function firstShown(node: ChildNode | null): ChildNode | null {
  let shown = node;
  while (shown instanceof HTMLElement && shown.dataset["live"] !== undefined) shown = shown.nextSibling;
  return shown;
}

function dropped(node: ChildNode): ChildNode | null {
  const next = firstShown(node.nextSibling);
  node.remove();
  return next;
}

/** The sibling from `place` on that is the same thing as `child`. */
function matching(place: ChildNode, child: ChildNode): ChildNode | null {
  const key = keyOf(child);
  for (let old: ChildNode | null = place; old; old = firstShown(old.nextSibling)) if (keyOf(old) === key) return old;
  return null;
}

function keyOf(node: ChildNode): string {
  if (!(node instanceof HTMLElement)) return node.nodeName;
  return node.dataset["text"] ?? (node.id || `${node.tagName}.${node.dataset["open"] ?? ""}`);
}

function copyAttributes(old: HTMLElement, fresh: HTMLElement): void {
  const own = OWN_CLASSES.filter((name) => old.classList.contains(name));
  const kept = new Set(["aria-current"]);
  if (old.dataset["text"] !== undefined) {
    for (const name of OWN_ATTRIBUTES) kept.add(name);
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!(kept.has(name) && old.hasAttribute(name)) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (own.length > 0) old.classList.add(...own);
}

/** Colours once, briefly, what someone else has just changed. */
export function tint(element: Element): void {
  element.classList.add("tinted");
  setTimeout(() => element.classList.remove("tinted"), TINT);
}

/** Does `change` and scrolls so that the line one writes or reads stays where it is on the screen. */
export function keepingTheLine(sheet: HTMLElement, change: () => void): void {
  const line = lineOf(sheet);
  const before = line?.getBoundingClientRect().top ?? 0;
  const scrolled = scrollY;
  change();
  if (!line?.isConnected) return;
  const moved = line.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1 && (scrolled > 0 || document.activeElement === line)) scrollBy({ top: moved, behavior: "instant" });
}

function lineOf(sheet: HTMLElement): Element | null {
  const active = document.activeElement;
  if (active && sheet.contains(active) && active !== sheet) {
    const { top, bottom } = active.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) return active;
  }
  const { left, width } = sheet.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, 72)?.closest("[data-text],.crit,header,article.req,.sec") ?? null;
}
