// The line in the bar that says whether one's words are saved, calmly: it does not flicker at every key.
import { sayEditor } from "../i18n/editor";
import type { Saving } from "../sync/saving";
import { tell } from "./events";

const BEFORE_WRITING = 400;
const BEFORE_OFFLINE = 3000;
const BACK_FOR = 4000;

const TICK = "M20 6 9 17l-5-5";
const ALERT = "M12 8v5m0 3h.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18";

export class SavingLine {
  #line = document.querySelector<HTMLElement>("[data-saved]");
  #shown: Saving["state"] = "saved";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keptEdits = false;

  show(saving: Saving): void {
    tell("saving", { state: saving.state, edits: saving.state === "kept" ? saving.edits : 0 });
    clearTimeout(this.#timer);
    if ((saving.state === "kept" || saving.state === "unstored") && saving.edits > 0) this.#keptEdits = true;
    if (saving.state === "refused") this.#keptEdits = false;
    const wait = this.#patience(saving);
    if (wait === 0) this.#draw(saving);
    else this.#timer = setTimeout(() => this.#draw(saving), wait);
  }

  #patience(saving: Saving): number {
    if (saving.state === "writing" && this.#shown === "saved") return BEFORE_WRITING;
    return saving.state === "kept" && saving.edits === 0 && this.#shown !== "kept" ? BEFORE_OFFLINE : 0;
  }

  #draw(saving: Saving): void {
    this.#shown = saving.state;
    const off = saving.state !== "saved" && saving.state !== "writing";
    this.#line?.classList.toggle("off", off);
    this.#line?.querySelector("path")?.setAttribute("d", off ? ALERT : TICK);
    if (saving.state === "saved" && this.#keptEdits) this.#drawBack();
    else this.#say(words(saving));
  }

  #drawBack(): void {
    this.#keptEdits = false;
    this.#say(sayEditor("back"));
    this.#timer = setTimeout(() => this.#say(sayEditor("saved")), BACK_FOR);
  }

  #say(sentence: string): void {
    const place = this.#line?.querySelector("span") ?? this.#line;
    if (place && place.textContent !== sentence) place.textContent = sentence;
  }
}

function words(saving: Saving): string {
  if (saving.state === "unstored") return sayEditor(saving.edits === 1 ? "unstored.one" : "unstored.many", { n: saving.edits });
  if (saving.state !== "kept") return sayEditor(saving.state);
  if (saving.edits === 0) return sayEditor("kept");
  return sayEditor(saving.edits === 1 ? "kept.one" : "kept.many", { n: saving.edits });
}
