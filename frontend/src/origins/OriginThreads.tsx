// The talk about something requirements come from: its threads, read and written in a dialog over the page.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Anchor } from "../api/types";
import { ThreadsTab, type Wanted } from "../context/ThreadsTab";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import type { Owner } from "../page/place";
import { Dialog } from "../ui/Dialog";
import { usePage } from "../ui/events";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";

const say = speak(ORIGINS);

export interface Talk {
  about: Owner;
  /** The phrase that a new thread shall be about. */
  phrase: Anchor | null;
  /** The thread one came for. */
  wanted: Wanted | null;
}

export function OriginThreads({ specification, talk, onClose }: { specification: string; talk: Talk; onClose: () => void }): ReactElement {
  const { kind, id } = talk.about;
  const [phrase, setPhrase] = useState(talk.phrase);
  const { answer, failure, again } = useLatest(useCallback(() => api.readContext(specification, { [kind]: id }), [specification, kind, id]));
  usePage("changed", useCallback(() => again(), [again]));
  const [title, about] = answer === null ? [say("threads"), ""] : answer.code === "" ? [say("threadsOf", { code: `« ${answer.title} »` }), ""] : [say("threadsOf", { code: answer.code }), answer.title];
  return (
    <Dialog title={title} about={about} isOpen onClose={onClose}>
      <Refused failure={failure} />
      {answer === null ? null : (
        <div className="mt4">
          <ThreadsTab specification={specification} context={answer} onChanged={again} phrase={phrase} wanted={talk.wanted} onPhraseDone={() => setPhrase(null)} />
        </div>
      )}
    </Dialog>
  );
}
