// Opening a thread: what it is about, the words, and who will read them, said before the button.
import { useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Anchor, Cause, ContextView, ThreadKind } from "../api/types";
import type { Discussed } from "../page/events";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { CONTEXT } from "../i18n/context";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { mentionedIn, MessageField } from "../ui/MessageField";
import { labelText, Reads } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";

const say = speak(CONTEXT);
const common = speak(COMMON);
const marks = speak(MARKS);
const CAUSES: readonly Cause[] = ["ambiguous", "missing", "contradiction", "alternative"];
const KINDS: readonly ThreadKind[] = ["effect", "expectation", "worry", "proposal", "question", "remark"];

interface NewThreadProps {
  specification: string;
  context: ContextView;
  phrase: Anchor | null;
  /** The proposal it is about, heard by who reads that. */
  proposal: Discussed | null;
  onClose: () => void;
  onDone: () => void;
}

export function NewThread({ specification, context, phrase, proposal, onClose, onDone }: NewThreadProps): ReactElement {
  const [kind, setKind] = useState<ThreadKind>("remark");
  const [text, setText] = useState("");
  const [about, setAbout] = useState(context.subject.id);
  const [audience, setAudience] = useState("");
  const [cause, setCause] = useState<Cause>("ambiguous");
  // What stops a supplier who asks.
  const asks = kind === "question" && context.can.includes("answer.write");
  const deed = useDeed();
  // What is commented on by a phrase is the thing that the phrase stands in.
  const topics = phrase === null ? context.topics : context.topics.slice(0, 1);
  const topic = topics.find(({ subject }) => subject.id === about) ?? context.topics[0];
  const audiences = topic?.audiences ?? [];
  const label = audiences.find(({ key }) => key === audience) ?? audiences[0];

  const post = async (): Promise<void> => {
    const mentions = mentionedIn(text, context.people);
    const subject = topic?.subject ?? context.subject;
    const thread = proposal === null
      ? { subject, kind, text, anchor: phrase, label_key: label?.key ?? "", cause: asks ? cause : null, mentions }
      : { subject: { kind: "proposal" as const, id: proposal.id }, kind, text, anchor: null, label_key: "", cause: null, mentions };
    if (await deed.run(() => api.raiseThread(specification, thread))) onDone();
  };

  return (
    <form className="stack new-thread" onSubmit={(event) => { event.preventDefault(); void post(); }}>
      {phrase === null ? null : <p className="quote">{say("onPhrase", { quote: phrase.quote })}</p>}
      {proposal === null ? null : <p className="quote">{say("onProposal", { reason: proposal.reason })}</p>}
      {proposal === null && topics.length > 1
        ? <Select label={say("about")} value={topic?.subject.id ?? ""} onChange={setAbout} options={topics.map(({ subject, title }) => ({ value: subject.id, text: subject.kind === "criterion" ? say("aboutCriterion", { name: title }) : say("aboutWhole", { code: context.code }) }))} />
        : null}
      <Select label={say("kind")} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, text: say(`kind.${value}`) }))} />
      {asks ? <Select label={say("cause")} value={cause} onChange={setCause} options={CAUSES.map((value) => ({ value, text: marks(`cause.${value}`) }))} /> : null}
      <MessageField label={say("message")} hint={say("messageHint")} value={text} onChange={setText} rows={3} people={context.people} autoFocus />
      {proposal === null && audiences.length > 1
        ? <Select label={say("audience")} value={label?.key ?? ""} onChange={setAudience} options={audiences.map((one) => ({ value: one.key, text: labelText(one) }))} />
        : null}
      {proposal !== null ? <Reads label={proposal.label} /> : label === undefined ? null : <Reads label={label} />}
      <Refused failure={deed.failure} />
      <div className="row wrap">
        <Button look="primary" type="submit" small isDisabled={text.trim() === "" || deed.busy}>{say("post")}</Button>
        <Button look="quiet" small onPress={onClose}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
