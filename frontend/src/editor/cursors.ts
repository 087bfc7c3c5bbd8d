// Where the others write: an initial at the caret, a soft ground under what they have selected.
import type { DecorationAttrs } from "prosemirror-view";
import type { Plugin } from "prosemirror-state";
import { yCursorPlugin } from "y-prosemirror";
import type { Awareness } from "y-protocols/awareness";
import { personOf } from "../sync/channel";

/** The colour of a person as the style sheets name it. */
export function hueOf(person: { hue: number }): string {
  return `var(--p${person.hue})`;
}

function readUser(user: unknown): ReturnType<typeof personOf> {
  const { color, ...rest } = user as { color?: unknown; tint?: unknown };
  return personOf("", { user: { ...rest, color: rest.tint ?? color } });
}

function caretOf(user: unknown): HTMLElement {
  const person = readUser(user);
  const caret = document.createElement("span");
  caret.className = "caret";
  caret.style.setProperty("--c", hueOf(person));
  const initial = document.createElement("b");
  initial.textContent = person.initial;
  caret.append(initial);
  return caret;
}

function selectionOf(user: unknown): DecorationAttrs {
  return { class: "sel", style: `--c:${hueOf(readUser(user))}` };
}

/** The plugin that knows colours only as six hexadecimal digits would complain of ours, so the name is put aside. */
function others(mine: number, theirs: number, state: { user?: Record<string, unknown> }): boolean {
  const user = state.user;
  if (user && !("tint" in user)) Object.assign(user, { tint: user["color"], color: "#000000" });
  return mine !== theirs;
}

export function cursors(awareness: Awareness): Plugin {
  return yCursorPlugin(awareness, {
    awarenessStateFilter: others,
    cursorBuilder: caretOf,
    selectionBuilder: selectionOf,
  }) as Plugin;
}
