// « Ajouter une exigence » at the end of each section that holds some, and of each that could: drawn by the page itself.
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import sprite from "../icons/sprite.svg?url";
import { hear } from "./events";

const say = speak(OUTLINE);

interface Section {
  id: string;
  name: string;
  /** Where its text ends: a long section stands in several blocks. */
  last: HTMLElement;
  holdsSections: boolean;
  holdsRequirements: boolean;
}

/** Keeps one button at the end of each section without sections inside; `data-live` keeps patches away from it. */
export function keepAddLines(sheet: HTMLElement): void {
  if (!("add" in sheet.dataset)) return;
  const draw = (): void => {
    const sections = sectionsOf(sheet);
    const lines = new Map(linesOf(sheet).map((one) => [one.dataset["section"], one]));
    const begun = sections.some((section) => section.holdsRequirements);
    for (const section of sections) {
      const line = lines.get(section.id) ?? null;
      if (section.holdsSections) line?.remove();
      else place(section, line ?? made(section), begun);
    }
  };
  hear("patched", draw);
  draw();
}

function linesOf(sheet: HTMLElement): HTMLElement[] {
  return [...(sheet.getElementsByClassName("add-here") as HTMLCollectionOf<HTMLElement>)];
}

function sectionsOf(sheet: HTMLElement): Section[] {
  const found: Section[] = [];
  let depth = 0;
  for (const block of sheet.children) {
    if (!(block instanceof HTMLElement) || !block.matches(".sec-block")) continue;
    const id = block.dataset["section"] ?? "";
    const before = found.at(-1);
    const holdsRequirements = [...block.children].some((piece) => piece.matches("article.req"));
    if (before?.id === id) {
      before.last = block;
      before.holdsRequirements ||= holdsRequirements;
      continue;
    }
    const head = block.querySelector(".sec");
    const now = depthOf(head);
    if (before && now > depth) before.holdsSections = true;
    depth = now;
    const name = `${head?.querySelector(".n")?.textContent ?? ""} ${head?.querySelector("h2")?.textContent ?? ""}`;
    found.push({ id, name, last: block, holdsSections: false, holdsRequirements });
  }
  return found;
}

function depthOf(head: Element | null): number {
  return Number(/depth-(\d+)/.exec(head?.className ?? "")?.[1] ?? 1);
}

function place({ last, holdsRequirements }: Section, line: HTMLElement, begun: boolean): void {
  line.classList.toggle("faint", begun && !holdsRequirements);
  if (last.lastElementChild !== line) last.append(line);
}

function made({ id, name }: Section): HTMLElement {
  const line = document.createElement("p");
  line.className = "add-here";
  line.dataset["live"] = "";
  line.dataset["section"] = id;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.dataset["open"] = "add-requirement";
  button.dataset["section"] = id;
  button.setAttribute("aria-haspopup", "dialog");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("class", "i");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#plus`);
  icon.append(use);
  const where = document.createElement("span");
  where.className = "vh";
  where.textContent = `, ${name}`;
  button.append(icon, say("addRequirement"), where);
  line.append(button);
  return line;
}
