import { expect, test } from "vitest";
import type { Words } from "./index";

const modules = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.test.ts"], { eager: true });

/** Every catalogue of this folder: the exported objects whose values are pairs of sentences. */
function catalogues(): Words[] {
  return Object.values(modules).flatMap((module) => Object.values(module)).filter((value): value is Words => {
    if (typeof value !== "object" || value === null) return false;
    const entries = Object.values(value);
    return entries.length > 0 && entries.every((pair) => Array.isArray(pair) && pair.length === 2);
  });
}

const sentences = catalogues().flatMap((words) => Object.entries(words));

test("there are catalogues to check", () => {
  expect(catalogues().length).toBeGreaterThan(10);
});

test("a sentence asks for the same values in both languages", () => {
  const values = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

  const uneven = sentences.filter(([, [french, english]]) => values(french).join() !== values(english).join()).map(([key]) => key);

  expect(uneven).toEqual([]);
});

test("French is typed with plain spaces and typographic apostrophes, and nothing exclaims", () => {
  const wrong = sentences.filter(([, [french]]) => /[\u00A0\u202F]|'|[^ ][;?:](?= |$)|!/.test(french)).map(([key]) => key);

  expect(wrong).toEqual([]);
});
