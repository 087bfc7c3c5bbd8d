// Hands the complete font files to the server's printed exports: the PDF and the page are set in the same letters.
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const target = new URL("../../server/exports/fonts/", import.meta.url).pathname;
const wanted = {
  "@ibm/plex-sans": ["IBMPlexSans-Regular", "IBMPlexSans-Medium", "IBMPlexSans-SemiBold"],
  "@ibm/plex-serif": ["IBMPlexSerif-Regular", "IBMPlexSerif-Italic", "IBMPlexSerif-SemiBold"],
};

mkdirSync(target, { recursive: true });
for (const [name, fonts] of Object.entries(wanted)) {
  const folder = dirname(require.resolve(`${name}/package.json`));
  const files = join(folder, "fonts", "complete", "woff2");
  for (const font of fonts) copyFileSync(join(files, `${font}.woff2`), join(target, `${font}.woff2`));
  copyFileSync(join(folder, "LICENSE.txt"), join(target, `${name.split("/")[1]}-LICENSE.txt`));
}
