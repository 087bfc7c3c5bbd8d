// « Décisions »: what is being decided, what was, what was put off; to a supplier, what it is asked.
import { useState, type ReactElement } from "react";
import type { CaseLine, DecisionsView, PutOffLine } from "../api/types";
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { DECISIONS } from "../i18n/decisions";
import { Icon } from "../icons/Icon";
import { LevelMark, State } from "../ui/marks";
import { OpenCase } from "./OpenCase";
import { Questions } from "./Questions";

const say = speak(DECISIONS);

export interface DecisionsProps {
  specification: { id: string };
  decisions: DecisionsView;
}

export default function Decisions({ specification, decisions: first }: DecisionsProps): ReactElement {
  const [decisions, setDecisions] = useState(first);
  if (decisions.supplier) return <Questions specification={specification.id} questions={decisions.questions} onFresh={setDecisions} />;
  const underWay = decisions.cases.filter((one) => one.stage !== "decided");
  const decided = decisions.cases.filter((one) => one.stage === "decided");
  return (
    <>
      <h1>{say("title")}</h1>
      <p className="lede">{say("lede")}</p>
      {decisions.can.includes("arbitration.open") ? <OpenCase specification={specification.id} decisions={decisions} /> : null}
      <section className="mt6" aria-labelledby="under-way">
        <h2 id="under-way">{say("underWay")}</h2>
        {underWay.length === 0 ? <><p className="mt3">{say("none")}</p><p className="sub">{say("noneHow")}</p></> : <Cases cases={underWay} />}
      </section>
      {decided.length === 0 ? null : <section className="mt6" aria-labelledby="decided"><h2 id="decided">{say("decided")}</h2><Cases cases={decided} /></section>}
      <section className="mt6" aria-labelledby="put-off">
        <h2 id="put-off">{say("putOff")}</h2>
        {decisions.put_off.length === 0 ? <p className="sub mt3">{say("putOffNone")}</p> : <PutOff lines={decisions.put_off} />}
      </section>
    </>
  );
}

function Cases({ cases }: { cases: readonly CaseLine[] }): ReactElement {
  return (
    <ul className="plain-list cases">
      {cases.map((one) => (
        <li key={one.id}>
          <p className="row wrap"><a className="line-link b" href={one.href}>{one.question}</a><span className="right"><LevelMark label={one.label} /></span></p>
          <p className="meta row wrap">
            <span className="nw">{one.codes.join(", ")}</span>
            <span>{one.decided === null ? say(`stage.${one.stage as "options"}`) : say("chosen", { option: one.decided, date: day(one.at) })}</span>
            {one.awaits ? <span className="st acc"><Icon name="hand" />{say("awaits")}</span> : null}
          </p>
        </li>
      ))}
    </ul>
  );
}

function PutOff({ lines }: { lines: readonly PutOffLine[] }): ReactElement {
  return (
    <ul className="plain-list">
      {lines.map((one) => (
        <li key={one.href}>
          <p className="row wrap"><span className="nw meta">{one.code}</span><a className="line-link" href={one.href}>{one.title}</a><span className="right row"><State status={one.status} />{one.status === "deferred" ? <span className="sub">{say("lot", { lot: one.lot })}</span> : null}</span></p>
          <p className="sub">{one.reason === "" ? say("noReason") : one.reason}{one.at === null ? "" : `, ${day(one.at)}`}</p>
        </li>
      ))}
    </ul>
  );
}
