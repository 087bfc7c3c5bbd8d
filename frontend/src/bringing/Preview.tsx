// What the rows would become, one by one: accepted or not, what is wrong corrected where it stands, nothing written yet.
import { useMemo, useState, type ReactElement } from "react";
import * as api from "../api/bringing";
import { counted, speak } from "../i18n";
import { BRINGING } from "../i18n/bringing";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { Tick } from "../ui/Choices";
import { KeptField } from "../ui/KeptField";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";
import { trialOf, withCell, type Plan } from "./plan";

const say = speak(BRINGING);
const AT_ONCE = 100;

interface PreviewProps {
  specification: string;
  plan: Plan;
  busy: boolean;
  onCell: (plan: Plan) => void;
  onBring: (accepted: number[]) => void;
}

const isGood = (row: api.Row): boolean => row.refused.length === 0;

export function Preview({ specification, plan, busy, onCell, onBring }: PreviewProps): ReactElement | null {
  const question = useMemo(() => () => api.tryTable(specification, trialOf(plan)), [specification, plan]);
  const { answer, failure } = useLatest(question);
  /** Rows whose choice is not the usual one: good ones come in, twins stay out. */
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState(AT_ONCE);
  if (answer === null) return <Refused failure={failure} />;
  const usual = (row: api.Row): boolean => row.twin === "";
  const accepted = answer.filter((row) => isGood(row) && usual(row) !== turned.has(row.line)).map(({ line }) => line);
  const turn = (row: api.Row): void => setTurned((now) => new Set(now.has(row.line) ? [...now].filter((one) => one !== row.line) : [...now, row.line]));
  const bad = answer.filter((row) => !isGood(row));
  const ordered = [...bad, ...answer.filter(isGood)];
  return (
    <section className="mt6" aria-labelledby="preview">
      <h2 id="preview">{say("preview")}</h2>
      <p className="sub" role="status">{say("counts", { good: answer.length - bad.length, bad: bad.length, twins: answer.filter((row) => !usual(row)).length })}</p>
      <Refused failure={failure} />
      <div className="row wrap mt3">
        <Button onPress={() => setTurned(new Set(answer.filter((row) => !usual(row)).map(({ line }) => line)))}>{say("acceptAll")}</Button>
        <Button onPress={() => setTurned(new Set(answer.filter(usual).map(({ line }) => line)))}>{say("acceptNone")}</Button>
      </div>
      <ul className="plain-list coming mt3">
        {ordered.slice(0, shown).map((row) => (
          <li key={row.line} data-line={row.line}>
            {isGood(row) ? (
              <Tick isSelected={accepted.includes(row.line)} onChange={() => turn(row)}>
                <span className="vh">{say("accept", { line: row.line, title: "" })}</span><b>{row.title}</b>
              </Tick>
            ) : <p className="row top"><Icon name="circle-alert" /><b>{row.title === "" ? say("row") : row.title}</b></p>}
            <p className="meta">{[`${say("row")} ${row.line}`, row.twin === "" ? "" : say("twin", { twin: row.twin }), ...Object.values(row.says).filter((words) => words !== row.title)].filter(Boolean).join(", ").slice(0, 400)}</p>
            {row.notes.length === 0 ? null : <p className="meta">{say("notes", { notes: row.notes.join(", ").slice(0, 300) })}</p>}
            {row.refused.map((one, place) => (one.column === "" ? <p key={place} className="err">{one.words}</p> : (
              <KeptField key={`${one.column}-${place}`} label={say("correct", { column: one.column, line: row.line })} error={one.words}
                value={cellOf(plan, row.line, one.column)} onKeep={(words) => onCell(withCell(plan, row.line, one.column, words))} />
            )))}
          </li>
        ))}
      </ul>
      {ordered.length > shown ? <p className="mt3"><Button onPress={() => setShown(shown + AT_ONCE)}>{say("more", { n: Math.min(AT_ONCE, ordered.length - shown) })}</Button></p> : null}
      <p className="mt5">
        <Button look="primary" isDisabled={busy || accepted.length === 0} onPress={() => onBring(accepted)}>{counted(say, accepted.length, "bringOne", "bring")}</Button>
      </p>
    </section>
  );
}

function cellOf({ table }: Plan, line: number, column: string): string {
  return table.rows[table.lines.indexOf(line)]?.[table.columns.indexOf(column)] ?? "";
}
