// What surrounds a thing of the text or of its origins: threads, links, history, answers.
import { ask, query } from "./client";
import type { Anchor, Answer, Cause, ContextView, LinkKind, LinkView, Outcome, Register, Subject, ThreadKind, ThreadView } from "./types";

export interface OriginFound {
  subject: Subject;
  code: string;
  title: string;
  register: Register | null;
}

export interface NewThread {
  subject: Subject;
  kind: ThreadKind;
  text: string;
  anchor: Anchor | null;
  label_key: string | null;
  cause: Cause | null;
  mentions: readonly string[];
}

/** The one thing that is asked about, by its id under its kind. */
export type About = Partial<Record<"requirement" | "section" | "finding" | "result" | "situation", string>>;

const at = (specification: string): string => `/api/specifications/${specification}`;

export const readContext = (specification: string, about: About): Promise<ContextView> =>
  ask("GET", `${at(specification)}/context${query(about)}`);

/** What each supplier would not read of a requirement or a section. */
export const readLosses = (specification: string, about: About): Promise<Answer<"read_losses">> =>
  ask("GET", `${at(specification)}/losses${query(about)}`);

export const readThread = (specification: string, thread: string): Promise<ThreadView> =>
  ask("GET", `${at(specification)}/threads/${thread}`);

/** The phrases that open threads hang on, in the whole specification. */
export const readMarks = (specification: string): Promise<Answer<"read_thread_marks">> =>
  ask("GET", `${at(specification)}/thread-marks`);

export const raiseThread = (specification: string, thread: NewThread): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads`, thread);

export const reply = (specification: string, thread: string, text: string, mentions: readonly string[]): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads/${thread}/comments`, { text, mentions });

export const editComment = (specification: string, comment: string, text: string): Promise<ThreadView> =>
  ask("PATCH", `${at(specification)}/comments/${comment}`, { text });

export const resolveThread = (specification: string, thread: string, outcome: Outcome, reason: string): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads/${thread}/resolve`, { outcome, reason });

/** Writes a requirement out of a thread, which ends with it. */
export const makeRequirement = (specification: string, thread: string, title: string, reason: string): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads/${thread}/requirement`, { title, reason });

/** Notes as a finding what a thread began with. */
export const noteFinding = (specification: string, thread: string, title: string, register: Register): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads/${thread}/finding`, { title, register });

export const reopenThread = (specification: string, thread: string, text: string): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads/${thread}/reopen`, { text });

/** Notes that what came of a thread was checked in real work. */
export const checkInUse = (specification: string, thread: string): Promise<ThreadView> =>
  ask("POST", `${at(specification)}/threads/${thread}/check`);

export const findOrigins = (specification: string, text: string): Promise<{ origins: OriginFound[] }> =>
  ask("GET", `${at(specification)}/origins${query({ q: text })}`);

export const addLink = (specification: string, link: { source: Subject; target: Subject; kind: LinkKind; reason: string }): Promise<LinkView> =>
  ask("POST", `${at(specification)}/links`, link);

export const withdrawLink = (specification: string, link: string): Promise<void> =>
  ask("POST", `${at(specification)}/links/${link}/withdraw`);
