// What this page did to the order of things can be taken back: by the same keys as words, and from the sentence that tells it.
import { askFor, Refusal, type Deed } from "../api/client";
import type { Undone } from "../api/types";
import { COMMON } from "../i18n/common";
import { deedDone, sayDone } from "../i18n/done";
import { speak } from "../i18n";
import type { LiveSession } from "../sync/session";
import { hear, tell } from "./events";
import type { Notices } from "./notices";

/** How long the sheet may take to show what was taken back, before it is no longer looked for. */
const SHOWN_WITHIN = 5000;

export function followDeeds(session: LiveSession, notices: Notices): void {
  session.undo.takeBackBy((id) => takeBack(session.specification, id, notices));
  hear("deed", (deed) => {
    session.undo.did(deed.id);
    const sentence = deedDone(deed.operation);
    if (sentence !== null) notices.offer(sentence, sayDone("undo"), () => session.undo.undoDeed(deed.id));
  });
}

async function takeBack(specification: string, id: string, notices: Notices): Promise<string | null> {
  try {
    const { answer, deed } = await undoDeed(specification, id);
    notices.say(sayDone("undone"));
    show(answer.subject);
    return deed?.id ?? null;
  } catch (error) {
    notices.say(error instanceof Refusal ? error.message : speak(COMMON)("unreachable"));
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function undoDeed(specification: string, id: string): Promise<{ answer: Undone; deed: Deed | null }> {
  return askFor("POST", `/api/specifications/${specification}/deeds/${id}/undo`);
}

/** Goes to a requirement or a section once the sheet shows what became of it. */
function show({ kind, id }: Undone["subject"]): void {
  if (kind !== "requirement" && kind !== "section") return;
  const name = `${kind === "requirement" ? "r" : "s"}-${id}`;
  const stop = hear("patched", ({ ids }) => {
    if (!ids.includes(name)) return;
    stop();
    tell("goto", { kind, id });
  });
  setTimeout(stop, SHOWN_WITHIN);
}
