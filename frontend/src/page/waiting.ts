// The next thing that waits: a requirement without origin, a draft one may write, a phrase that
// carries an open thread, a proposal one may settle.
import { hear } from "./events";
import { scrollTo } from "./jump";
import { currentArticle, focusArticle } from "./place";

let discussed: ReadonlySet<string> = new Set();

hear("threads", ({ threads }) => {
  discussed = new Set(threads.map(({ place }) => `r-${place.id}`));
});

function waits(article: HTMLElement): boolean {
  if (article.querySelector(".chip.suspect,[data-decide]")) return true;
  if (article.dataset["edit"] !== undefined && article.querySelector(".st-draft")) return true;
  return discussed.has(article.id);
}

/** Goes to it, from the top again after the last one. */
export function goToNextWaiting(): void {
  const articles = [...document.querySelectorAll<HTMLElement>("main.sheet article.req")];
  const current = currentArticle();
  const from = current ? articles.indexOf(current) + 1 : 0;
  const next = [...articles.slice(from), ...articles.slice(0, from)].find(waits);
  if (!next || next === current) return;
  scrollTo(next);
  focusArticle(next);
}
