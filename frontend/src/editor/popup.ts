// A small surface beside a tool: it closes on Escape or when left, and gives the focus back to where it came from.
// It stands at the end of the page, since sections clip what leaves them.
import type { EditorView } from "prosemirror-view";

export interface Popup {
  /** Sets the surface beside its button; called once it has its content. */
  place: () => void;
  close: (refocus: boolean) => void;
}

const GAP = 4;
const EDGE = 8;

/** Opens `content` beside `button`; pressing the button again closes it. */
export function openPopup(view: EditorView, button: HTMLButtonElement, content: HTMLElement): Popup | null {
  const again = button.getAttribute("aria-expanded") === "true";
  closePopup();
  if (again) return null;
  content.classList.add("tools-popup");
  content.dataset["live"] = "";
  document.body.append(content);
  button.setAttribute("aria-expanded", "true");
  const close = (refocus: boolean): void => {
    content.remove();
    button.setAttribute("aria-expanded", "false");
    removeEventListener("scroll", onScroll);
    if (refocus) view.focus();
  };
  const onScroll = (): void => close(content.contains(document.activeElement));
  addEventListener("scroll", onScroll, { passive: true });
  listen(content, button, close);
  return { place: () => placeBeside(content, button), close };
}

function listen(content: HTMLElement, button: HTMLElement, close: (refocus: boolean) => void): void {
  content.addEventListener("tools-close", () => close(false));
  content.addEventListener("mousedown", (event) => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
  });
  content.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  });
  content.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to instanceof Node && !content.contains(to) && to !== button) close(false);
  });
}

/** Closes the surface that is open, if any. */
export function closePopup(): void {
  document.querySelector(".tools-popup")?.dispatchEvent(new Event("tools-close"));
}

function placeBeside(content: HTMLElement, button: HTMLElement): void {
  const { left, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = content;
  const below = bottom + GAP + height <= innerHeight - EDGE;
  content.style.setProperty("left", `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`);
  content.style.setProperty("top", `${below ? bottom + GAP : Math.max(EDGE, top - GAP - height)}px`);
}
