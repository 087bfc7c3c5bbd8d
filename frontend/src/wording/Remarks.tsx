// What is remarked in a statement, each with why and what to do; nothing here ever blocks.
import { useEffect, useMemo, useState, type ReactElement } from "react";
import { readWording, remarksOn, type Remark } from "../api/wording";
import { speak } from "../i18n";
import { WORDING } from "../i18n/wording";
import { useLatest } from "../ui/useLatest";

const say = speak(WORDING);
const PAUSE = 600;

export function Remarks({ remarks }: { remarks: readonly Remark[] }): ReactElement {
  if (remarks.length === 0) return <p className="sub">{say("noneHere")}</p>;
  return (
    <ul className="plain-list remarks">
      {remarks.map((one) => (
        <li key={`${one.rule}-${one.start}`}>
          <details className="fold">
            <summary>{one.name} <q>{one.words.trim()}</q></summary>
            <p className="sub">{one.why} {one.advice}{one.instead === "" ? "" : ` ${say("instead", { words: one.instead })}`}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** What is remarked in the statement of a requirement as it stands; read again whenever `mark` changes. */
export function WordingOf({ specification, requirement, mark }: { specification: string; requirement: string; mark: unknown }): ReactElement | null {
  const question = useMemo(() => () => readWording(specification, requirement), [specification, requirement, mark]);
  const { answer } = useLatest(question);
  if (answer === null) return null;
  return (
    <div className="mt4">
      <h4>{say("title")}</h4>
      <Remarks remarks={answer} />
      {answer.length === 0 ? null : <p className="meta">{say("hint")}</p>}
    </div>
  );
}

/** Remarks on words that are being written in a field, once the writer pauses. */
export function WordingWhile({ specification, text }: { specification: string; text: string }): ReactElement {
  const [remarks, setRemarks] = useState<readonly Remark[]>([]);
  useEffect(() => {
    if (text.trim() === "") return setRemarks([]);
    let current = true;
    const timer = setTimeout(() => {
      // Help that cannot be had is no trouble: the next pause asks again.
      remarksOn(specification, text, null).then((found) => { if (current) setRemarks(found); }, () => undefined);
    }, PAUSE);
    return () => { current = false; clearTimeout(timer); };
  }, [specification, text]);
  return <div className="wording-while" role="status">{text.trim() === "" ? null : <Remarks remarks={remarks} />}</div>;
}
