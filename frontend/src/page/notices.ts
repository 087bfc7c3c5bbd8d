// Short sentences at the foot of the page, and the words that could not be saved, to be copied before they are let go.
import { sayEditor } from "../i18n/editor";
import type { Refusal } from "../sync/saving";
import { tell } from "./events";

const SHOWN_FOR = 8000;

export class Notices {
  #region = document.createElement("div");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toast: HTMLElement | null = null;
  #refused: HTMLElement | null = null;
  #advice: HTMLElement | null = null;
  #dismissed: () => void;

  constructor(dismissed: () => void) {
    this.#dismissed = dismissed;
    this.#region.className = "notices";
    this.#region.setAttribute("role", "status");
    document.body.append(this.#region);
  }

  /** Shows a sentence for a while; an empty one takes the last away. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.#toast?.remove();
    if (text === "") return;
    tell("notice", { kind: "text", text });
    this.#toast = element("p", "toast", text);
    this.#region.append(this.#toast);
    this.#timer = setTimeout(() => this.#toast?.remove(), SHOWN_FOR);
  }

  /** Shows a sentence with something that can be done about it, for as long as any other, and while one is at it. */
  offer(text: string, word: string, act: () => void): void {
    this.say(text);
    const toast = this.#toast;
    toast?.append(button(word, () => {
      toast.remove();
      act();
    }));
    const stay = (): void => clearTimeout(this.#timer);
    toast?.addEventListener("focusin", stay);
    toast?.addEventListener("pointerenter", stay);
  }

  /** Says what to do for as long as the server cannot store what is typed. */
  unstored(holds: boolean): void {
    if (holds === (this.#advice !== null)) return;
    this.#advice?.remove();
    this.#advice = holds ? this.#advicePanel() : null;
    if (this.#advice) this.#region.prepend(this.#advice);
  }

  /** Shows refused words until the person lets them go. */
  refuse(refusals: readonly Refusal[]): void {
    this.#refused?.remove();
    if (refusals.length === 0) return;
    const words = refusals.map(({ text }) => text).join("\n\n");
    tell("notice", { kind: "refused", words, reason: refusals.at(-1)?.reason ?? "" });
    this.#refused = this.#refusedPanel(words);
    this.#region.append(this.#refused);
  }

  /** It may be put away, since it stands over the text; the bar goes on saying it. */
  #advicePanel(): HTMLElement {
    const panel = element("div", "notice-refused", "");
    panel.append(element("p", "", sayEditor("unstored.advice")), button(sayEditor("refused.let_go"), () => panel.remove()));
    return panel;
  }

  #refusedPanel(words: string): HTMLElement {
    const panel = element("div", "notice-refused", "");
    panel.setAttribute("role", "alert");
    const label = element("label", "", sayEditor("refused.copy"));
    const field = document.createElement("textarea");
    field.className = "in";
    field.readOnly = true;
    field.rows = 4;
    field.value = words;
    label.append(field);
    const copy = button(sayEditor("refused.do_copy"), () => {
      field.select();
      void navigator.clipboard?.writeText(words);
    });
    const close = button(sayEditor("refused.let_go"), () => {
      panel.remove();
      this.#dismissed();
    });
    panel.append(label, copy, close);
    return panel;
  }
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn sm";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
