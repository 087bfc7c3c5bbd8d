// The words of the interface: French and English side by side, one file per subject, so none can exist in one language only.
import { frenchSpacing } from "./spacing";

export type Language = "fr" | "en";
export type Words = Readonly<Record<string, readonly [french: string, english: string]>>;
export type Values = Readonly<Record<string, string | number>>;
export type Say<W extends Words> = (key: keyof W & string, values?: Values) => string;

/** The language of the tool's own words on this page; people's text stays in theirs. */
export function currentLanguage(): Language {
  return document.documentElement.lang.startsWith("en") ? "en" : "fr";
}

/** Returns the function that says the words of one subject, their `{placeholders}` filled. */
export function speak<const W extends Words>(words: W): Say<W> {
  return (key, values = {}) => {
    const pair = words[key];
    if (pair === undefined) throw new Error(`no word « ${key} »`);
    const french = currentLanguage() === "fr";
    const sentence = (french ? pair[0] : pair[1]).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
    return french ? frenchSpacing(sentence) : sentence;
  };
}

/** Says `one` or `many` for a number: French says one for 0 and 1, English for 1 only. */
export function counted<const W extends Words>(say: Say<W>, n: number, one: keyof W & string, many: keyof W & string): string {
  return say(new Intl.PluralRules(currentLanguage()).select(n) === "one" ? one : many, { n });
}
