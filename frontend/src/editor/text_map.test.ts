import { DOMParser } from "prosemirror-model";
import { expect, test } from "vitest";
import { allowedAddress, readAddress } from "./addresses";
import { findQuote } from "./quotes";
import { schema } from "./schema";
import { spacesOf } from "./spacing";
import { drawStatic } from "./static";
import { mapDocument, mapElement } from "./text_map";

const HTML =
  '<p>Durée : <strong>10</strong> s<br>puis <span class="mention" data-kind="code" data-ref="x">PLA-417</span></p>' +
  "<ul><li><p>un</p></li><li><p>deux</p></li></ul><p></p><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>";

test("a text has the same signs whether it is read from the page or from the editor", () => {
  const holder = document.createElement("div");
  holder.innerHTML = HTML;
  const doc = DOMParser.fromSchema(schema).parse(holder);
  holder.replaceChildren(drawStatic(doc, "fr"));

  const fromPage = mapElement(holder);

  expect(fromPage.text).toBe(mapDocument(doc).text);
  expect(fromPage.text).toBe("Durée : 10 s\npuis PLA-417\nun\ndeux\n\na\nb");
  const place = fromPage.placeAt(fromPage.text.indexOf("deux"))!;
  expect([(place.node as Text).data, place.offset]).toEqual(["deux", 0]);
});

test("a repeated phrase is found where its surroundings are", () => {
  const text = "le poste A, puis le poste B";

  expect(findQuote(text, { quote: "le poste", prefix: "puis ", suffix: " B" })).toEqual({ from: 17, to: 25 });
  expect(findQuote(text, { quote: "le bureau", prefix: "", suffix: "" })).toBeNull();
});

test("a phrase split over two paragraphs is still found", () => {
  expect(findQuote("quick\nbrown", { quote: "quick brown", prefix: "", suffix: "" })).toEqual({ from: 0, to: 11 });
});

test("the spaces that print ties are found without moving a sign", () => {
  expect(spacesOf("Oui ; 10 s, « mot »")).toEqual([
    { at: 3, narrow: true, length: 2 },
    { at: 8, narrow: false, length: 2 },
    { at: 13, narrow: false, length: 2 },
    { at: 17, narrow: false, length: 2 },
  ]);
});

test("an address typed by hand becomes a link, or nothing", () => {
  expect(readAddress("exemple.fr/page")).toBe("https://exemple.fr/page");
  expect(readAddress("ines@exemple.fr")).toBe("mailto:ines@exemple.fr");
  expect(readAddress("javascript:alert(1)")).toBeNull();
  expect(readAddress("deux mots")).toBeNull();
  expect(allowedAddress("mailto:")).toBe(false);
});
