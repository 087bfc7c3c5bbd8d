// Where the reader is: the requirement that carries the rule in the margin, and the one stop it offers to the Tab key.
import { tell } from "./events";
import { scrollTo } from "./jump";

let here: HTMLElement | null = null;

/** The requirement the reader is in, found again by its id when a patch has replaced it. */
export function currentArticle(): HTMLElement | null {
  return here && !here.isConnected ? document.getElementById(here.id) : here;
}

export function articleOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("article.req") : null;
}

export function requirementOf(inside: Element): string {
  return inside.closest("article.req")?.id.slice(2) ?? "";
}

export function sectionOf(inside: Element): string {
  return inside.closest<HTMLElement>(".sec-block")?.dataset["section"] ?? "";
}

export function codeOf(article: Element): string {
  return article.querySelector(".code")?.firstChild?.textContent ?? "";
}

/** The requirement of the sheet that carries a code. */
export function articleNamed(code: string): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>("main.sheet article.req")].find((article) => codeOf(article) === code) ?? null;
}

/** What texts belong to. */
export interface Owner {
  kind: "requirement" | "section" | "finding" | "result" | "situation";
  id: string;
}

/** Which text of what. */
export interface TextPlace {
  place: { kind: string; id: string };
  text: string;
}

/** What a text belongs to: what says so around it, or on the sheet the requirement, or the section it introduces. */
export function ownerOf(part: Element): Owner {
  const said = part.closest<HTMLElement>("[data-owner]");
  if (said) return { kind: said.dataset["owner"] as Owner["kind"], id: said.dataset["id"] ?? "" };
  const id = requirementOf(part);
  return id === "" ? { kind: "section", id: sectionOf(part) } : { kind: "requirement", id };
}

export function whereIs(part: HTMLElement): TextPlace {
  return { place: ownerOf(part), text: part.dataset["text"] ?? "" };
}

function holderOf({ kind, id }: TextPlace["place"]): HTMLElement | null {
  const name = kind === "requirement" ? "r" : kind === "section" ? "sh" : kind;
  return document.getElementById(`${name}-${id}`);
}

/** The texts of a thing that stand on the page. */
export function textsOf(place: TextPlace["place"]): HTMLElement[] {
  return [...(holderOf(place)?.querySelectorAll<HTMLElement>("[data-text]") ?? [])];
}

/** The text as it stands on the page now. */
export function textAt({ place, text }: TextPlace): HTMLElement | null {
  return holderOf(place)?.querySelector<HTMLElement>(`[data-text="${CSS.escape(text)}"]`) ?? null;
}

/** Marks the requirement (or, outside of any, the section) as the place of the reader and says so. */
export function settle(target: Element): void {
  const article = target.closest<HTMLElement>("article.req");
  const section = target.closest<HTMLElement>(".sec-block");
  if (article === here && article !== null) return;
  mark(article);
  if (article) tell("focus", { kind: "requirement", id: article.id.slice(2) });
  else if (section) tell("focus", { kind: "section", id: section.dataset["section"] ?? section.id.slice(2) });
}

function mark(article: HTMLElement | null): void {
  const before = currentArticle();
  before?.classList.remove("here");
  before?.removeAttribute("aria-current");
  here = article;
  article?.classList.add("here");
  article?.setAttribute("aria-current", "true");
}

/** The texts of a requirement or a section that this person may write in, or propose a change to. */
export function writable(around: Element): HTMLElement[] {
  return [...around.querySelectorAll<HTMLElement>("[data-write],[data-propose]")];
}

/** Keeps the one stop for the Tab key that the server gave a requirement or a heading: the first text one may write in. */
export function offerStop(holder: Element): void {
  const parts = writable(holder);
  if (parts.some((part) => part.tabIndex === 0)) return;
  if (parts[0]) parts[0].tabIndex = 0;
}

/** Moves the Tab stop, and the focus, to another text of the same requirement. */
export function moveWithin(from: HTMLElement, step: 1 | -1): boolean {
  const holder = from.closest("article.req,.sec");
  if (!holder) return false;
  const parts = writable(holder);
  const next = parts[parts.indexOf(from) + step];
  if (!next) return false;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  return true;
}

/** Goes to the next or the previous requirement. */
export function moveBetween(step: 1 | -1): void {
  const articles = [...document.querySelectorAll<HTMLElement>("main.sheet article.req")];
  const current = currentArticle();
  const index = current ? articles.indexOf(current) + step : nearest(articles);
  const next = articles[Math.max(0, Math.min(articles.length - 1, index))];
  if (!next || next === current) return;
  scrollTo(next);
  focusArticle(next);
}

function nearest(articles: readonly HTMLElement[]): number {
  return Math.max(0, articles.findIndex((article) => article.getBoundingClientRect().bottom > 80));
}

export function focusArticle(article: HTMLElement): void {
  const stop = writable(article).find((part) => part.tabIndex === 0) ?? article;
  if (stop === article) article.tabIndex = -1;
  stop.focus({ preventScroll: true });
  settle(article);
}
