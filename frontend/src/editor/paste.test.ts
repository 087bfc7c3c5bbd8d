import { DOMParser, DOMSerializer } from "prosemirror-model";
import { expect, test } from "vitest";
import { cleanPaste } from "./paste";
import { schema } from "./schema";
import * as word from "./fixtures/word";
import * as sheets from "./fixtures/sheets";

/** What stands in the text after a paste, as HTML. */
function pasted(html: string): string {
  const holder = document.createElement("div");
  holder.innerHTML = cleanPaste(html).html;
  const doc = DOMParser.fromSchema(schema).parse(holder);
  const drawn = document.createElement("div");
  drawn.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document }));
  return drawn.innerHTML;
}

test("a Word list becomes a list, its levels nested and its printed markers gone", () => {
  expect(pasted(word.BULLETS)).toBe(
    "<p>Avant</p><ul><li><p>premier</p><ul><li><p>dedans</p></li></ul></li><li><p>second</p></li></ul><p>Après</p>",
  );
});

test("a numbered Word list keeps the number it starts with", () => {
  expect(pasted(word.NUMBERS)).toBe('<ol start="3"><li><p>troisième</p></li><li><p>quatrième</p></li></ol>');
});

test("a tracked insertion is kept as text and a tracked deletion does not leak in", () => {
  expect(pasted(word.TRACKED)).toBe("<p>Le délai est de dix jours.</p>");
});

test("a heading becomes a strong paragraph without the number of its document", () => {
  expect(pasted(word.HEADING)).toBe("<p><strong>Durée de saisie</strong></p><p>Texte</p>");
});

test("comments of a Word document stay in Word", () => {
  expect(pasted(word.COMMENTED)).toBe("<p>Une phrase commentée.</p>");
});

test("a picture that the browser may not read is named, and the text around it stays", () => {
  const { missing } = cleanPaste(word.PICTURE);

  expect(missing).toEqual(["plan atelier.png"]);
  expect(pasted(word.PICTURE)).toBe("<p>Voir le plan.</p>");
});

test("a picture inside the clipboard waits to be sent", () => {
  const { pictures, html } = cleanPaste(word.EMBEDDED);

  expect(pictures.map(({ type, size }) => [type, size])).toEqual([["image/png", 4]]);
  expect(html).toContain('data-pending="0"');
});

test("an Excel table keeps its merged cells", () => {
  expect(pasted(sheets.EXCEL)).toBe(
    '<div class="scroll-x"><table><tbody><tr><td colspan="2"><p>Poste</p></td><td rowspan="2"><p>12,5</p></td></tr>' +
      "<tr><td><p>a</p></td><td><p><strong>b</strong></p></td></tr></tbody></table></div>",
  );
});

test("a LibreOffice Calc table keeps its rows and cells", () => {
  expect(pasted(sheets.CALC)).toBe(
    '<div class="scroll-x"><table><tbody><tr><td colspan="2"><p>Critère</p></td></tr>' +
      "<tr><td><p>Durée</p></td><td><p>≤ 10 s</p></td></tr></tbody></table></div>",
  );
});

test("a Google Docs fragment is not bold as a whole", () => {
  expect(pasted(sheets.GOOGLE_DOCS)).toBe("<p>simple <strong>gras</strong> <em>penché</em></p>");
});

test("no-break spaces of other programs become plain spaces", () => {
  expect(pasted("<p>Durée\u00A0: 10\u202F000\u00A0s</p>")).toBe("<p>Durée : 10 000 s</p>");
});

test("scripts, styles and foreign elements leave nothing behind but their words", () => {
  expect(pasted('<style>p{}</style><script>alert(1)</script><p onclick="x()"><font color="red">mot</font></p><svg><text>x</text></svg>')).toBe(
    "<p>mot</p>",
  );
});

test("cleaning what was cleaned changes nothing more", () => {
  for (const html of [...Object.values(word), ...Object.values(sheets)]) {
    expect(pasted(cleanPaste(html).html)).toBe(pasted(html));
  }
});
