import { beforeAll, beforeEach, expect, test } from "vitest";
import { hear, tell } from "./events";
import { followKeys } from "./keys";
import { focusArticle, offerStop } from "./place";

const deeds: string[] = [];
const told: string[] = [];

function article(id: string): string {
  return (
    `<article class="req" id="r-${id}"><div data-write data-part="s${id}" tabindex="-1"></div>` +
    `<div data-write data-part="w${id}" tabindex="-1"></div></article>`
  );
}

function press(key: string, options: KeyboardEventInit = {}): void {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }));
}

function focused(): string | undefined {
  return (document.activeElement as HTMLElement).dataset["part"];
}

beforeAll(() => {
  HTMLElement.prototype.scrollIntoView = () => undefined;
  followKeys({
    write: (part) => deeds.push(`write ${part.dataset["part"]}`),
    propose: (part) => deeds.push(`propose ${part.dataset["part"]}`),
    undo: () => deeds.push("undo"),
    redo: () => deeds.push("redo"),
  });
  hear("focus", ({ id }) => told.push(`focus ${id}`));
  hear("palette", () => told.push("palette"));
  hear("shortcuts", () => told.push("shortcuts"));
});

beforeEach(() => {
  document.body.innerHTML = `<main class="sheet">${article("1")}${article("2")}</main><input>`;
  document.querySelectorAll("article").forEach(offerStop);
  deeds.length = 0;
  told.length = 0;
  tell("keys", { on: true });
});

test("each requirement offers one stop to the Tab key", () => {
  const stops = [...document.querySelectorAll<HTMLElement>("[tabindex='0']")].map((part) => part.dataset["part"]);

  expect(stops).toEqual(["s1", "s2"]);
});

test("J and K lead from requirement to requirement, and the page says where one is", () => {
  press("j");
  press("j");
  expect([focused(), document.querySelector(".here")!.id]).toEqual(["s2", "r-2"]);

  press("k");

  expect(focused()).toBe("s1");
  expect(told).toEqual(["focus 1", "focus 2", "focus 1"]);
});

test("N goes from one thing that waits to the next, and round", () => {
  for (const id of ["1", "2"]) document.getElementById(`r-${id}`)?.insertAdjacentHTML("beforeend", '<span class="chip suspect"></span>');

  press("n");
  const first = focused();
  press("n");
  const second = focused();
  press("n");

  expect([first, second].sort()).toEqual(["s1", "s2"]);
  expect(focused()).toBe(first);
});

test("arrows lead between the texts of a requirement, Enter opens the one in hand", () => {
  document.querySelector<HTMLElement>("[data-part=s1]")!.focus();
  press("ArrowDown");
  press("Enter");

  expect(deeds).toEqual(["write w1"]);
  expect(document.querySelector<HTMLElement>("[data-part=s1]")!.tabIndex).toBe(-1);
});

test("keys pressed in a field are words, except those with Control", () => {
  document.querySelector("input")!.focus();

  for (const key of ["j", "?", "1"]) press(key);
  press("z", { ctrlKey: true });
  press("k", { ctrlKey: true });

  expect([...deeds, ...told]).toEqual(["palette"]);
});

test("A and R ask to settle what is proposed where one is; Ctrl Shift E proposes there", () => {
  const asked: string[] = [];
  const stop = hear("decide", ({ requirement, how }) => asked.push(`${how} ${requirement}`));
  focusArticle(document.getElementById("r-1")!);
  for (const key of ["a", "r"]) press(key);
  press("E", { ctrlKey: true, shiftKey: true });
  stop();

  expect(asked).toEqual(["accept 1", "decline 1"]);
  expect(deeds).toEqual(["propose s1"]);
});

test("single keys can be switched off; Control and F keys stay", () => {
  tell("keys", { on: false });

  press("j");
  press("?");
  press("z", { ctrlKey: true });
  press("Z", { ctrlKey: true, shiftKey: true });

  expect([...deeds, ...told]).toEqual(["undo", "redo"]);
});

test("letters typed in a field stay words when a list under it hears them too", () => {
  document.body.insertAdjacentHTML("beforeend", `<div role="listbox"></div>`);
  document.querySelector("input")!.focus();

  for (const key of ["n", "j", "?"]) {
    document.querySelector("[role=listbox]")!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }

  expect([...deeds, ...told]).toEqual([]);
});

test("keys pressed in a dialog do nothing to the page below", () => {
  document.body.insertAdjacentHTML("beforeend", `<div role="dialog"><button type="button">Fermer</button></div>`);
  document.querySelector<HTMLElement>("[role=dialog] button")!.focus();

  press("j");
  press("z", { ctrlKey: true });

  expect([...deeds, ...told]).toEqual([]);
});
