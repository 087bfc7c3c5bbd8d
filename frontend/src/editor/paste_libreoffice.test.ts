import { DOMParser, DOMSerializer } from "prosemirror-model";
import { expect, test } from "vitest";
import calc from "./fixtures/libreoffice-calc.html?raw";
import writer from "./fixtures/libreoffice-writer.html?raw";
import { cleanPaste } from "./paste";
import { schema } from "./schema";

/** What stands in the text after a paste, as a document to look into. */
function pasted(html: string): HTMLElement {
  const holder = document.createElement("div");
  holder.innerHTML = cleanPaste(html).html;
  const doc = DOMParser.fromSchema(schema).parse(holder);
  const drawn = document.createElement("div");
  drawn.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document }));
  return drawn;
}

const words = (elements: NodeListOf<Element>): string[] => [...elements].map(({ textContent }) => textContent.trim());

test("a LibreOffice text keeps its emphasis, its lists with their levels, and its link", () => {
  const text = pasted(writer);

  expect(words(text.querySelectorAll("strong"))).toContain("montage");
  expect(words(text.querySelectorAll("em"))).toContain("deux fiches");
  expect(words(text.querySelectorAll("ul ul > li"))).toEqual(["avec les cotes", "et les notes du poste précédent"]);
  expect(words(text.querySelectorAll("ol > li"))).toEqual(["lire le plan", "préparer l’outillage"]);
  expect(text.querySelector("a")?.getAttribute("href")).toBe("https://example.org/plan");
});

test("a LibreOffice table keeps its headings and its merged cell", () => {
  const table = pasted(writer).querySelector("table");

  expect(words(table!.querySelectorAll("th"))).toEqual(["Poste", "Durée"]);
  expect(table!.querySelector("td[colspan='2']")?.textContent.trim()).toBe("Total à relever");
});

test("a LibreOffice sheet keeps its rows and columns", () => {
  const rows = [...pasted(calc).querySelectorAll("tr")].map((row) => words(row.querySelectorAll("td")));

  expect(rows).toEqual([["Poste", "Durée", "Unité"], ["Débit", "12.5", "min"], ["Montage", "40", "min"]]);
});
