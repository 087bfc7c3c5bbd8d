// A supplier's question about one line: what stops it, in its own words; and what was said about that line so far.
import { useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { AnswerLine, Cause, ThreadView } from "../api/types";
import { counted, speak } from "../i18n";
import { ANSWERS } from "../i18n/answers";
import { COMMON } from "../i18n/common";
import { moment } from "../i18n/dates";
import { MARKS } from "../i18n/marks";
import { authorFunction, authorName } from "../ui/Author";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";

const say = speak(ANSWERS);
const common = speak(COMMON);
const marks = speak(MARKS);
const CAUSES: readonly Cause[] = ["ambiguous", "missing", "contradiction", "alternative"];

interface QuestionProps {
  specification: string;
  line: AnswerLine;
  mayAsk: boolean;
  onAsked: (thread: ThreadView) => void;
}

export function Question({ specification, line, mayAsk, onAsked }: QuestionProps): ReactElement {
  const [open, setOpen] = useState(false);
  const { threads } = line;
  return (
    <>
      {threads.length === 0 ? null : (
        <details className="fold">
          <summary>{counted(say, threads.length, "asked", "askeds")}</summary>
          {threads.map((thread) => <Said key={thread.id} thread={thread} />)}
        </details>
      )}
      {mayAsk ? <Button small look="quiet" icon="message-circle-question-mark" onPress={() => setOpen(true)} aria-haspopup="dialog">{say("ask")}<span className="vh"> {line.code}</span></Button> : null}
      {open ? <Ask specification={specification} line={line} onClose={() => setOpen(false)} onAsked={(thread) => { setOpen(false); onAsked(thread); }} /> : null}
    </>
  );
}

function Said({ thread }: { thread: ThreadView }): ReactElement {
  return (
    <div className="mt3">
      {thread.cause === null ? null : <span className="tag">{marks(`cause.${thread.cause}`)}</span>}
      {thread.comments.map((comment) => (
        <p key={comment.id}><span className="meta">{authorName(comment.author)}, {authorFunction(comment.author)}, {moment(comment.at)}</span><span className="block">{comment.text}</span></p>
      ))}
    </div>
  );
}

function Ask({ specification, line, onClose, onAsked }: { specification: string; line: AnswerLine; onClose: () => void; onAsked: (thread: ThreadView) => void }): ReactElement {
  const [cause, setCause] = useState<Cause>("ambiguous");
  const [text, setText] = useState("");
  const deed = useDeed();
  const send = (): void => void deed.run(async () => onAsked(await api.raiseThread(specification, {
    subject: { kind: "requirement", id: line.requirement_id }, kind: "question", text, cause, anchor: null, label_key: null, mentions: [],
  })));
  return (
    <Dialog title={say("askAbout", { code: line.code })} about={line.title} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Choices
          label={say("askWhy")} value={cause} onChange={setCause}
          options={CAUSES.map((value) => ({ value, content: <><b className="m">{marks(`cause.${value}`)}</b><span className="sub block">{marks(`causeAbout.${value}`)}</span></> }))}
        />
        <Field label={say("question")} value={text} onChange={setText} rows={4} />
        <p className="note acc">{say("askReads")}</p>
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={text.trim() === "" || deed.busy}>{say("askDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
