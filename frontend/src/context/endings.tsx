// How a thread ends, with one of four outcomes, and how its author may reopen it once.
import { useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Outcome, Register, ThreadView } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { CONTEXT } from "../i18n/context";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Reads } from "../ui/marks";
import { Refused } from "../ui/Refused";

const say = speak(CONTEXT);
const common = speak(COMMON);
const marks = speak(MARKS);
const OUTCOMES: readonly Outcome[] = ["changes_requirement", "new_requirement", "not_kept", "to_arbitration"];

/** What a requirement can be written beside. */
const MAKES_OF: readonly string[] = ["requirement", "criterion"];
const REGISTERS: readonly Register[] = ["work", "production"];

interface EndingProps {
  specification: string;
  thread: ThreadView;
  onClose: () => void;
  onDone: () => void;
}

export function ResolveDialog({ specification, thread, onClose, onDone }: EndingProps): ReactElement {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState("");
  const [title, setTitle] = useState("");
  const deed = useDeed();
  const makes = outcome === "new_requirement" && MAKES_OF.includes(thread.subject.kind);
  const ready = outcome !== null && reason.trim() !== "" && (!makes || title.trim() !== "");

  const end = (as: Outcome): Promise<ThreadView> =>
    makes ? api.makeRequirement(specification, thread.id, title, reason) : api.resolveThread(specification, thread.id, as, reason);
  const close = async (): Promise<void> => {
    if (outcome === null || !(await deed.run(() => end(outcome)))) return;
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
        {makes ? <Field label={say("newTitle")} hint={say("newTitleHint")} value={title} onChange={setTitle} /> : null}
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

/** What was said is noted as a finding, in a few words of one's own; who said it stays as they appear. */
export function FindingDialog({ specification, thread, onClose, onDone }: EndingProps): ReactElement {
  const [title, setTitle] = useState("");
  const [register, setRegister] = useState<Register>("work");
  const deed = useDeed();

  const note = async (): Promise<void> => {
    if (!(await deed.run(() => api.noteFinding(specification, thread.id, title, register)))) return;
    onClose();
    onDone();
  };

  return (
    <Dialog title={say("noteFinding")} about={thread.subject_code} isOpen onClose={onClose}>
      <form className="stack-6" onSubmit={(event) => { event.preventDefault(); void note(); }}>
        <p className="quote mt4">« {thread.comments[0]?.text} »</p>
        <Field label={say("findingTitle")} value={title} onChange={setTitle} autoFocus />
        <Choices label={say("findingRegister")} value={register} onChange={setRegister} options={REGISTERS.map((value) => ({ value, content: <b className="m">{marks(`register.${value}`)}</b> }))} />
        <Reads label={thread.label} />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={title.trim() === "" || deed.busy}>{say("noteFindingDo")}</Button>
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
