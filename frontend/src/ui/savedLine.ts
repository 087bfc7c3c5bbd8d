// The bar says whether a deed is saved; it never says « saved » while words typed in the page are not.
import { COMMON } from "../i18n/common";
import { speak } from "../i18n";
import { hear } from "../page/events";

const say = speak(COMMON);

let wordsSaved = true;
hear("saving", ({ state }) => (wordsSaved = state === "saved"));

export function showDeed(state: "writing" | "saved" | "refused"): void {
  if (!wordsSaved) return;
  const line = document.querySelector<HTMLElement>("[data-saved]");
  const words = line?.querySelector("span") ?? line;
  line?.classList.toggle("off", state === "refused");
  if (words !== null) words.textContent = say(`deed.${state}`);
}
