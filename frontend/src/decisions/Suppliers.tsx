// What suppliers were asked, in words meant for them, what they answered, and what they are told.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { QuestionView } from "../api/types";
import { speak } from "../i18n";
import { CASE, DECISIONS } from "../i18n/decisions";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import type { PartProps } from "./Case";

const say = speak(CASE);
const list = speak(DECISIONS);

export function Suppliers(part: PartProps): ReactElement | null {
  const { case: it } = part.answer;
  const mayAsk = it.may_ask && part.answer.suppliers.length > 0;
  if (it.questions.length === 0 && !mayAsk) return null;
  return (
    <section className="mt6" aria-labelledby="suppliers">
      <h2 id="suppliers">{say("suppliers")}</h2>
      <ul className="plain-list">{it.questions.map((one) => <li key={one.id}><Asked {...part} question={one} /></li>)}</ul>
      {mayAsk ? <Ask {...part} /> : null}
    </section>
  );
}

function Asked({ specification, question, onFresh }: PartProps & { question: QuestionView }): ReactElement {
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <>
      <p><b>{question.organization}</b> <span className="sub">{question.text}</span></p>
      <p className="mt2">{question.feasible === null ? <span className="meta">{say("noAnswer")}</span> : <b>{list(`feasible.${question.feasible}`)}</b>} {question.answer}</p>
      {question.reply === "" ? null : <p className="sub mt2">{say("replied", { text: question.reply })}</p>}
      {question.may_reply && question.reply === "" ? (
        <form className="mt3" onSubmit={(event) => { event.preventDefault(); void deed.run(async () => onFresh(await api.replyToSupplier(specification, question.id, text))); }}>
          <Field label={say("replyLabel")} hint={say("askReads")} value={text} onChange={setText} rows={2} />
          <Refused failure={deed.failure} />
          <p className="mt3"><Button type="submit" isDisabled={text.trim() === "" || deed.busy}>{say("replyDo")}</Button></p>
        </form>
      ) : null}
    </>
  );
}

function Ask({ specification, answer, onFresh }: PartProps): ReactElement {
  const deed = useDeed();
  const [open, setOpen] = useState(false);
  const [whom, setWhom] = useState<string | null>(null);
  const [text, setText] = useState("");
  const send = async (): Promise<void> => {
    if (whom === null) return;
    const form = { organization_id: whom, text };
    if (await deed.run(async () => onFresh(await api.askSupplier(specification, answer.case.id, form)))) { setOpen(false); setText(""); }
  };
  if (!open) return <p className="mt3"><Button icon="factory" onPress={() => setOpen(true)}>{say("askSupplier")}</Button></p>;
  return (
    <form className="mt3" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Select label={say("askWhom")} value={whom} onChange={setWhom} options={answer.suppliers.map((one) => ({ value: one.id, text: one.name }))} />
      <Field label={say("askText")} hint={say("askReads")} value={text} onChange={setText} rows={2} place="mt3" />
      <Refused failure={deed.failure} />
      <div className="row end mt3">
        <Button look="quiet" onPress={() => setOpen(false)}>{say("cancel")}</Button>
        <Button type="submit" isDisabled={whom === null || text.trim() === "" || deed.busy}>{say("askDo")}</Button>
      </div>
    </form>
  );
}
