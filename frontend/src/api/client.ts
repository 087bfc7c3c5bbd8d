// The one way to speak with the server: JSON both ways, refusals as sentences people can act on.
import { tell } from "../page/events";

/** A refusal: `message` is already a sentence in the reader's language; `yours` and `theirs` when a field changed meanwhile. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly yours: string | undefined;
  readonly theirs: string | undefined;

  constructor(status: number, answer: RefusalAnswer) {
    super(answer.message);
    this.status = status;
    this.code = answer.code;
    this.yours = answer.yours;
    this.theirs = answer.theirs;
  }
}

/** The server could not be reached: nothing is known about the deed except that no whole answer came. */
export class Unreachable extends Error {}

interface RefusalAnswer {
  code: string;
  message: string;
  yours?: string;
  theirs?: string;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

async function readRefusal(response: Response): Promise<RefusalAnswer> {
  const answer: unknown = await response.json().catch(() => null);
  const known = typeof answer === "object" && answer !== null && "message" in answer;
  return known ? (answer as RefusalAnswer) : { code: "unknown", message: response.statusText || String(response.status) };
}

/** What comes before every address of this page's session: empty, but within « voir comme ». */
export function base(): string {
  return document.documentElement.dataset["base"] ?? "";
}

/** Something this page did to the specification that can be taken back by `id`; `operation` is what did it. */
export interface Deed {
  id: string;
  operation: string;
}

/** Asks the server and returns its answer (undefined for 204). Throws `Refusal` or `Unreachable`. */
export async function ask<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const { answer, deed } = await askFor<Answer>(method, path, body);
  if (deed) tell("deed", deed);
  return answer;
}

/** The same, with what was done for the one who asks: the page is told nothing of it. */
export async function askFor<Answer>(method: Method, path: string, body?: unknown): Promise<{ answer: Answer; deed: Deed | null }> {
  const headers: Record<string, string> = { accept: "application/json" };
  const request: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) {
    headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const response = await fetch(base() + path, request).catch(unreachable);
  if (!response.ok) throw new Refusal(response.status, await readRefusal(response));
  const answer = (response.status === 204 ? undefined : await response.json().catch(unreachable)) as Answer;
  return { answer, deed: deedOf(response.headers.get("concerte-deed")) };
}

function deedOf(header: string | null): Deed | null {
  const [id, operation] = header?.split(" ") ?? [];
  return id !== undefined && operation !== undefined ? { id, operation } : null;
}

function unreachable(): never {
  throw new Unreachable();
}

/** A query string without the absent values. */
export function query(values: Record<string, string | undefined>): string {
  const present = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return present.length === 0 ? "" : `?${new URLSearchParams(present).toString()}`;
}
