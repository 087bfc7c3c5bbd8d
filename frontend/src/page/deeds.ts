// The two buttons of a requirement one may change, its facts and its deeds: drawn by the page itself, in idle moments, for
// they do nothing without it and there may be thousands.
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import { whenIdle } from "../ui/onCall";
import { hear } from "./events";
import { codeOf } from "./place";

const say = speak(OUTLINE);

type Button = (name: string) => Node;
let facts: Button | undefined;
let deeds: Button | undefined;

/** Requirements that get their buttons in one idle moment: some milliseconds. */
const AT_ONCE = 100;

/** Where the name of a requirement stands in a label that is said once for all. */
const NAME = "#";

/** Draws the buttons, first where the reader is, and keeps them; `data-live` keeps patches away from them. */
export function keepDeeds(sheet: HTMLElement): void {
  hear("patched", ({ ids }) => {
    for (const id of ids) {
      const piece = document.getElementById(id);
      if (piece) drawIn(piece.matches("article") ? [piece] : articlesIn(piece));
    }
  });
  const blocks = [...sheet.querySelectorAll(".sec-block")];
  const inSight = Math.max(0, blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0));
  const waiting = [...blocks.slice(inSight), ...blocks.slice(0, inSight)].flatMap(articlesIn);
  const next = (): void => {
    drawIn(waiting.splice(0, AT_ONCE));
    if (waiting.length > 0) whenIdle(next);
  };
  next();
}

function articlesIn(block: Element): Element[] {
  return [...block.children].filter((piece) => piece.matches("article.req"));
}

function drawIn(articles: readonly Element[]): void {
  for (const article of articles) {
    const drawn = article.querySelectorAll("header > [data-live]");
    if (!article.matches("[data-edit]")) for (const one of drawn) one.remove();
    else if (drawn.length === 0) draw(article);
  }
}

function draw(article: Element): void {
  facts ??= button("facts", "dialog", "sg-facts", "editFacts");
  deeds ??= button("requirement", "menu", "sg-more", "deeds");
  const name = codeOf(article);
  article.querySelector("h3")?.after(facts(name), deeds(name));
}

/** Returns what makes a button for a requirement of some name; all are copies of one. */
function button(opens: string, popup: string, sign: string, word: "editFacts" | "deeds"): Button {
  const first = document.createElement("button");
  first.type = "button";
  first.className = `btn sm quiet icon ${sign}`;
  first.dataset["live"] = "";
  first.dataset["open"] = opens;
  first.setAttribute("aria-haspopup", popup);
  const label = say(word, { name: NAME });
  return (name) => {
    const made = first.cloneNode() as Element;
    made.setAttribute("aria-label", label.replace(NAME, name));
    return made;
  };
}
