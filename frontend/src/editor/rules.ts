// Small helps while typing: signs that no keyboard has, and lists that begin by themselves.
import { InputRule, inputRules, wrappingInputRule } from "prosemirror-inputrules";
import type { Plugin } from "prosemirror-state";
import { nodeType } from "./schema";

/** What one types and the sign it becomes; Backspace right after gives the typed characters back. */
export const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/<=$/, "≤"],
  [/>=$/, "≥"],
  [/\+-$/, "±"],
];

export function typingRules(): Plugin {
  return inputRules({
    rules: [
      ...SIGNS.map(([typed, sign]) => new InputRule(typed, sign)),
      wrappingInputRule(/^\s*[-*•]\s$/, nodeType("bullet_list")),
      wrappingInputRule(
        /^(\d{1,3})[.)]\s$/,
        nodeType("ordered_list"),
        (match) => ({ order: Number(match[1]) }),
        (match, list) => list.childCount + Number(list.attrs["order"]) === Number(match[1]),
      ),
    ],
  });
}
