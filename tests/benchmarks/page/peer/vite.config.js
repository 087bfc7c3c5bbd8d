export default { build: { outDir: "dist", modulePreload: { polyfill: false }, target: "chrome123" } };
