// Says how heavy the specification page is, compressed: before its first text, and with every script it may load.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUILT = new URL("../../server/web/static/", import.meta.url).pathname;
const MOST_BEFORE_TEXT = 100_000;
const MOST_WHOLE_PAGE = 500_000;

const manifest = JSON.parse(readFileSync(join(BUILT, "manifest.json"), "utf8"));
const weight = (file) => gzipSync(readFileSync(join(BUILT, file))).length;

/** Every file that a source leads to, at once or when it is needed. */
function reached(source, seen = new Set()) {
  const entry = manifest[source];
  if (entry === undefined || seen.has(entry.file)) return seen;
  seen.add(entry.file);
  for (const next of [...(entry.imports ?? []), ...(entry.dynamicImports ?? [])]) reached(next, seen);
  return seen;
}

const ISLANDS = ["outline/Outline.tsx", "context/Context.tsx", "facts/Facts.tsx", "level/Level.tsx", "search/Search.tsx", "shortcuts/Shortcuts.tsx", "viewas/ViewAs.tsx"];
const scripts = new Set([manifest["src/main.ts"].file]);
for (const source of ["src/page/main.ts", "src/ui/mount.tsx", ...ISLANDS.map((name) => `src/${name}`)]) {
  for (const file of reached(source)) scripts.add(file);
}
for (const island of ISLANDS) if (manifest[`src/${island}`] === undefined) throw new Error(`no island ${island}`);

const style = weight(manifest["src/style/main.css"].file);
const drawn = ["src/style/tools.css", "src/icons/sprite.svg"].map((source) => manifest[source].file);
const whole = [...scripts, ...drawn].reduce((sum, file) => sum + weight(file), style);
const fonts = readdirSync(join(BUILT, "assets")).filter((file) => file.endsWith(".woff2")).length;
console.log(`before the text, without the text: ${style} bytes; scripts, style and icons of the specification page: ${whole} bytes; ${fonts} fonts apart`);
if (style > MOST_BEFORE_TEXT || whole > MOST_WHOLE_PAGE) process.exit(1);
