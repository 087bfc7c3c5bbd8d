import { beforeEach, expect, test } from "vitest";
import { rendered } from "./html";
import { Patches } from "./patches";

const mounted = new Set<HTMLElement>();

function article(id: string, statement: string, why = "parce que"): string {
  return (
    `<article class="req" id="r-${id}"><div class="code nw">PLA-${id}</div><header><h3>Titre ${id}</h3></header>` +
    `<div class="stmt rich" data-text="statement" data-write tabindex="-1"><p>${statement}</p></div>` +
    `<div class="why-block"><b>Pourquoi</b><div class="why rich" data-text="rationale" data-write tabindex="-1"><p>${why}</p></div></div>` +
    "<footer><button>Niveau</button></footer></article>"
  );
}

function sheetOf(...ids: string[]): { sheet: HTMLElement; patches: Patches; dismounted: HTMLElement[] } {
  document.body.innerHTML =
    `<main class="sheet"><section class="sec-block" id="s-1" data-section="1"><div class="sec" id="sh-1"><h2>Saisir</h2></div>` +
    `${ids.map((id) => article(id, `énoncé ${id}`)).join("")}</section></main>`;
  const sheet = document.querySelector<HTMLElement>("main")!;
  const dismounted: HTMLElement[] = [];
  const patches = new Patches(sheet, {
    isMounted: (part) => mounted.has(part),
    isMine: () => false,
    dismount: (part) => dismounted.push(part),
    applied: () => undefined,
  });
  return { sheet, patches, dismounted };
}

function part(name: string): HTMLElement {
  const text = name.startsWith("s") ? "statement" : "rationale";
  return document.querySelector<HTMLElement>(`#r-${name.slice(1)} [data-text="${text}"]`)!;
}

beforeEach(() => mounted.clear());

test("a fresh piece replaces only what differs, and only that is tinted", () => {
  const { patches } = sheetOf("1", "2");
  const button = document.querySelector("#r-1 button");

  patches.receive([{ id: "r-1", html: article("1", "énoncé nouveau") }]);

  expect(part("s1").textContent).toBe("énoncé nouveau");
  expect(document.querySelector("#r-1 button")).toBe(button);
  expect([...document.querySelectorAll(".tinted")]).toEqual([part("s1")]);
});

test("an editor standing in a text is left alone, with its toolbar, while the rest of the requirement changes", () => {
  const { patches } = sheetOf("1");
  const stmt = part("s1");
  mounted.add(stmt);
  stmt.innerHTML = "<p>je tape</p>";
  stmt.contentEditable = "true";
  stmt.classList.add("ProseMirror");
  const tools = rendered('<div class="tools" data-live></div>')!;
  stmt.before(tools);

  patches.receive([{ id: "r-1", html: article("1", "énoncé périmé", "autre raison").replace("Titre 1", "Titre neuf") }]);

  expect(part("s1")).toBe(stmt);
  expect(stmt.textContent).toBe("je tape");
  expect(stmt.getAttribute("contenteditable")).toBe("true");
  expect(stmt.className).toContain("ProseMirror");
  expect(tools.nextElementSibling).toBe(stmt);
  expect(document.querySelector("h3")!.textContent).toBe("Titre neuf");
  expect(part("w1").textContent).toBe("autre raison");
});

test("the place of the reader and the Tab stop survive a patch", () => {
  const { patches } = sheetOf("1");
  document.querySelector("#r-1")!.classList.add("here");
  part("w1").tabIndex = 0;

  patches.receive([{ id: "r-1", html: article("1", "autre") }]);

  expect(document.querySelector("#r-1")!.className).toBe("req here");
  expect([part("s1").tabIndex, part("w1").tabIndex]).toEqual([-1, 0]);
});

test("a new requirement is put after the one it follows, with one Tab stop", () => {
  const { patches } = sheetOf("1", "2");

  patches.receive([{ id: "r-3", html: article("3", "tout neuf"), after: "r-1", section: "1" }]);

  expect([...document.querySelectorAll("article")].map(({ id }) => id)).toEqual(["r-1", "r-3", "r-2"]);
  expect(part("s3").tabIndex).toBe(0);
});

test("the first requirement of a section stands after the section's heading", () => {
  const { patches } = sheetOf("1");

  patches.receive([{ id: "r-3", html: article("3", "premier"), after: null, section: "1" }]);

  expect([...document.querySelector("#s-1")!.children].map(({ id }) => id)).toEqual(["sh-1", "r-3", "r-1"]);
});

test("a moved requirement is the same element in its new place", () => {
  const { patches } = sheetOf("1", "2", "3");
  const moving = document.getElementById("r-1");

  patches.receive([{ id: "r-1", html: article("1", "énoncé 1"), after: "r-3", section: "1" }]);

  expect([...document.querySelectorAll("article")].map(({ id }) => id)).toEqual(["r-2", "r-3", "r-1"]);
  expect(document.getElementById("r-1")).toBe(moving);
});

test("a piece that may no longer be seen goes away, and the editor in it is told first", () => {
  const { patches, dismounted } = sheetOf("1", "2");
  mounted.add(part("s1"));
  const stmt = part("s1");

  patches.receive([{ id: "r-1", html: null }]);

  expect(document.getElementById("r-1")).toBeNull();
  expect(dismounted).toEqual([stmt]);
});

test("a new section stands after all blocks of the long section before it", () => {
  const { sheet, patches } = sheetOf("1");
  sheet.insertAdjacentHTML("beforeend", `<section class="sec-block" id="s-1-1" data-section="1">${article("2", "suite")}</section>`);

  patches.receive([
    { id: "s-9", html: '<section class="sec-block" id="s-9" data-section="9"><div class="sec" id="sh-9"><h2>Tracer</h2></div></section>', after: "s-1", section: null },
    { id: "r-3", html: article("3", "neuf"), after: null, section: "9" },
  ]);

  expect([...sheet.children].map(({ id }) => id)).toEqual(["s-1", "s-1-1", "s-9"]);
  expect(document.querySelector("#r-3")!.parentElement!.id).toBe("s-9");
});

test("a section's heading is drawn anew without its requirements being touched", () => {
  const { patches } = sheetOf("1", "2");
  const first = document.getElementById("r-1");

  patches.receive([
    { id: "s-1", html: '<section class="sec-block" id="s-1" data-section="1"><div class="sec" id="sh-1"><h2>Saisir vite</h2></div></section>', after: null, section: null },
  ]);

  expect(document.querySelector("h2")!.textContent).toBe("Saisir vite");
  expect([...document.querySelectorAll("article")].map(({ id }) => id)).toEqual(["r-1", "r-2"]);
  expect(document.getElementById("r-1")).toBe(first);
});
