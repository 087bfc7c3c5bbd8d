// Writing a decision: which option, the words, why, what is given up, who disagrees, when it is looked at again.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { PartProps } from "./Case";

const say = speak(CASE);

export function Ruling({ specification, answer, onFresh }: PartProps): ReactElement {
  const { case: it } = answer;
  const deed = useDeed();
  const last = it.decisions.at(-1);
  const [option, setOption] = useState<string | null>(last?.option_id ?? null);
  const [text, setText] = useState(last?.text ?? "");
  const [reasons, setReasons] = useState(last?.reasons ?? "");
  const [givenUp, setGivenUp] = useState(last?.given_up ?? "");
  const [dissent, setDissent] = useState(last?.dissent ?? "");
  const [review, setReview] = useState(last?.review_on ?? "");
  const complete = option !== null && [text, reasons, givenUp, review].every((one) => one.trim() !== "");
  const write = (): void => void deed.run(async () => {
    if (option === null) return;
    const form = { option_id: option, text, reasons, given_up: givenUp, dissent, review_on: review };
    onFresh(await (it.may_settle ? api.settleCase : api.proposeDecision)(specification, it.id, form));
  });
  return (
    <form className="mt3" onSubmit={(event) => { event.preventDefault(); write(); }}>
      <p className="sub">{say(it.may_settle ? "settleHint" : "decideHint")}</p>
      <Choices label={say("option")} value={option} onChange={setOption} options={it.options.map((one) => ({ value: one.id, content: one.title }))} place="mt3" />
      <Field label={say("text")} value={text} onChange={setText} rows={3} serif place="mt3" />
      <Field label={say("reasons")} value={reasons} onChange={setReasons} rows={2} place="mt3" />
      <Field label={say("givenUp")} value={givenUp} onChange={setGivenUp} rows={2} place="mt3" />
      <Field label={say("dissent")} hint={say("dissentHint")} value={dissent} onChange={setDissent} rows={2} place="mt3" />
      <Field label={say("review")} type="date" value={review} onChange={setReview} place="mt3" />
      <Refused failure={deed.failure} />
      <p className="mt4"><Button look="primary" type="submit" isDisabled={!complete || deed.busy}>{say(it.may_settle ? "settle" : "propose")}</Button></p>
    </form>
  );
}
