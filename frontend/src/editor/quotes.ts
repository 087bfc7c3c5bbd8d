// Finding a quoted phrase again in a text that has changed since.
import type { Anchor } from "../page/events";

export interface Span {
  from: number;
  to: number;
}

export type Quoted = Pick<Anchor, "quote" | "prefix" | "suffix">;

/** How many signs before and after the phrase are remembered to tell it from its repetitions. */
const AROUND = 32;
const LONGEST_QUOTE = 1000;

/** Quotes a piece of a text with what stands around it; null when there is no word in it. */
export function quoteAt(text: string, from: number, to: number): Quoted | null {
  const end = Math.min(to, from + LONGEST_QUOTE);
  const quote = text.slice(from, end);
  if (quote.trim() === "") return null;
  return { quote, prefix: text.slice(Math.max(0, from - AROUND), from), suffix: text.slice(end, end + AROUND) };
}

/** Finds the quoted words in a text, at the occurrence whose surroundings resemble the remembered ones most. */
export function findQuote(text: string, { quote, prefix, suffix }: Quoted): Span | null {
  const words = quote.trim().split(/[\s\u00A0\u202F]+/).map(escapeRegExp);
  if (words.length === 0 || words[0] === "") return null;
  let best: Span | null = null;
  let bestScore = -1;
  for (const match of text.matchAll(new RegExp(words.join("\\s+"), "g"))) {
    const span = { from: match.index, to: match.index + match[0].length };
    const score = commonEnd(text.slice(0, span.from), prefix) + commonStart(text.slice(span.to), suffix);
    if (score > bestScore) [best, bestScore] = [span, score];
  }
  return best;
}

function escapeRegExp(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function commonStart(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

function commonEnd(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
}
