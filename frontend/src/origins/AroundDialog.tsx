// What surrounds something requirements come from, in a dialog over the page: its threads, or its history.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Anchor } from "../api/types";
import { History } from "../context/History";
import { ThreadsTab, type Wanted } from "../context/ThreadsTab";
import { speak } from "../i18n";
import { FIELDS } from "../i18n/fields";
import { ORIGINS } from "../i18n/origins";
import type { Owner } from "../page/place";
import { Dialog } from "../ui/Dialog";
import { usePage } from "../ui/events";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";
import { nameOf, type Kind } from "./values";

const say = speak(ORIGINS);
const fields = speak(FIELDS);

export interface Talk {
  about: Owner;
  show: "threads" | "history";
  /** The phrase that a new thread shall be about. */
  phrase: Anchor | null;
  /** The thread one came for. */
  wanted: Wanted | null;
}

export function AroundDialog({ specification, talk, onClose }: { specification: string; talk: Talk; onClose: () => void }): ReactElement {
  const { kind, id } = talk.about;
  const [phrase, setPhrase] = useState(talk.phrase);
  const { answer, failure, again } = useLatest(useCallback(() => api.readContext(specification, { [kind]: id }), [specification, kind, id]));
  usePage("changed", useCallback(() => again(), [again]));
  const titled = (code: string): string => say(talk.show === "threads" ? "threadsOf" : "historyOf", { code });
  const [title, about] = answer === null ? [say(talk.show), ""] : answer.code === "" ? [titled(`« ${answer.title} »`), ""] : [titled(answer.code), answer.title];
  const nameOfField = (field: string): string => nameOf(kind as Kind, field) ?? (field in FIELDS ? fields(field as keyof typeof FIELDS) : "");
  return (
    <Dialog title={title} about={about} isOpen onClose={onClose}>
      <Refused failure={failure} />
      {answer === null ? null : (
        <div className="mt4">
          {talk.show === "history"
            ? <History specification={specification} context={answer} nameOf={nameOfField} />
            : <ThreadsTab specification={specification} context={answer} onChanged={again} phrase={phrase} wanted={talk.wanted} onPhraseDone={() => setPhrase(null)} />}
        </div>
      )}
    </Dialog>
  );
}
