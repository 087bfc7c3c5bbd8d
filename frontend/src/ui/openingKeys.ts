// Ctrl K and ? on every page; on the specification page its own keyboard answers first.
import { tell } from "../page/events";
import { singleKeysAct } from "./keys";

export function followOpeningKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const search = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    // On the page of answers ? is an answer.
    const sheet = event.key === "?" && singleKeysAct(event) && document.querySelector("[data-answer-keys]") === null;
    if (!search && !sheet) return;
    event.preventDefault();
    tell(search ? "palette" : "shortcuts", {});
  });
}
