// The two buttons of a requirement one may change, its facts and its deeds: drawn by the page itself once the part of the
// sheet it stands in comes near, for they do nothing without the page, and there may be thousands.
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import { hear } from "./events";
import { codeOf } from "./place";

const say = speak(OUTLINE);

/** How far below and above the screen the buttons are drawn already. */
const NEAR = "100%";

/** Keeps the buttons; `data-live` keeps patches away from them. */
export function keepDeeds(sheet: HTMLElement): void {
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) drawIn(target);
  }, { rootMargin: `${NEAR} 0px` });
  const watch = (): void => {
    for (const block of sheet.children) {
      if (!block.matches(".sec-block")) continue;
      near.unobserve(block);
      near.observe(block);
    }
  };
  hear("patched", watch);
  watch();
}

function drawIn(block: Element): void {
  for (const article of block.children) {
    if (article.matches("article.req[data-edit]:not(:has([data-open=facts]))")) draw(article);
  }
}

function draw(article: Element): void {
  const name = codeOf(article);
  article.querySelector("h3")?.after(
    button("facts", "dialog", "sg-facts", say("editFacts", { name })),
    button("requirement", "menu", "sg-more", say("deeds", { name })),
  );
}

function button(opens: string, popup: string, sign: string, label: string): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn sm quiet icon ${sign}`;
  made.dataset["live"] = "";
  made.dataset["open"] = opens;
  made.setAttribute("aria-haspopup", popup);
  made.setAttribute("aria-label", label);
  return made;
}
