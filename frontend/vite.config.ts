// Builds what the server hands out: the style sheets, the specification page's shell, the phone's pages, the islands, the icons and the fonts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const SPOKEN = new Set(["fr-FR", "en-US"]);

/** react-aria ships thirty-odd languages; the pages speak two, so the others are left out of the bundle. */
function onlySpokenLanguages(): Plugin {
  return {
    name: "only-spoken-languages",
    enforce: "pre",
    load(id) {
      const language = /react-(?:aria|stately|aria-components)\/.*\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1];
      return language === undefined || SPOKEN.has(language) ? null : "export default {};";
    },
  };
}

/** What the specification page begins with is fetched in one piece, whoever else needs a part of it. */
const SHELL = /src\/(?:page\/(?:events|jump|place)|ui\/onCall|i18n\/(?:index|spacing|outline)|icons\/sprite)|preload-helper/;

/** The icons of the pages and of the installed page: asked for by the server only, so no module imports them. */
function pageIcons(): Plugin {
  const names = ["logo.svg", "app-192.png", "app-512.png"];
  return {
    name: "page-icons",
    apply: "build",
    buildStart() {
      for (const name of names) {
        const path = `src/icons/${name}`;
        this.emitFile({ type: "asset", name, originalFileName: path, source: readFileSync(path) });
      }
    },
  };
}

/** Each text asset also stands compressed beside itself, as small as it gets; the server hands out the form a browser takes. */
function compressedForms(): Plugin {
  return {
    name: "compressed-forms",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((one) => /\.(js|css|svg)$/.test(one))) {
        const content = readFileSync(join(dir, name));
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "/static/",
  plugins: [onlySpokenLanguages(), pageIcons(), compressedForms()],
  oxc: { jsx: { runtime: "automatic" } },
  build: {
    outDir: "../server/web/static",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    rollupOptions: {
      input: {
        styles: "src/style/main.css",
        tools: "src/style/tools.css",
        screens: "src/style/screens.css",
        page: "src/page/main.ts",
        app: "src/main.ts",
        phone: "src/phone/main.ts",
        worker: "src/phone/worker.ts",
        phoneStyles: "src/style/phone.css",
      },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        codeSplitting: { groups: [{ name: "shell", test: SHELL }] },
      },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
});
