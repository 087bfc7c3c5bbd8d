// What the editor asks the server for while one writes: people and codes to mention, and a place for pictures.
import { Refusal, ask } from "../api/client";
import type { Remark } from "../api/wording";
import type { Mentioned } from "../editor/ports";

export interface WritingServices {
  people: (part: string, typed: string) => Promise<Mentioned[]>;
  codes: (part: string, typed: string) => Promise<Mentioned[]>;
  remarks: (text: string, requirement: string | null) => Promise<Remark[]>;
  /** Sends a picture for a text, or for a proposal about it. */
  upload: (part: string, proposal: string | undefined, picture: File) => Promise<string>;
}

/** The services of one specification; a lookup that fails finds nothing, an upload that fails says why. */
export function writingServices(specification: string): WritingServices {
  const within = `/api/specifications/${specification}`;
  const at = `${within}/texts`;
  const lookUp = async (part: string, typed: string): Promise<Mentioned[]> => {
    const path = `${at}/${part}/mentions?q=${encodeURIComponent(typed)}`;
    const { mentions } = await ask<{ mentions: Mentioned[] }>("GET", path).catch(() => ({ mentions: [] }));
    return mentions;
  };
  const only = (kind: Mentioned["kind"]) => async (part: string, typed: string): Promise<Mentioned[]> =>
    (await lookUp(part, typed)).filter((found) => found.kind === kind);
  return {
    people: only("person"),
    codes: only("code"),
    remarks: async (text, requirement) => (await import("../api/wording")).remarksOn(specification, text, requirement),
    upload: (part, proposal, picture) => upload(`${proposal === undefined ? `${at}/${part}` : `${within}/proposals/${proposal}`}/pictures`, picture),
  };
}

async function upload(path: string, picture: File): Promise<string> {
  const headers = { "content-type": picture.type, "x-file-name": encodeURIComponent(picture.name), accept: "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: picture, credentials: "same-origin" });
  const answer = (await response.json().catch(() => ({ code: "unknown", message: response.statusText }))) as
    { id: string } & { code: string; message: string };
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer.id;
}
