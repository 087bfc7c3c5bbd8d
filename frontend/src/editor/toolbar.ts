// The bar of writing tools: one stop for the Tab key, arrows inside it; on a phone it is docked at the bottom.
import { toggleMark } from "prosemirror-commands";
import type { Command, EditorState } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import type { editorWords } from "../i18n/editor";
import { sayEditor } from "../i18n/editor";
import type { IconName } from "../icons/names";
import sprite from "../icons/sprite.svg?url";
import { linkForm } from "./link_form";
import { listAround, toggleList } from "./lists";
import { ACCEPTED, insertPictures } from "./pictures";
import { closePopup } from "./popup";
import type { EditorPorts } from "./ports";
import { markType, nodeType } from "./schema";
import { tableMenu } from "./table_menu";

interface Tool {
  word: keyof typeof editorWords;
  icon: IconName;
  act: (view: EditorView, button: HTMLButtonElement) => void;
  pressed?: (state: EditorState) => boolean;
  disabled?: (view: EditorView) => boolean;
  popup?: "menu" | "dialog";
}

export interface Toolbar {
  dom: HTMLElement;
  update: () => void;
  destroy: () => void;
}

const SEPARATOR = null;

function command(run: Command): (view: EditorView) => void {
  return (view) => {
    run(view.state, view.dispatch, view);
    view.focus();
  };
}

function marked(name: string): (state: EditorState) => boolean {
  return ({ selection, storedMarks, doc }) => {
    const type = markType(name);
    if (selection.empty) return type.isInSet(storedMarks ?? selection.$from.marks()) !== undefined;
    return doc.rangeHasMark(selection.from, selection.to, type);
  };
}

function listed(name: string): (state: EditorState) => boolean {
  return (state) => listAround(state)?.list.type === nodeType(name);
}

function choosePictures(view: EditorView, ports: EditorPorts): void {
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = ACCEPTED.join(",");
  chooser.multiple = true;
  chooser.addEventListener("change", () => void insertPictures(view, [...(chooser.files ?? [])], ports));
  chooser.click();
}

function markTool(name: "strong" | "em", icon: IconName): Tool {
  return { word: `tools.${name}`, icon, act: command(toggleMark(markType(name))), pressed: marked(name) };
}

function listTool(name: "bullet_list" | "ordered_list", icon: IconName): Tool {
  return { word: `tools.${name}`, icon, act: command(toggleList(nodeType(name))), pressed: listed(name) };
}

function tools(ports: EditorPorts): (Tool | null)[] {
  return [
    markTool("strong", "bold"),
    markTool("em", "italic"),
    SEPARATOR,
    listTool("bullet_list", "list"),
    listTool("ordered_list", "list-ordered"),
    { word: "tools.table", icon: "table", act: tableMenu, pressed: isInTable, popup: "menu" },
    {
      word: "tools.link",
      icon: "link",
      act: (view, button) => linkForm(view, button, ports.notice),
      pressed: marked("link"),
      popup: "dialog",
    },
    { word: "tools.image", icon: "image", act: (view) => choosePictures(view, ports) },
    SEPARATOR,
    { word: "tools.comment", icon: "message-square-plus", act: () => ports.comment() },
    { word: "tools.undo", icon: "undo-2", act: () => ports.undo(), disabled: () => !ports.canUndo() },
    { word: "tools.redo", icon: "redo-2", act: () => ports.redo(), disabled: () => !ports.canRedo() },
  ];
}

/** Draws one icon of the sprite. */
export function iconOf(name: IconName): SVGElement {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("class", "i");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  icon.append(use);
  return icon;
}

function buttonOf(tool: Tool, view: EditorView): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn icon";
  button.setAttribute("aria-label", sayEditor(tool.word));
  button.title = sayEditor(tool.word);
  if (tool.popup) {
    button.setAttribute("aria-haspopup", tool.popup);
    button.setAttribute("aria-expanded", "false");
  }
  button.append(iconOf(tool.icon));
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") tool.act(view, button);
  });
  return button;
}

export function createToolbar(view: EditorView, ports: EditorPorts): Toolbar {
  const dom = document.createElement("div");
  dom.className = "tools";
  dom.dataset["live"] = "";
  dom.setAttribute("role", "toolbar");
  dom.setAttribute("aria-label", sayEditor("tools"));
  const drawn: { tool: Tool; button: HTMLButtonElement }[] = [];
  for (const tool of tools(ports)) {
    if (tool === SEPARATOR) dom.append(separator());
    else {
      const button = buttonOf(tool, view);
      drawn.push({ tool, button });
      dom.append(button);
    }
  }
  const modes = ports.mode === null ? [] : modeButtons(ports.mode);
  if (modes.length > 0) dom.append(separator(), ...modes);
  rove(dom, [...drawn.map(({ button }) => button), ...modes]);
  // The selection stays in the text while a tool is pressed with the pointer.
  dom.addEventListener("mousedown", (event) => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
  });
  const update = (): void => {
    for (const { tool, button } of drawn) {
      if (tool.pressed) button.setAttribute("aria-pressed", String(tool.pressed(view.state)));
      if (tool.disabled) button.setAttribute("aria-disabled", String(tool.disabled(view)));
    }
  };
  update();
  const destroy = (): void => {
    closePopup();
    dom.remove();
  };
  return { dom, update, destroy };
}

/** « J’écris / Je propose »: the pressed one is where one is, the other leads across. */
function modeButtons({ proposing, change }: NonNullable<EditorPorts["mode"]>): HTMLButtonElement[] {
  return (["write", "propose"] as const).map((name) => {
    const here = (name === "propose") === proposing;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn word";
    button.textContent = sayEditor(`mode.${name}`);
    button.title = sayEditor("mode.change");
    button.setAttribute("aria-pressed", String(here));
    button.addEventListener("click", () => {
      if (!here) change();
    });
    return button;
  });
}

function separator(): HTMLElement {
  const line = document.createElement("span");
  line.className = "sep";
  return line;
}

/** One of the buttons takes the Tab key; arrows, Home and End lead to the others. */
export function rove(container: HTMLElement, buttons: readonly HTMLElement[]): void {
  buttons.forEach((button, place) => (button.tabIndex = place === 0 ? 0 : -1));
  container.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(event.target as HTMLElement);
    if (here < 0) return;
    const last = buttons.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowDown: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
      ArrowUp: here === 0 ? last : here - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons.forEach((button, place) => (button.tabIndex = place === next ? 0 : -1));
    buttons[next]?.focus();
  });
}
