// How a thread ends, with one of four outcomes, and how its author may reopen it once.
import { useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Outcome, ThreadView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { CONTEXT } from "../i18n/context";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Reads } from "../ui/marks";
import { Refused } from "../ui/Refused";

const say = speak(CONTEXT);
const common = speak(COMMON);
const OUTCOMES: readonly Outcome[] = ["changes_requirement", "new_requirement", "not_kept", "to_arbitration"];

interface EndingProps {
  specification: string;
  thread: ThreadView;
  onClose: () => void;
  onDone: () => void;
}

export function ResolveDialog({ specification, thread, onClose, onDone }: EndingProps): ReactElement {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState("");
  const deed = useDeed();
  const ready = outcome !== null && reason.trim() !== "";

  const close = async (): Promise<void> => {
    if (outcome === null || !(await deed.run(() => api.resolveThread(specification, thread.id, outcome, reason)))) return;
    onClose();
    onDone();
  };

  return (
    <Dialog title={say("closeTitle")} about={thread.subject_code} isOpen onClose={onClose}>
      <form className="stack-6" onSubmit={(event) => { event.preventDefault(); void close(); }}>
        <Choices
          label={say("closeTitle")} labelHidden value={outcome} onChange={setOutcome} place="cards mt5"
          options={OUTCOMES.map((value) => ({ value, content: <b className="m">{say(`outcome.${value}`)}</b> }))}
        />
        <Field label={say("reason")} value={reason} onChange={setReason} rows={2} />
        <Reads label={thread.label} />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={!ready || deed.busy}>{say("closeDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function ReopenDialog({ specification, thread, onClose, onDone }: EndingProps): ReactElement {
  const [text, setText] = useState("");
  const deed = useDeed();

  const reopen = async (): Promise<void> => {
    if (!(await deed.run(() => api.reopenThread(specification, thread.id, text)))) return;
    onClose();
    onDone();
  };

  return (
    <Dialog title={say("reopenDo")} about={thread.subject_code} isOpen onClose={onClose}>
      <form className="stack-6" onSubmit={(event) => { event.preventDefault(); void reopen(); }}>
        <Field label={say("reopenWhy")} value={text} onChange={setText} rows={3} autoFocus />
        <Reads label={thread.label} />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={text.trim() === "" || deed.busy}>{say("reopenDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
