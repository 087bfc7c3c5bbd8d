// Setting a link on the selected words, changing it or taking it off.
import type { EditorState } from "prosemirror-state";
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { sayEditor } from "../i18n/editor";
import { readAddress } from "./addresses";
import { openPopup } from "./popup";
import { markType } from "./schema";

interface Linked {
  from: number;
  to: number;
  href: string;
}

/** The link under the caret, whole, or the selected words. */
export function linkAt(state: EditorState): Linked | null {
  const { $from, from, to, empty } = state.selection;
  const type = markType("link");
  const here = type.isInSet($from.marks()) ?? ($from.nodeAfter ? type.isInSet($from.nodeAfter.marks) : undefined);
  if (!empty) return { from, to, href: here ? String(here.attrs["href"]) : "" };
  if (!here) return null;
  let start = $from.start();
  let found: Linked | null = null;
  $from.parent.forEach((child, offset) => {
    const at = $from.start() + offset;
    if (!here.isInSet(child.marks)) {
      start = at + child.nodeSize;
      return;
    }
    if (start <= from && at + child.nodeSize >= from) found = { from: start, to: at + child.nodeSize, href: String(here.attrs["href"]) };
    else if (found?.to === at) found = { ...found, to: at + child.nodeSize };
  });
  return found;
}

export function linkForm(view: EditorView, button: HTMLButtonElement, notice: (text: string) => void): void {
  const linked = linkAt(view.state);
  if (!linked) {
    notice(sayEditor("link.nothing"));
    view.focus();
    return;
  }
  const form = document.createElement("form");
  form.setAttribute("role", "dialog");
  form.setAttribute("aria-label", sayEditor("tools.link"));
  form.noValidate = true;
  const popup = openPopup(view, button, form);
  if (!popup) return;
  const { label, field, problem } = addressField(linked.href);
  const set = pushButton(sayEditor("link.set"), "submit");
  form.append(label, problem, set);
  if (linked.href) form.append(removal(view, linked, () => popup.close(true)));
  popup.place();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const href = readAddress(field.value);
    if (href === null) {
      problem.textContent = sayEditor("link.wrong");
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return;
    }
    popup.close(true);
    setLink(view, linked, href);
  });
  field.focus();
}

function addressField(href: string): { label: HTMLElement; field: HTMLInputElement; problem: HTMLElement } {
  const label = document.createElement("label");
  label.textContent = sayEditor("link.address");
  const field = document.createElement("input");
  field.className = "in";
  field.type = "url";
  field.value = href;
  field.autocomplete = "off";
  const problem = document.createElement("p");
  problem.id = "link-problem";
  problem.className = "sub";
  problem.setAttribute("role", "alert");
  field.setAttribute("aria-describedby", problem.id);
  label.append(field);
  return { label, field, problem };
}

function pushButton(words: string, type: "submit" | "button"): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = type;
  button.className = "btn sm";
  button.textContent = words;
  return button;
}

function removal(view: EditorView, { from, to }: Linked, done: () => void): HTMLButtonElement {
  const button = pushButton(sayEditor("link.remove"), "button");
  button.addEventListener("click", () => {
    done();
    view.dispatch(view.state.tr.removeMark(from, to, markType("link")));
  });
  return button;
}

function setLink(view: EditorView, { from, to }: Linked, href: string): void {
  const change = view.state.tr.removeMark(from, to, markType("link")).addMark(from, to, markType("link").create({ href }));
  view.dispatch(change.setSelection(TextSelection.create(change.doc, to)));
}
