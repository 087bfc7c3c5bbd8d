// What the page, its editor and the islands tell each other: events on the document, so none needs the others' code.

import type { Deed } from "../api/client";
import type { LabelView, ProposalCard } from "../api/types";
import type { OriginsNews } from "../sync/channel";
import type { Owner } from "./place";

export interface Anchor {
  part_id: string;
  start: string;
  end: string;
  quote: string;
  prefix: string;
  suffix: string;
}

/** A proposal that a thread shall be about, and what says where it stands. */
export interface Discussed {
  id: string;
  owner: { kind: string; id: string };
  reason: string;
  label: LabelView;
}

/** A thread to be drawn on the phrase it speaks about. */
export interface ThreadMark {
  id: string;
  number: number;
  anchor: Anchor;
  /** What the phrase stands in, and which of its texts. */
  place: { kind: string; id: string };
  text: string;
}

export type Notice =
  | { kind: "text"; text: string }
  /** Words the server refused, to be copied; dismissed by `refusals-dismissed`. */
  | { kind: "refused"; words: string; reason: string };

export interface PageEvents {
  /** The reader is now in this requirement or section. */
  focus: { kind: "requirement" | "section"; id: string };
  /** The sheet received a rendered patch, for these element ids. */
  patched: { ids: string[] };
  /** Somebody's deed was heard on the page's channel. */
  changed: { subject: { kind: string; id: string } };
  /** The page of origins reads otherwise. */
  origins: OriginsNews;
  /** A thread is wanted on a phrase. */
  comment: { subject: Owner; anchor: Anchor };
  /** The threads whose phrases are to be marked, all of them each time. */
  threads: { threads: ThreadMark[] };
  /** A marked phrase was pressed. */
  thread: { id: string };
  /** A change to this text is to be proposed. */
  propose: { element: HTMLElement };
  /** What is proposed, now and whenever it changes; "proposed" asks for it again. */
  proposals: { proposals: ProposalCard[] };
  proposed: Record<string, never>;
  /** This text, on the sheet or in a frame of an island, is to be written in. */
  write: { element: HTMLElement };
  /** The writing in this text ends; `done` is called once its words are kept. */
  finish: { element: HTMLElement; done: () => void };
  /** What is proposed about this requirement is to be settled. */
  decide: { requirement: string; how: "accept" | "decline" };
  /** What this requirement comes from is to be said. */
  link: { requirement: string };
  /** A thread is wanted about a proposal. */
  discuss: { proposal: Discussed };
  /** This page has done something that can be taken back. */
  deed: Deed;
  /** A sentence to be shown at the foot of the page. */
  say: { text: string };
  /** Scroll to this requirement or section. */
  goto: { kind: "requirement" | "section"; id: string };
  /** A requirement this page is about to change: the patch that follows is not tinted. */
  mine: { id: string };
  /** What may be said about the words typed here. */
  saving: { state: "saved" | "writing" | "kept" | "unstored" | "refused"; edits: number };
  notice: Notice;
  /** Something that was asked for could not be fetched. */
  unreachable: Record<string, never>;
  "refusals-dismissed": Record<string, never>;
  /** Keys whose deed belongs to an island. */
  palette: Record<string, never>;
  shortcuts: Record<string, never>;
  tab: { number: number };
  "new-after": { requirement: string };
  /** Whether single keys act outside text (WCAG 2.1.4). */
  keys: { on: boolean };
  /** The sign-in behind this page is over. */
  "signed-out": Record<string, never>;
}

export function tell<Name extends keyof PageEvents>(name: Name, detail: PageEvents[Name]): void {
  document.dispatchEvent(new CustomEvent(`concerte:${name}`, { detail }));
}

/** Hears an event until the returned function is called. */
export function hear<Name extends keyof PageEvents>(name: Name, listen: (detail: PageEvents[Name]) => void): () => void {
  const listener = (event: Event): void => listen((event as CustomEvent<PageEvents[Name]>).detail);
  document.addEventListener(`concerte:${name}`, listener);
  return () => document.removeEventListener(`concerte:${name}`, listener);
}
