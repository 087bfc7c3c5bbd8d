// A supplier's answers, line by line, with one key each.
import { useState, type ReactElement } from "react";
import type { AnswerLine, AnswerView, ThreadView } from "../api/types";
import { speak } from "../i18n";
import { ANSWERS } from "../i18n/answers";
import { day } from "../i18n/dates";
import { Segmented } from "../ui/Segmented";
import { AnswerRow } from "./AnswerRow";

const say = speak(ANSWERS);
type Filter = "all" | "todo" | "mandatory";
const FILTERS: readonly Filter[] = ["all", "todo", "mandatory"];

export interface AnswersProps {
  specification: { id: string };
  release: { id: string; number: number; at: string };
  lines: AnswerLine[];
  can: string[];
}

function isMandatory(line: AnswerLine): boolean {
  return line.criteria.some((criterion) => criterion.flexibility === "F0");
}

function filtered(lines: AnswerLine[], filter: Filter): AnswerLine[] {
  if (filter === "todo") return lines.filter((line) => line.answer === null);
  if (filter === "mandatory") return [...lines.filter(isMandatory), ...lines.filter((line) => !isMandatory(line))];
  return lines;
}

export default function Answers({ specification, release, lines: first, can }: AnswersProps): ReactElement {
  const [lines, setLines] = useState(first);
  const [filter, setFilter] = useState<Filter>("all");
  const [shown, setShown] = useState(() => first.map((line) => line.requirement_id));
  const done = lines.filter((line) => line.answer !== null).length;

  const choose = (wanted: Filter): void => {
    setFilter(wanted);
    setShown(filtered(lines, wanted).map((line) => line.requirement_id));
  };
  const accept = (answer: AnswerView): void =>
    setLines((now) => now.map((line) => (line.requirement_id === answer.requirement_id ? { ...line, answer } : line)));

  const heard = (thread: ThreadView): void =>
    setLines((now) => now.map((line) => (line.requirement_id === thread.subject.id ? { ...line, threads: [...line.threads, thread] } : line)));

  // What is shown is decided when the filter is chosen: a line does not vanish under the hand that answers it.
  const visible = shown.flatMap((id) => lines.filter((line) => line.requirement_id === id));
  return (
    <div data-answer-keys="">
      <h1>{say("title", { n: release.number, date: day(release.at) })}</h1>
      <p className="lede">{say("lede")}</p>
      <div className="row wrap mt5">
        <Segmented label={say("filter")} value={filter} onChange={choose} options={FILTERS.map((value) => ({ value, text: say(`filter.${value}`) }))} />
        <span className="meta right kbd-hint">{say("keys")}</span>
      </div>
      {visible.length === 0 ? <p className="sub mt5">{say("nothing")}</p> : (
        <table className="ans">
          <thead><tr><th scope="col">{say("requirement")}</th><th scope="col">{say("expected")}</th><th scope="col">{say("yours")}</th><th scope="col">{say("how")}</th></tr></thead>
          {sections(visible).map(([title, inside]) => (
            <tbody key={title}>
              <tr className="sect"><th colSpan={4} scope="rowgroup">{title}</th></tr>
              {inside.map((line) => (
                <AnswerRow key={line.requirement_id} specification={specification.id} release={release.id} line={line} mayAnswer={can.includes("answer.write")} mayAsk={can.includes("thread.raise") && can.includes("answer.write")} onAccepted={accept} onAsked={heard} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      <div className="foot" role="status"><div>
        <progress className="prog" value={done} max={lines.length} aria-label={say("yours")} />
        <span className="sub">{say("progress", { done, all: lines.length, todo: lines.length - done })}</span>
      </div></div>
    </div>
  );
}

/** Groups neighbouring lines of the same section, in the order given. */
function sections(lines: AnswerLine[]): [string, AnswerLine[]][] {
  const groups = new Map<string, AnswerLine[]>();
  for (const line of lines) groups.set(line.section, [...(groups.get(line.section) ?? []), line]);
  return [...groups];
}
