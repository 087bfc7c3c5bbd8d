// Words selected in a text that one reads: a small button beside them, and a key, open a thread on them.
import { sayEditor } from "../i18n/editor";
import sprite from "../icons/sprite.svg?url";
import { quoteAt, type Quoted } from "../editor/quotes";
import { mapElement, spanInside } from "../editor/text_map";

export interface Phrase {
  part: HTMLElement;
  quoted: Quoted;
}

/** The words selected inside one text of the sheet that nobody writes here; null when there are none. */
function selectedPhrase(sheet: HTMLElement): Phrase | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const part = elementOf(range.startContainer)?.closest<HTMLElement>("[data-text]");
  if (!part || part.isContentEditable || !sheet.contains(part)) return null;
  const map = mapElement(part);
  const span = spanInside(map, range);
  const quoted = span && quoteAt(map.text, span.from, span.to);
  return quoted && { part, quoted };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** Offers to comment on what is selected; `comment` hears the words. */
export function offerComments(sheet: HTMLElement, comment: (phrase: Phrase) => void): void {
  const tools = commentButton(() => act());
  const act = (): boolean => {
    const phrase = selectedPhrase(sheet);
    tools.remove();
    if (phrase) comment(phrase);
    return phrase !== null;
  };
  const offer = (): void => {
    if (!selectedPhrase(sheet)) return tools.remove();
    document.body.append(tools);
    place(tools, getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect());
  };
  document.addEventListener("pointerup", (event) => {
    if (!tools.contains(event.target as Node)) setTimeout(offer);
  });
  document.addEventListener("keyup", (event) => { if (event.shiftKey) offer(); });
  document.addEventListener("selectionchange", () => { if (getSelection()?.isCollapsed !== false) tools.remove(); });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") tools.remove();
    else if ((event.ctrlKey || event.metaKey) && event.altKey && event.key.toLowerCase() === "m" && act()) event.preventDefault();
  });
  addEventListener("scroll", () => { if (tools.isConnected) offer(); }, { passive: true });
  // Words may have been selected while the page was still waking.
  offer();
}

function commentButton(act: () => void): HTMLElement {
  const tools = document.createElement("div");
  tools.className = "tools phrase-tools";
  tools.dataset["live"] = "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.innerHTML = `<svg class="i" width="20" height="20" aria-hidden="true"><use href="${sprite}#message-square-plus"/></svg>`;
  button.append(sayEditor("tools.comment_selection"));
  // The selection must outlive the press.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", act);
  tools.append(button);
  return tools;
}

const GAP = 8;
/** Under the bar of the page. */
const HIGHEST = 64;

/** Beside the words, and in sight even when they are not to their end. */
function place(tools: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = tools;
  const above = top - height - GAP;
  tools.style.setProperty("left", `${between(GAP, left, innerWidth - width - GAP)}px`);
  tools.style.setProperty("top", `${between(HIGHEST, above > HIGHEST ? above : bottom + GAP, innerHeight - height - GAP)}px`);
}

function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}
