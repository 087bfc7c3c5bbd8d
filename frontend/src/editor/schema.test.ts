import { DOMParser } from "prosemirror-model";
import { expect, test } from "vitest";
import described from "../generated/richtext-schema.json";
import { describeSchema, schema } from "./schema";
import { drawStatic } from "./static";

function parse(html: string): ReturnType<DOMParser["parse"]> {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return DOMParser.fromSchema(schema).parse(holder);
}

function draw(html: string, language = "fr"): string {
  const holder = document.createElement("div");
  holder.append(drawStatic(parse(html), language));
  return holder.innerHTML;
}

test("the editor's schema is the server's, to the last attribute and in the same order", () => {
  expect(JSON.stringify(describeSchema(schema))).toBe(JSON.stringify(described));
});

test("a text with every form keeps its tags when it is read and drawn again", () => {
  document.body.innerHTML = '<main data-specification="spec"></main>';
  const html =
    '<p>Un <strong>mot</strong>, un <em>autre</em>, <a href="https://exemple.fr/" rel="noopener noreferrer">un lien</a><br>à la ligne</p>' +
    "<ul><li><p>premier</p><ul><li><p>dedans</p></li></ul></li></ul>" +
    '<ol start="3"><li><p>trois</p></li></ol>' +
    '<div class="scroll-x" tabindex="0" role="group"><table><tbody><tr><th colspan="2"><p>tête</p></th></tr>' +
    '<tr><td rowspan="2"><p>a</p></td><td><p><br></p></td></tr></tbody></table></div>' +
    '<p><img src="/fichiers/spec/abcdefghijklmnopqrstuv" alt="plan" data-attachment="abcdefghijklmnopqrstuv">' +
    '<span class="mention" data-kind="code" data-ref="abcdefghijklmnopqrstuv">PLA-417</span></p>';

  expect(draw(html)).toBe(html);
});

test("a French text is drawn with the no-break spaces of print, across marks and around pictures", () => {
  const words = (language: string): string => {
    const holder = document.createElement("div");
    holder.append(drawStatic(parse("<p>Durée <strong>: 10</strong> s ?</p>"), language));
    return holder.textContent;
  };

  expect(words("fr")).toBe("Durée\u00A0: 10\u00A0s\u202F?");
  expect(words("en")).toBe("Durée : 10 s ?");
});

test("a link that runs a script, reads a file or hides its host is not kept", () => {
  for (const href of ["javascript:alert(1)", "file:///etc/passwd", "https:\\\\exemple.fr", "https:// exemple.fr", "//exemple.fr"]) {
    expect(draw(`<p><a href="${href}">mot</a></p>`)).toBe("<p>mot</p>");
  }
});
