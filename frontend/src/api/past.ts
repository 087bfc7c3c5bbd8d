// The past of a text: its moments, what it said then, what changed between two, and bringing one back.
import { ask, query } from "./client";
import type { PastView } from "./types";

const at = (specification: string, part: string): string => `/api/specifications/${specification}/texts/${part}`;

export const readPast = (specification: string, part: string): Promise<PastView> => ask("GET", `${at(specification, part)}/past`);

/** The text at a moment with its authors, or with `since` what it changed since then: HTML of the server's own renderer. */
export const readMoment = (specification: string, part: string, moment: string, since?: string): Promise<{ html: string }> =>
  ask("GET", `${at(specification, part)}/moment${query({ at: moment, since })}`);

/** `seen` is the last moment that was seen; the answer is the new one. */
export const restore = (specification: string, part: string, moment: string, seen: string): Promise<{ at: string }> =>
  ask("POST", `${at(specification, part)}/restore`, { at: moment, seen });
