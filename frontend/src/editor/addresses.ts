// Which link addresses a text may hold: the rule of the server, so that nothing typed here is refused there.

const SCHEMES = new Set(["https:", "http:", "mailto:"]);
const LONGEST = 2000;
// White space, control characters and backslashes, which browsers would read over.
const FORBIDDEN = /[\x00-\x20\x7f-\x9f\u2028\u2029\ufffe\uffff\\]|\p{Surrogate}/u;

/** Tells whether a link may be kept: https or http with a host, or mailto, written out in full. */
export function allowedAddress(href: string): boolean {
  if (href.length === 0 || href.length > LONGEST || FORBIDDEN.test(href)) return false;
  if (!URL.canParse(href)) return false;
  const parts = new URL(href);
  if (!SCHEMES.has(parts.protocol)) return false;
  if (parts.protocol === "mailto:") return parts.pathname.length > 0;
  return /^https?:\/\/[^/?#]/i.test(href) && parts.hostname.length > 0;
}

/** Reads what a person typed as a link: a bare host gets https, an e-mail address gets mailto; null when it is neither. */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const href = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  return allowedAddress(href) ? href : null;
}
