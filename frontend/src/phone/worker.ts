// What answers when there is no network: the sheets, scripts and icons that a page of the phone kept, and one page without
// any content of a project. Nothing confidential is ever kept here.
interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}

interface Fetched extends Lasting {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}

interface Worker {
  location: Location;
  clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetched) => void): void;
}

export {};

const worker = globalThis as unknown as Worker;

const SHELL = "shell";
const OFFLINE = "/hors-ligne";
const PHONE_PAGE = /^\/(?:mes-taches|s\/[\w-]{22}\/(?:taches|fonctions|remarques))(?:\/|$)/;

worker.addEventListener("install", (event) => {
  event.waitUntil(keepOfflinePage());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    if (PHONE_PAGE.test(pathname)) event.respondWith(fetch(request).catch(offlinePage));
  } else if (pathname.startsWith("/static/")) event.respondWith(kept(request));
});

async function keepOfflinePage(): Promise<void> {
  await (await caches.open(SHELL)).add(OFFLINE);
  await worker.skipWaiting();
}

async function offlinePage(): Promise<Response> {
  return (await caches.match(OFFLINE)) ?? Response.error();
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
