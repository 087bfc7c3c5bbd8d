import { beforeEach, expect, test, vi } from "vitest";
import { keepDeeds } from "./deeds";
import { tell } from "./events";

const requirement = (id: string, mayEdit = true): string =>
  `<article class="req" id="r-${id}"${mayEdit ? " data-edit" : ""}><div class="code nw">PLA-${id}</div>` +
  `<header><h3>Titre</h3><button class="lv">N0</button></header></article>`;

beforeEach(() => {
  vi.stubGlobal("requestIdleCallback", (act: () => void) => setTimeout(act));
  document.documentElement.lang = "fr";
});

function sheetOf(...requirements: string[]): HTMLElement {
  document.body.innerHTML = `<main class="sheet"><section class="sec-block" id="s-1">${requirements.join("")}</section></main>`;
  return document.querySelector<HTMLElement>("main")!;
}

const named = (id: string): string[] =>
  [...document.querySelectorAll(`#r-${id} [data-open]`)].map((button) => button.getAttribute("aria-label") ?? "");

test("every requirement one may change gets its two buttons, between its title and its level, and no other one does", async () => {
  const many = Array.from({ length: 250 }, (_, place) => requirement(String(place)));
  keepDeeds(sheetOf(...many, requirement("lue", false)));

  await vi.waitFor(() => expect(named("249")).toEqual(["Modifier la fiche, PLA-249", "Actions sur PLA-249"]));
  expect(document.querySelectorAll("[data-open]")).toHaveLength(500);
  expect(named("lue")).toEqual([]);
  expect([...document.querySelectorAll("#r-0 header > *")].map(({ tagName }) => tagName)).toEqual(["H3", "BUTTON", "BUTTON", "BUTTON"]);
});

test("a patch that brings a requirement, or the right to change it, brings the buttons; one that takes the right takes them", () => {
  const sheet = sheetOf(requirement("1"), requirement("2", false));
  keepDeeds(sheet);
  sheet.querySelector(".sec-block")!.insertAdjacentHTML("beforeend", requirement("3"));
  document.getElementById("r-1")!.removeAttribute("data-edit");
  document.getElementById("r-2")!.dataset["edit"] = "";

  tell("patched", { ids: ["r-1", "r-2", "r-3"] });

  expect([named("1").length, named("2").length, named("3").length]).toEqual([0, 2, 2]);
});
