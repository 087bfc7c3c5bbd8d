// The one door through which HTML text becomes nodes; a browser that enforces trusted types knows it by name.

type Maker = { createHTML: (html: string) => string };

const policy: Maker = (
  globalThis as { trustedTypes?: { createPolicy: (name: string, rules: Maker) => Maker } }
).trustedTypes?.createPolicy("concerte", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

/** Reads HTML without running or loading anything in it. */
export function inert(html: string): Document {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}

/** Reads a fragment that the server rendered; null when it holds no element. */
export function rendered(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content.firstElementChild as HTMLElement | null;
}
