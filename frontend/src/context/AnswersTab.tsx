// What suppliers answered to what one is reading.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { day } from "../i18n/dates";
import { MARKS } from "../i18n/marks";
import type { TabProps } from "./Context";

const say = speak(CONTEXT);
const marks = speak(MARKS);
const TONE = { C: "ok", CP: "warn", NC: "bad", clarify: "" } as const;

export function AnswersTab({ context }: TabProps): ReactElement {
  if (context.answers.length === 0) return <p className="sub">{say("noAnswers")}</p>;
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
