import { expect, test } from "vitest";
import { savingOf } from "./saving";

test("« saved » is said only when every text of the page is acknowledged", () => {
  expect(savingOf(true, [{ edits: 0 }, { edits: 0 }])).toEqual({ state: "saved" });
  expect(savingOf(true, [{ edits: 0 }, { edits: 1 }])).toEqual({ state: "writing" });
});

test("while the line is down, what was typed is counted as kept here", () => {
  expect(savingOf(false, [{ edits: 2 }, { edits: 1 }])).toEqual({ state: "kept", edits: 3 });
});

test("once the server has said that it cannot store, that is said until it has stored everything, whatever the line does", () => {
  for (const online of [true, false]) {
    expect(savingOf(online, [{ edits: 2 }], [], true)).toEqual({ state: "unstored", edits: 2 });
  }
  expect(savingOf(true, [{ edits: 0 }], [], true)).toEqual({ state: "saved" });
});

test("a refusal is said until it is dismissed, whatever else is saved", () => {
  const refusals = [{ document: "d", part: "p", reason: "relabelled", text: "mes mots" }];

  expect(savingOf(true, [{ edits: 0 }], refusals)).toEqual({ state: "refused", refusals });
});
