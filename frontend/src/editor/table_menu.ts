// The menu of the table tool: insert one, or change the one around the caret.
import type { EditorView } from "prosemirror-view";
import { sayEditor } from "../i18n/editor";
import { openPopup } from "./popup";
import { TABLE_DEEDS } from "./tables";
import { rove } from "./toolbar";

export function tableMenu(view: EditorView, button: HTMLButtonElement): void {
  const menu = document.createElement("div");
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", sayEditor("tools.table"));
  const popup = openPopup(view, button, menu);
  if (!popup) return;
  const entries = TABLE_DEEDS.filter(({ run }) => run(view.state)).map(({ word, run }) => {
    const entry = document.createElement("button");
    entry.type = "button";
    entry.className = "btn quiet";
    entry.setAttribute("role", "menuitem");
    entry.textContent = sayEditor(word);
    entry.addEventListener("click", () => {
      popup.close(true);
      run(view.state, view.dispatch, view);
    });
    return entry;
  });
  menu.append(...entries);
  rove(menu, entries);
  popup.place();
  entries[0]?.focus();
}
