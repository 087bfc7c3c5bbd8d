// Where proposals stand on the sheet: under the text they are about, found again whenever the page is patched.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ProposalCard } from "../api/types";
import { hear } from "../page/events";
import { keepingTheLine } from "../page/patches";
import { textAt } from "../page/place";

/** The text that a proposal is about, as it stands on the page now. */
export function textOf({ owner, kind }: ProposalCard): HTMLElement | null {
  return textAt({ place: owner, text: kind });
}

/** A reason shares its first line with its label, so what is proposed about it is shown below and not in its place. */
export function isShownInPlace(part: HTMLElement | null): boolean {
  return part !== null && part.closest(".why-block") === null;
}

function place(part: HTMLElement, host: HTMLElement): void {
  const anchor = part.closest(".why-block") ?? part;
  let next = anchor.nextElementSibling;
  while (next instanceof HTMLElement && next.dataset["live"] !== undefined && next !== host) next = next.nextElementSibling;
  if (next !== host) anchor.after(host);
}

/** Gives each text that is spoken of an element under it, which the page's patches leave alone. */
export function useHosts(cards: readonly ProposalCard[]): ReadonlyMap<string, HTMLElement> {
  const [hosts] = useState(() => new Map<string, HTMLElement>());
  const wanted = useRef(cards);
  wanted.current = cards;
  for (const { part_id } of cards) if (!hosts.has(part_id)) hosts.set(part_id, made());

  useLayoutEffect(() => {
    settle(hosts, cards);
  });
  useEffect(() => hear("patched", () => settle(hosts, wanted.current)), [hosts]);
  return hosts;
}

function made(): HTMLElement {
  const host = document.createElement("div");
  host.className = "proposals";
  host.dataset["live"] = "";
  return host;
}

function settle(hosts: Map<string, HTMLElement>, cards: readonly ProposalCard[]): void {
  const sheet = document.querySelector<HTMLElement>("main.sheet");
  if (sheet === null) return;
  keepingTheLine(sheet, () => {
    for (const [id, host] of hosts) {
      const about = cards.filter((card) => card.part_id === id);
      const part = about[0] === undefined ? null : textOf(about[0]);
      const before = host.parentElement?.querySelector(":scope > .redlined");
      if (part === null) host.remove();
      else place(part, host);
      if (before !== part) before?.classList.remove("redlined");
      part?.classList.toggle("redlined", isShownInPlace(part) && about.some(drawn));
    }
  });
}

/** Whether a proposal has a redline to be read in the place of the text. */
export function drawn(card: ProposalCard): boolean {
  return card.state === "open" && card.html !== "";
}
