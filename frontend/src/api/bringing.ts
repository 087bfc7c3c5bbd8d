// Tables brought in: a file is read, its rows are tried, those accepted are added; and the whole is taken back as one.
import { Refusal, ask, askFor, type Deed } from "./client";
import type { Answer, Body } from "./types";

export type Table = Answer<"read_table">["tables"][number];
export type Trial = Body<"try_table">;
export type Row = Answer<"try_table">["rows"][number];
export type BroughtIn = Answer<"bring_in">;

const at = (specification: string): string => `/api/specifications/${specification}`;

export async function readTable(specification: string, file: File): Promise<Table[]> {
  const headers = { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(file.name), accept: "application/json" };
  const response = await fetch(`${at(specification)}/tables/read`, { method: "POST", headers, body: file, credentials: "same-origin" });
  if (!response.ok) throw new Refusal(response.status, (await response.json()) as { code: string; message: string });
  return ((await response.json()) as Answer<"read_table">).tables;
}

export const tryTable = async (specification: string, trial: Trial): Promise<Row[]> =>
  (await ask<Answer<"try_table">>("POST", `${at(specification)}/tables/try`, trial)).rows;

export const bringIn = (specification: string, trial: Trial, accepted: number[]): Promise<{ answer: BroughtIn; deed: Deed | null }> =>
  askFor("POST", `${at(specification)}/tables`, { ...trial, accepted });

export const takeBack = (specification: string, done: string): Promise<void> => ask("POST", `${at(specification)}/deeds/${done}/undo`);
