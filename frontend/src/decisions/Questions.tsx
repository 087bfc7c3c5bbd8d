// What a supplier is asked, its answer, and what it was told.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import { base } from "../api/client";
import type { DecisionsView, Feasible, QuestionView } from "../api/types";
import { currentLanguage, speak } from "../i18n";
import { day } from "../i18n/dates";
import { CASE, DECISIONS } from "../i18n/decisions";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";

const say = speak(DECISIONS);
const words = speak(CASE);
const FEASIBLE: readonly Feasible[] = ["yes", "conditions", "no"];

interface QuestionsProps {
  specification: string;
  questions: readonly QuestionView[];
  onFresh: (decisions: DecisionsView) => void;
}

export function Questions({ specification, questions, onFresh }: QuestionsProps): ReactElement {
  return (
    <>
      <h1>{say("questions")}</h1>
      {questions.length === 0 ? <p className="lede">{say("questionsNone")}</p> : null}
      {questions.map((one) => <Question key={one.id} specification={specification} question={one} onFresh={onFresh} />)}
    </>
  );
}

interface QuestionProps {
  specification: string;
  question: QuestionView;
  onFresh: (decisions: DecisionsView) => void;
}

function Question({ specification, question, onFresh }: QuestionProps): ReactElement {
  const deed = useDeed();
  const [feasible, setFeasible] = useState<Feasible | null>(question.feasible);
  const [text, setText] = useState(question.answer);
  const complete = feasible !== null && (feasible === "yes" || text.trim() !== "");
  const send = (): void => void deed.run(async () => {
    if (feasible !== null) onFresh(await api.answerQuestion(specification, question.id, { feasible, words: text }));
  });
  const sheet = `${base()}/api/specifications/${specification}/arbitrations/${question.id}/sheet?language=${currentLanguage()}`;

  return (
    <section className="panel mt6" aria-label={question.text}>
      <p className="serif">{question.text}</p>
      <p className="meta mt2">{day(question.asked_at)}</p>
      {question.may_answer ? (
        <form className="mt4" onSubmit={(event) => { event.preventDefault(); send(); }}>
          <Choices label={say("yourAnswer")} value={feasible} onChange={setFeasible} options={FEASIBLE.map((value) => ({ value, content: say(`feasible.${value}`) }))} />
          <Field label={say("answerWords")} hint={say("answerReads")} value={text} onChange={setText} rows={3} place="mt3" />
          <Refused failure={deed.failure} />
          <div className="row wrap end mt3">
            {question.answered_at === null ? null : <p className="st ok"><Icon name="circle-check" />{say("answered", { date: day(question.answered_at) })}</p>}
            <Button look="primary" type="submit" isDisabled={!complete || deed.busy}>{say("answerDo")}</Button>
          </div>
        </form>
      ) : question.feasible === null ? null : (
        <p className="mt4"><b>{say(`feasible.${question.feasible}`)}</b>{question.answer === "" ? "" : `. ${question.answer}`}</p>
      )}
      {question.reply === "" ? null : <><h2 className="mt4">{say("reply")}</h2><p className="serif mt2">{question.reply}</p><p className="mt3"><a className="btn" href={sheet} download><Icon name="file-down" />{words("sheet")}</a></p></>}
    </section>
  );
}
