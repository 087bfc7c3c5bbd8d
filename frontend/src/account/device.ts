// A browser's signature, in words people know: « Firefox, Windows ».
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\/|FxiOS/, "Firefox"], [/Chrome\/|CriOS/, "Chrome"], [/Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/CrOS/, "ChromeOS"], [/Linux/, "Linux"],
];

const named = (table: readonly (readonly [RegExp, string])[], signature: string): string => table.find(([sign]) => sign.test(signature))?.[1] ?? "";

/** The signature itself when nothing in it is known. */
export function deviceName(signature: string): string {
  return [named(BROWSERS, signature), named(SYSTEMS, signature)].filter(Boolean).join(", ") || signature;
}
