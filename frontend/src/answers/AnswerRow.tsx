// One line of a supplier's answers: what is asked, four answers, how.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { TextArea, TextField, ToggleButton, ToggleButtonGroup, Label } from "react-aria-components";
import * as api from "../api/answers";
import type { AnswerLine, AnswerView, Reach, Compliance, CriterionView, ThreadView } from "../api/types";
import { speak } from "../i18n";
import { ANSWERS } from "../i18n/answers";
import { MARKS } from "../i18n/marks";
import { useDeed } from "../ui/deed";
import { singleKeysAct } from "../ui/keys";
import { Travel } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { Question } from "./Question";

const say = speak(ANSWERS);
const marks = speak(MARKS);
const CHOICES: readonly Compliance[] = ["C", "CP", "NC", "clarify"];
const REACHES: readonly Reach[] = ["pair", "offers", "firm"];
const REST_MS = 600;
const KEYS: Readonly<Record<string, Compliance>> = { c: "C", p: "CP", n: "NC", "?": "clarify" };

interface RowProps {
  specification: string;
  release: string;
  line: AnswerLine;
  mayAnswer: boolean;
  mayAsk: boolean;
  onAccepted: (answer: AnswerView) => void;
  onAsked: (thread: ThreadView) => void;
}

function Expected({ criterion }: { criterion: CriterionView }): ReactElement {
  if (criterion.substitute) return <p className="expected">{criterion.name}</p>;
  return (
    <p className="expected">
      {criterion.name} <b className="num nw">{criterion.operator} {criterion.value} {criterion.unit}</b> {criterion.qualifier}
      {criterion.acceptance_limit === "" ? null : <span className="meta block">{say("limit", { value: criterion.acceptance_limit })}</span>}
      <Travel flexibility={criterion.flexibility} word={criterion.flexibility === "F0"} />
    </p>
  );
}

function commentState(comment: string, answer: AnswerView | null): string {
  if (comment === "") return "";
  if (answer === null) return say("chooseFirst");
  return comment === answer.comment ? say("saved") : "";
}

/** Moves to the answers of the next or the previous line. */
function step(row: Element, by: 1 | -1): void {
  const rows = [...document.querySelectorAll("tr[data-line]")];
  rows[rows.indexOf(row) + by]?.querySelector<HTMLElement>("button")?.focus();
}

export function AnswerRow({ specification, release, line, mayAnswer, mayAsk, onAccepted, onAsked }: RowProps): ReactElement {
  const [comment, setComment] = useState(line.answer?.comment ?? "");
  const before = useRef(Promise.resolve(true));
  const deed = useDeed();
  const chosen = line.answer?.compliance;

  // One after the other, so that the last one sent is the one that stays.
  const send = (compliance: Compliance, reach: Reach = line.answer?.reach ?? "offers"): void => {
    before.current = before.current.then(() => deed.run(async () =>
      onAccepted(await api.answer(specification, release, line.requirement_id, { compliance, comment, reach }))));
  };

  // A comment goes with an answer, and is saved when the hand rests.
  const waits = chosen !== undefined && comment !== line.answer?.comment && !deed.busy && deed.failure === undefined;
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(() => send(chosen), REST_MS);
    return () => clearTimeout(timer);
  });

  const press = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    const inText = event.target instanceof HTMLTextAreaElement;
    if (!inText && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
    }
    const compliance = KEYS[event.key.toLowerCase()];
    if (!mayAnswer || compliance === undefined || !singleKeysAct(event.nativeEvent)) return;
    event.preventDefault();
    send(compliance);
  };

  return (
    <tr data-line={line.requirement_id} onKeyDownCapture={press}>
      <td>
        <b className="nw">{line.code}</b> <span className="m">{line.title}</span>
        <p className="q">{line.statement}</p>
      </td>
      <td>{line.criteria.map((criterion) => <Expected key={criterion.id} criterion={criterion} />)}</td>
      <td>
        <ToggleButtonGroup
          className="cp" aria-label={say("answerTo", { code: line.code })} selectionMode="single" disallowEmptySelection
          isDisabled={!mayAnswer} selectedKeys={chosen === undefined ? [] : [chosen]}
          onSelectionChange={(keys) => { const key = CHOICES.find((value) => keys.has(value)); if (key !== undefined) send(key); }}
        >
          {CHOICES.map((value) => <ToggleButton key={value} id={value} aria-label={marks(`compliance.${value}`)}>{say(`short.${value}`)}</ToggleButton>)}
        </ToggleButtonGroup>
        {chosen === undefined ? null : <p className="sub">{marks(`compliance.${chosen}`)}</p>}
        <Refused failure={deed.failure} />
      </td>
      <td>
        <TextField value={comment} onChange={(text) => { deed.forget(); setComment(text); }} isDisabled={!mayAnswer}>
          <Label className="vh how">{say("commentTo", { code: line.code })}</Label>
          <TextArea className="in" rows={2} />
        </TextField>
        <p className="meta" role="status">{commentState(comment, line.answer)}</p>
        {chosen === undefined ? null : (
          <Select label={say("readers")} value={line.answer?.reach ?? "offers"} onChange={(reach) => send(chosen, reach)} isDisabled={!mayAnswer}
            options={REACHES.map((value) => ({ value, text: say(`reach.${value}`) }))} />
        )}
        <Question specification={specification} line={line} mayAsk={mayAsk} onAsked={onAsked} />
      </td>
    </tr>
  );
}
