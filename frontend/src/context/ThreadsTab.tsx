// Threads of what one is reading: the open ones, a way to open one, and those that ended with an outcome.
import { useEffect, useState, type ReactElement } from "react";
import type { Anchor } from "../api/types";
import type { Discussed } from "../page/events";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { Button } from "../ui/Button";
import type { TabProps } from "./Context";
import { NewThread } from "./NewThread";
import { Thread } from "./Thread";

const say = speak(CONTEXT);

/** A new one for each time it is asked for. */
export interface Wanted {
  id: string;
}

interface ThreadsTabProps extends TabProps {
  phrase?: Anchor | null;
  proposal?: Discussed | null;
  /** The thread one came for. */
  wanted?: Wanted | null;
  onPhraseDone?: () => void;
}

export function ThreadsTab({ specification, context, onChanged, phrase = null, proposal = null, wanted = null, onPhraseDone }: ThreadsTabProps): ReactElement {
  const [writing, setWriting] = useState(false);
  const open = context.threads.filter((thread) => thread.status === "open");
  const closed = context.threads.filter((thread) => thread.status === "resolved");
  const endedWanted = wanted !== null && closed.some(({ id }) => id === wanted.id);
  const isHere = wanted !== null && context.threads.some(({ id }) => id === wanted.id);
  useEffect(() => {
    if (isHere) document.getElementById(`thread-${wanted.id}`)?.scrollIntoView({ block: "nearest" });
  }, [isHere, wanted]);
  const mayRaise = context.can.includes("thread.raise");
  const stop = (): void => {
    setWriting(false);
    onPhraseDone?.();
  };
  return (
    <>
      {mayRaise && (writing || phrase !== null || proposal !== null)
        ? <NewThread specification={specification} context={context} phrase={phrase} proposal={proposal} onClose={stop} onDone={() => { stop(); onChanged(); }} />
        : null}
      {open.length === 0 && !writing && phrase === null && proposal === null ? <p className="sub">{say("noThreads")}</p> : null}
      {open.map((thread) => <Thread key={thread.id} specification={specification} thread={thread} people={context.people} onChanged={onChanged} />)}
      {mayRaise && !writing && phrase === null && proposal === null
        ? <Button icon="message-square-plus" onPress={() => setWriting(true)} place="mt4">{say("newThread")}</Button>
        : null}
      {closed.length === 0 ? null : (
        <details className="fold mt6" open={endedWanted}>
          <summary>{say("closedThreads")} <span className="meta">{closed.length}</span></summary>
          {closed.map((thread) => <Thread key={thread.id} specification={specification} thread={thread} people={context.people} onChanged={onChanged} />)}
        </details>
      )}
    </>
  );
}
