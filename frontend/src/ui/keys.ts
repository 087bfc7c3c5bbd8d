// Single keys act only outside text and can be switched off (WCAG 2.1.4).
import { tell } from "../page/events";

/** Tells whether single keys may act: not switched off, and no text is being written. */
export function singleKeysAct(event: KeyboardEvent): boolean {
  if (document.documentElement.dataset["keys"] === "off") return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest("input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu'], [role='listbox']") == null;
}

/** Switches single keys on or off on this page at once. */
export function setSingleKeys(on: boolean): void {
  document.documentElement.dataset["keys"] = on ? "on" : "off";
  tell("keys", { on });
}
