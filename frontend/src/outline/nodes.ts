// The outline as a tree: sections from the server, requirements read from the sheet itself, so nothing is sent twice.
import type { SectionView } from "../api/types";
import { codeOf, sectionOf } from "../page/place";

export interface OutlineNode {
  /** Unique in the tree: `section:…` or `requirement:…`. */
  key: string;
  kind: "section" | "requirement";
  id: string;
  /** The section above; null at the top. */
  parent: string | null;
  number: string;
  title: string;
  openTo: string[];
  children: OutlineNode[];
}

/** The requirements of each section, as the sheet shows them; one walk for all, since a sheet may hold thousands. */
function requirementNodes(sheet: ParentNode): Map<string, OutlineNode[]> {
  const found = new Map<string, OutlineNode[]>();
  for (const article of sheet.querySelectorAll<HTMLElement>(".sec-block > article.req")) {
    const section = sectionOf(article);
    const node = nodeOf(article, section);
    const inside = found.get(section);
    if (inside) inside.push(node);
    else found.set(section, [node]);
  }
  return found;
}

function nodeOf(article: HTMLElement, section: string): OutlineNode {
  const id = article.id.slice(2);
  return {
    key: `requirement:${id}`,
    kind: "requirement",
    id,
    parent: section,
    number: codeOf(article),
    title: article.querySelector("h3")?.textContent ?? "",
    openTo: [],
    children: [],
  };
}

/** Whether the sheet's piece with this element id no longer is what its line of the outline says. */
export function differs(id: string, byKey: ReadonlyMap<string, OutlineNode>): boolean {
  if (!id.startsWith("r-")) return false;
  const article = document.getElementById(id);
  const known = byKey.get(`requirement:${id.slice(2)}`);
  if (!article || !known) return Boolean(article) !== Boolean(known);
  const now = nodeOf(article, sectionOf(article));
  if (now.title !== known.title || now.number !== known.number || now.parent !== known.parent) return true;
  const inside = byKey.get(`section:${known.parent}`)?.children ?? [];
  return (inside[inside.indexOf(known) - 1]?.id ?? "") !== requirementBefore(article);
}

function requirementBefore(article: HTMLElement): string {
  let before = article.previousElementSibling;
  while (before && !before.matches("article.req")) before = before.previousElementSibling;
  if (before) return before.id.slice(2);
  const block = article.closest<HTMLElement>(".sec-block");
  const earlier = block?.previousElementSibling;
  if (!(earlier instanceof HTMLElement) || earlier.dataset["section"] !== block?.dataset["section"]) return "";
  return [...earlier.querySelectorAll("article.req")].at(-1)?.id.slice(2) ?? "";
}

/** Builds the tree; `sections` come in reading order, withdrawn ones are left out. */
export function outlineNodes(sections: readonly SectionView[], sheet: ParentNode): OutlineNode[] {
  const inside = requirementNodes(sheet);
  const below = (parent: string | null): OutlineNode[] =>
    sections
      .filter((section) => section.parent_id === parent && !section.withdrawn)
      .map((section) => ({
        key: `section:${section.id}`,
        kind: "section",
        id: section.id,
        parent,
        number: section.number,
        title: section.title,
        openTo: [...section.open_to, ...section.written_by],
        children: [...(inside.get(section.id) ?? []), ...below(section.id)],
      }));
  return below(null);
}

export function allNodes(nodes: readonly OutlineNode[]): OutlineNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** Where a node would stand if dropped beside or on another; null when it may not stand there. */
export function placeFor(
  nodes: readonly OutlineNode[],
  moved: OutlineNode,
  target: OutlineNode,
  side: "before" | "after" | "on",
): { parent: string | null; after: string | null } | null {
  if (allNodes([moved]).some((inside) => inside.key === target.key)) return null;
  if (side === "on") {
    if (target.kind !== "section") return null;
    const siblings = target.children.filter((child) => child.kind === moved.kind && child.key !== moved.key);
    return { parent: target.id, after: siblings.at(-1)?.id ?? null };
  }
  if (target.kind !== moved.kind) return null;
  const all = allNodes(nodes);
  const siblings = all.filter((node) => node.kind === moved.kind && node.parent === target.parent && node.key !== moved.key);
  const at = siblings.findIndex((node) => node.key === target.key);
  return { parent: target.parent, after: (side === "after" ? target.id : siblings[at - 1]?.id) ?? null };
}

/** Where a node would stand one step higher or lower among its own; null at an end. */
export function stepFor(nodes: readonly OutlineNode[], moved: OutlineNode, step: "up" | "down"): { parent: string | null; after: string | null } | null {
  const siblings = allNodes(nodes).filter((node) => node.kind === moved.kind && node.parent === moved.parent);
  const at = siblings.findIndex((node) => node.key === moved.key);
  const target = siblings[step === "up" ? at - 1 : at + 1];
  return target === undefined ? null : placeFor(nodes, moved, target, step === "up" ? "before" : "after");
}

/** The line that stands for `key` while some of the parts above it are closed: the outermost closed one, or the line itself. */
export function lineShowing(key: string, byKey: ReadonlyMap<string, OutlineNode>, expanded: ReadonlySet<unknown>): string {
  let shown = key;
  for (let node = byKey.get(key); node !== undefined && node.parent !== null; node = byKey.get(`section:${node.parent}`)) {
    const above = `section:${node.parent}`;
    if (!expanded.has(above)) shown = above;
  }
  return shown;
}
