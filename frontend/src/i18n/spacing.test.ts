import { expect, test } from "vitest";
import { frenchSpacing } from "./spacing";

test("a space before a double sign becomes the no-break space French wants, and no sign is added", () => {
  const typed = "Qui va lire : l’équipe ; « oui » ? 1 200 pièces, ≤ 10 s";

  const spaced = frenchSpacing(typed);

  expect(spaced).toBe("Qui va lire\u00A0: l’équipe\u202F; «\u00A0oui\u00A0»\u202F? 1\u202F200 pièces, ≤\u00A010\u00A0s");
  expect(spaced).toHaveLength(typed.length);
});

test("a text without spaces to replace is left as it is", () => {
  expect(frenchSpacing("https://exemple.fr/a?b=1;c:2")).toBe("https://exemple.fr/a?b=1;c:2");
});
