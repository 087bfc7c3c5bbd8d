// The register of access: what was opened, sent or taken out, filtered by kind and period. Nothing is chosen or counted by person.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/register";
import type { RegisterKind, RegisterLineView, RegisterView } from "../api/types";
import { speak } from "../i18n";
import { day, moment } from "../i18n/dates";
import { REGISTER } from "../i18n/register";
import { Icon } from "../icons/Icon";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { useLatest } from "../ui/useLatest";

const say = speak(REGISTER);
const EVERY = "";

export interface RegisterProps {
  specification: { id: string };
  project: { id: string };
  register: RegisterView;
}

export default function Register({ specification, project, register }: RegisterProps): ReactElement {
  const [kind, setKind] = useState<RegisterKind | typeof EVERY>(EVERY);
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const wanted: api.Wanted = {};
  if (kind !== EVERY) wanted.kind = kind;
  if (since !== "") wanted.since = since;
  if (until !== "") wanted.until = until;
  const question = useCallback(
    () => api.readRegister(project.id, { ...(kind === EVERY ? {} : { kind }), ...(since === "" ? {} : { since }), ...(until === "" ? {} : { until }) }),
    [project.id, kind, since, until],
  );
  const { answer, failure } = useLatest(question, register);
  const shown = answer ?? register;
  const kinds = [{ value: EVERY, text: say("every") }, ...shown.kinds.map((one) => ({ value: one.kind, text: one.name }))] as const;
  return (
    <>
      <p><a className="btn sm" href={`/s/${specification.id}/personnes`}><Icon name="arrow-left" />{say("back")}</a></p>
      <h1 className="mt4">{say("title")}</h1>
      <p className="lede">{say("lede")}</p>
      <p className="sub mt2">{say("about", { months: shown.months })}</p>
      <div className="row bottom wrap mt6">
        <Select label={say("kind")} value={kind} onChange={setKind} options={kinds} />
        <Field label={say("since")} type="date" value={since} onChange={setSince} />
        <Field label={say("until")} type="date" value={until} onChange={setUntil} />
      </div>
      <Refused failure={failure} />
      <Lines lines={shown.lines} />
      {shown.all_shown ? null : <p className="note mt4">{say("more")}</p>}
      <section className="mt8" aria-label={say("takeOut")}>
        <h2>{say("takeOut")}</h2>
        <p className="sub">{say("takenOut")}</p>
        <p className="row wrap mt3">
          <a className="btn" download href={api.registerFile(project.id, "csv", wanted)}><Icon name="download" />{say("csv")}</a>
          <a className="btn" download href={api.registerFile(project.id, "json", wanted)}><Icon name="download" />{say("json")}</a>
        </p>
      </section>
    </>
  );
}

function Lines({ lines }: { lines: readonly RegisterLineView[] }): ReactElement {
  if (lines.length === 0) return <p className="sub mt6">{say("none")}</p>;
  return (
    <div className="scroll-x mt4" tabIndex={0} role="group" aria-label={say("title")}>
      <table className="tbl lines">
        <thead><tr><th scope="col">{say("what")}</th><th scope="col">{say("kind")}</th><th scope="col">{say("by")}</th><th scope="col">{say("date")}</th></tr></thead>
        <tbody>
          {lines.map((line, place) => (
            <tr key={place}>
              <th scope="row">{line.what}{line.reason === "" ? null : <span className="meta block">{say("reason", { reason: line.reason })}</span>}</th>
              <td data-label={say("kind")}>{line.kind_name}</td>
              <td data-label={say("by")}>{by(line)}</td>
              <td data-label={say("date")} className="nw">{line.whole_day ? day(line.at) : moment(line.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function by(line: RegisterLineView): string {
  if (line.organization === "") return say("server");
  return `${line.person === "" ? say("nobody") : line.person}, ${line.organization}`;
}
