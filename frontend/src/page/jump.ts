// Going to a place on the page. Sections that were not drawn yet change height on the way, so the aim is taken again
// over three frames.
import { hear } from "./events";

const FRAMES = 3;

export function scrollTo(target: Element): void {
  let left = FRAMES;
  const aim = (): void => {
    target.scrollIntoView({ block: "start", behavior: "instant" });
    left -= 1;
    if (left > 0) requestAnimationFrame(aim);
  };
  aim();
}

function targetOf(hash: string): HTMLElement | null {
  return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
}

/** Follows links inside the page, the address it was opened with once it is `whole`, and what other parts of the page ask for. */
export function followJumps(arrived: (target: HTMLElement) => void, whole: Promise<void>): void {
  const go = (target: HTMLElement | null): void => {
    if (!target) return;
    scrollTo(target);
    arrived(target);
  };
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]:not([data-open])');
    if (!link || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const target = targetOf(link.hash);
    if (!target) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    go(target);
  });
  addEventListener("hashchange", () => go(targetOf(location.hash)));
  hear("goto", ({ kind, id }) => go(document.getElementById(`${kind === "requirement" ? "r" : "s"}-${id}`)));
  void whole.then(() => go(targetOf(location.hash)));
}
