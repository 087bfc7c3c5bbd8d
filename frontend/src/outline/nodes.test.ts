import { beforeEach, expect, test } from "vitest";
import type { SectionView } from "../api/types";
import { allNodes, differs, lineShowing, outlineNodes, placeFor, stepFor, type OutlineNode } from "./nodes";

function section(id: string, parent: string | null, withdrawn = false): SectionView {
  const label = { key: "N2", level: 2 as const, suppliers: [], supplier_names: [], compartments: [], closed: [], name: "" };
  return { id, parent_id: parent, number: id, depth: 1, title: id, prefix: "PLA", label, open_to: [], written_by: [], open_to_me: false, written_by_me: false, withdrawn, default_label: null, intro: null, requirement_ids: [], reserved: [] };
}

const SECTIONS = [section("a", null), section("b", null), section("inside", "b"), section("gone", null, true)];

beforeEach(() => {
  document.body.innerHTML = `
    <section class="sec-block" data-section="a">
      <article class="req" id="r-one"><div class="code nw">PLA-417</div><h3>Premier</h3></article>
      <article class="req" id="r-two"><div class="code nw">PLA-052</div><h3>Second</h3></article>
    </section>`;
});

function named(nodes: OutlineNode[], key: string): OutlineNode {
  const found = allNodes(nodes).find((node) => node.key === key);
  if (found === undefined) throw new Error(key);
  return found;
}

test("the outline holds the sections that stand, and the requirements the sheet shows", () => {
  const nodes = outlineNodes(SECTIONS, document);

  expect(allNodes(nodes).map((node) => node.key)).toEqual(["section:a", "requirement:one", "requirement:two", "section:b", "section:inside"]);
  expect(named(nodes, "requirement:one").number).toBe("PLA-417");
});

test("a requirement dropped on a section goes to its end", () => {
  const nodes = outlineNodes(SECTIONS, document);

  expect(placeFor(nodes, named(nodes, "requirement:one"), named(nodes, "section:a"), "on")).toEqual({ parent: "a", after: "two" });
  expect(placeFor(nodes, named(nodes, "requirement:one"), named(nodes, "section:b"), "on")).toEqual({ parent: "b", after: null });
});

test("a section cannot be put inside itself, nor a requirement between sections", () => {
  const nodes = outlineNodes(SECTIONS, document);

  expect(placeFor(nodes, named(nodes, "section:b"), named(nodes, "section:inside"), "on")).toBeNull();
  expect(placeFor(nodes, named(nodes, "requirement:one"), named(nodes, "section:b"), "before")).toBeNull();
});

test("a step moves among one's own, and stops at the ends", () => {
  const nodes = outlineNodes(SECTIONS, document);

  expect(stepFor(nodes, named(nodes, "requirement:two"), "up")).toEqual({ parent: "a", after: null });
  expect(stepFor(nodes, named(nodes, "requirement:one"), "down")).toEqual({ parent: "a", after: "two" });
  expect(stepFor(nodes, named(nodes, "requirement:one"), "up")).toBeNull();
});

test("a piece of the sheet differs from its line once its title, its section or its place is another, or it is gone", () => {
  const articles = [...document.querySelectorAll("article")];
  const byKey = new Map(allNodes(outlineNodes(SECTIONS, document)).map((node) => [node.key, node]));

  expect(differs("r-one", byKey) || differs("r-two", byKey) || differs("s-a", byKey)).toBe(false);
  articles[1]!.querySelector("h3")!.textContent = "Autre";
  expect(differs("r-two", byKey)).toBe(true);
  articles[0]!.before(articles[1]!);
  expect(differs("r-one", byKey)).toBe(true);
  articles[0]!.remove();
  expect(differs("r-one", byKey)).toBe(true);
});

test("the outermost closed part stands for the lines inside it", () => {
  const byKey = new Map(allNodes(outlineNodes(SECTIONS, document)).map((node) => [node.key, node]));

  expect(lineShowing("requirement:one", byKey, new Set())).toBe("section:a");
  expect(lineShowing("requirement:one", byKey, new Set(["section:a"]))).toBe("requirement:one");
});
