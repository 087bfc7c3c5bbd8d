// Naming a person with @ or a code with #: a list opens at the caret, led from the keyboard without leaving the text.
import type { EditorState } from "prosemirror-state";
import { Plugin, PluginKey } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { sayEditor } from "../i18n/editor";
import type { EditorPorts, Mentioned } from "./ports";
import { nodeType } from "./schema";

export interface Asked {
  kind: "person" | "code";
  typed: string;
  from: number;
  to: number;
}

const ASKING = /(?:^|[\s(«\u00A0\u202F])([@#])([\p{L}\p{N}’'-]{0,30}(?: [\p{L}’'-]{0,30})?)$/u;
const SHOWN = 8;

/** Reads what stands before the caret: null unless it begins a mention. */
export function askedAt(state: EditorState): Asked | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\uFFFC");
  const found = ASKING.exec(before);
  if (!found) return null;
  const typed = found[2] ?? "";
  return { kind: found[1] === "@" ? "person" : "code", typed, from: $from.pos - typed.length - 1, to: $from.pos };
}

type Ports = Pick<EditorPorts, "people" | "codes">;

class MentionList {
  readonly box = document.createElement("ul");
  #view: EditorView;
  #ports: Ports;
  #asked: Asked | null = null;
  #found: Mentioned[] = [];
  #active = 0;
  /** The place of the sign whose list was closed by Escape; it does not open again there. */
  #closedAt: number | null = null;
  #round = 0;

  constructor(view: EditorView, ports: Ports) {
    this.#view = view;
    this.#ports = ports;
    this.box.className = "mention-list";
    this.box.id = `mentions-${Math.random().toString(36).slice(2)}`;
    this.box.setAttribute("role", "listbox");
    this.box.dataset["live"] = "";
    this.box.hidden = true;
    this.box.addEventListener("mousedown", (event) => this.#press(event));
    document.body.append(this.box);
  }

  update(): void {
    const asked = this.#view.hasFocus() && !this.#view.composing ? askedAt(this.#view.state) : null;
    if (!asked || asked.from === this.#closedAt) {
      if (!asked) this.#closedAt = null;
      this.close();
      return;
    }
    const same = this.#asked?.typed === asked.typed && this.#asked.kind === asked.kind;
    this.#asked = asked;
    if (!same) void this.#look(asked);
  }

  key(event: KeyboardEvent): boolean {
    if (this.box.hidden || this.#found.length === 0) return false;
    const last = this.#found.length - 1;
    if (event.key === "ArrowDown") this.#activate(this.#active === last ? 0 : this.#active + 1);
    else if (event.key === "ArrowUp") this.#activate(this.#active === 0 ? last : this.#active - 1);
    else if (event.key === "Enter" || event.key === "Tab") this.#choose(this.#active);
    else if (event.key === "Escape") {
      this.#closedAt = this.#asked?.from ?? null;
      this.close();
    } else return false;
    return true;
  }

  close(): void {
    this.#asked = null;
    this.#round += 1;
    this.box.hidden = true;
    for (const name of ["aria-activedescendant", "aria-controls", "aria-expanded", "aria-haspopup"]) {
      this.#view.dom.removeAttribute(name);
    }
  }

  destroy(): void {
    this.close();
    this.box.remove();
  }

  async #look(asked: Asked): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const found = await (asked.kind === "person" ? this.#ports.people : this.#ports.codes)(asked.typed);
    if (round !== this.#round || this.#view.isDestroyed) return;
    this.#found = found.slice(0, SHOWN);
    this.#open(asked);
  }

  #open(asked: Asked): void {
    this.box.setAttribute("aria-label", sayEditor(asked.kind === "person" ? "mention.people" : "mention.codes"));
    this.box.replaceChildren(...this.#found.map((mentioned, index) => this.#option(mentioned, index)));
    if (this.#found.length === 0) this.box.append(nothing(asked.kind));
    this.box.hidden = asked.typed === "" && asked.kind === "code" && this.#found.length === 0;
    const { left, bottom } = this.#view.coordsAtPos(asked.from);
    this.box.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - 288))}px`);
    this.box.style.setProperty("top", `${bottom + 4}px`);
    this.#view.dom.setAttribute("aria-controls", this.box.id);
    this.#view.dom.setAttribute("aria-expanded", "true");
    this.#view.dom.setAttribute("aria-haspopup", "listbox");
    this.#activate(0);
  }

  #option(mentioned: Mentioned, index: number): HTMLElement {
    const option = document.createElement("li");
    option.id = `${this.box.id}-${index}`;
    option.setAttribute("role", "option");
    const name = document.createElement("b");
    name.textContent = mentioned.text;
    option.append(name);
    if (mentioned.detail) option.append(` ${mentioned.detail}`);
    return option;
  }

  #activate(index: number): void {
    this.#active = index;
    const options = this.box.querySelectorAll("[role=option]");
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const active = options[index];
    if (!active) return;
    this.#view.dom.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  #press(event: MouseEvent): void {
    event.preventDefault();
    const option = (event.target as Element).closest("[role=option]");
    const index = [...this.box.querySelectorAll("[role=option]")].indexOf(option as Element);
    if (index >= 0) this.#choose(index);
  }

  #choose(index: number): void {
    const asked = askedAt(this.#view.state);
    const mentioned = this.#found[index];
    if (!asked || !mentioned) return;
    const { kind, ref, text } = mentioned;
    const node = nodeType("mention").create({ kind, ref, text });
    const change = this.#view.state.tr.replaceWith(asked.from, asked.to, node).insertText(" ", asked.from + 1);
    this.close();
    this.#view.dispatch(change);
    this.#view.focus();
  }
}

function nothing(kind: Asked["kind"]): HTMLElement {
  const line = document.createElement("li");
  line.className = "meta";
  line.setAttribute("role", "option");
  line.setAttribute("aria-disabled", "true");
  line.textContent = sayEditor(kind === "person" ? "mention.nobody" : "mention.none");
  return line;
}

export function mentions(ports: Ports): Plugin {
  const lists = new WeakMap<EditorView, MentionList>();
  return new Plugin({
    key: new PluginKey("mentions"),
    props: {
      handleKeyDown: (view, event) => lists.get(view)?.key(event) ?? false,
      handleDOMEvents: {
        blur: (view) => {
          lists.get(view)?.close();
          return false;
        },
      },
    },
    view: (view) => {
      const list = new MentionList(view, ports);
      lists.set(view, list);
      return { update: () => list.update(), destroy: () => list.destroy() };
    },
  });
}
