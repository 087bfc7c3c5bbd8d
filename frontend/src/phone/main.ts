// What the pages of the phone do beyond what they do without a script: they come up without a network, and a remark that
// could not leave is kept and sent later.
import { followRemarks } from "./remark";

const SHELL = "shell";

/** Keeps what this page is drawn with, and what answers when there is no network; both need TLS. */
async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register("/sw.js");
  const drawn = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], script[src]")];
  const wanted = drawn.map((one) => (one instanceof HTMLLinkElement ? one.href : one.src));
  const cache = await caches.open(SHELL);
  const known = await cache.keys();
  await Promise.all(known.filter(({ url }) => url.includes("/static/") && !wanted.includes(url)).map((one) => cache.delete(one)));
  const missing = wanted.filter((url) => !known.some((one) => one.url === url));
  await cache.addAll(missing);
}

/** The key under which remarks wait on this phone: two halves that are meaningless apart. */
function secretOf(masked: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(masked), (sign) => sign.charCodeAt(0));
  const half = bytes.length / 2;
  return bytes.slice(0, half).map((byte, place) => byte ^ (bytes[half + place] ?? 0));
}

void keepShell().catch(() => undefined);
const masked = document.querySelector<HTMLMetaElement>("meta[name=draft-key]")?.content;
if (masked) void followRemarks(secretOf(masked));
