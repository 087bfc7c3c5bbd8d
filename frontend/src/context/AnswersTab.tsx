// What suppliers answered to what one is reading.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { day } from "../i18n/dates";
import { MARKS } from "../i18n/marks";
import type { ContextView } from "../api/types";
import type { TabProps } from "./Context";
import { LossHere } from "./LossHere";

const say = speak(CONTEXT);
const marks = speak(MARKS);
const TONE = { C: "ok", CP: "warn", NC: "bad", clarify: "" } as const;

export function AnswersTab({ specification, context }: TabProps): ReactElement {
  const { kind } = context.subject;
  return (
    <>
      {context.answers.length === 0 ? <p className="sub">{say("noAnswers")}</p> : <Given context={context} />}
      {context.can.includes("loss.read") && (kind === "requirement" || kind === "section") ? <LossHere specification={specification} context={context} /> : null}
    </>
  );
}

function Given({ context }: { context: ContextView }): ReactElement {
  return (
    <ul className="plain-list">
      {context.answers.map((answer) => (
        <li key={answer.id}>
          <p className="row wrap"><b>{answer.organization}</b><span className={`tag ${TONE[answer.compliance]}`.trim()}>{marks(`compliance.${answer.compliance}`)}</span></p>
          {answer.comment === "" ? null : <p>{answer.comment}</p>}
          <p className="meta">{day(answer.at)}</p>
        </li>
      ))}
    </ul>
  );
}
