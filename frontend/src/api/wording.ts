// Help with wording: what is remarked in a statement, while it is written and as it stands.
import { ask } from "./client";
import type { Answer } from "./types";

export type Remark = Answer<"remark_wording">["remarks"][number];

const at = (specification: string): string => `/api/specifications/${specification}`;

/** Reads words that are being written; the server keeps nothing of them. */
export const remarksOn = async (specification: string, text: string, requirement: string | null): Promise<Remark[]> =>
  (await ask<Answer<"remark_wording">>("POST", `${at(specification)}/wording`, { text, requirement_id: requirement })).remarks;

export const readWording = async (specification: string, requirement: string): Promise<Remark[]> =>
  (await ask<Answer<"read_wording">>("GET", `${at(specification)}/requirements/${requirement}/wording`)).remarks;
