// The findings, work on the left and production on the right, their common ground below.
import { useState, type ReactElement } from "react";
import * as api from "../api/origins";
import type { FindingStatus, FindingView, Register } from "../api/types";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Glyph, LevelMark } from "../ui/marks";
import { Menu } from "../ui/Menu";
import { Refused } from "../ui/Refused";
import { FindingForm } from "./FindingForm";
import { AroundButtons } from "./AroundButtons";
import type { RoomProps } from "./Origins";
import { LinkChip } from "./LinkChip";
import { ReasonDialog } from "./ReasonDialog";
import { NoFollowUp } from "./NoFollowUp";
import { makeHref } from "./state";
import { Tale } from "./Tale";
import { Withdraw } from "./Withdraw";

const say = speak(ORIGINS);
const REGISTERS: readonly Register[] = ["work", "production", "common"];

/** Where a finding may go next; validating is the pair's. */
const NEXT: Record<FindingStatus, readonly FindingStatus[]> = {
  noted: ["shared"],
  shared: ["contested", "validated"],
  contested: ["shared"],
  validated: ["common", "closed"],
  common: ["closed"],
  closed: [],
};
/** Where a finding goes only with a reason. */
const REASONED: readonly FindingStatus[] = ["contested", "closed"];
const BY_THE_PAIR: readonly FindingStatus[] = ["validated", "common", "closed"];

export function Findings(room: RoomProps): ReactElement {
  const { state, refresh } = room;
  const findings = state.findings.filter((finding) => finding.speakers === null);
  const [writing, setWriting] = useState(false);
  const [reasoned, setReasoned] = useState<Move | null>(null);
  const deed = useDeed();
  const move = async (one: Move, reason: string): Promise<void> => {
    const moved = await deed.run(async () => {
      await api.moveFinding(state.specification.id, one.finding.id, one.to, reason);
      await refresh();
    });
    if (moved) setReasoned(null);
  };
  const mayWrite = state.can.includes("finding.write_work") || state.can.includes("finding.write_production");
  return (
    <>
      {findings.length === 0 ? <p className="lede serif">{say("emptyFindings")}</p> : null}
      {mayWrite ? <Button icon="plus" data-new="finding" place={findings.length === 0 ? "mt4" : ""} onPress={() => setWriting(true)}>{say("addFinding")}</Button> : null}
      {mayWrite ? <a className="btn quiet" href={`/s/${state.specification.id}/origines/importer`}><Icon name="upload" />{say("bringIn")}</a> : null}
      <div className="registers">
        {REGISTERS.map((register) => (
          <section key={register} aria-label={say(`register.${register}`)} className={register === "common" ? "register whole" : "register"}>
            <h2 className="row"><Glyph of={register} />{say(`register.${register}`)}</h2>
            {findings.filter((finding) => finding.register === register).map((finding) => (
              <Finding key={finding.id} finding={finding} room={room} onReason={setReasoned} />
            ))}
            {findings.some((finding) => finding.register === register) ? null : <p className="sub mt3">{say("none")}</p>}
          </section>
        ))}
      </div>
      {writing ? <FindingForm state={state} onClose={() => setWriting(false)}
        onDone={async () => { await refresh(); setWriting(false); }} /> : null}
      {reasoned === null ? null : <ReasonDialog title={say("moveTo", { status: say(`finding.${reasoned.to}`) })} code={reasoned.finding.code} deed={deed}
        onClose={() => setReasoned(null)} onGive={(reason) => void move(reasoned, reason)} />}
    </>
  );
}

interface Move {
  finding: FindingView;
  to: FindingStatus;
}

function Finding({ finding, room, onReason }: { finding: FindingView; room: RoomProps; onReason: (move: Move) => void }): ReactElement {
  const deed = useDeed();
  const { state, refresh } = room;
  const mayValidate = state.can.includes("finding.validate");
  const mayWithdraw = BY_THE_PAIR.includes(finding.status) ? mayValidate : finding.may_edit;
  const next = NEXT[finding.status].filter((to) => (BY_THE_PAIR.includes(to) ? mayValidate : finding.may_edit));
  const move = (to: FindingStatus): void => void deed.run(async () => {
    await api.moveFinding(state.specification.id, finding.id, to, "");
    await refresh();
  });
  return (
    <article className="origin" id={`finding-${finding.id}`} data-owner="finding" data-id={finding.id} aria-labelledby={`f-${finding.id}`}>
      <p className="row wrap">
        <b className="nw">{finding.code}</b><span className="st">{say(`finding.${finding.status}`)}</span>
        <NoFollowUp gap={finding.uncovered} />
        <span className="right"><LevelMark label={finding.label} /></span>
      </p>
      <h3 id={`f-${finding.id}`}>{finding.title}</h3>
      {finding.text === null ? null : <Tale text={finding.text} state={state} name={say("textOf", { code: finding.code })} />}
      <p className="meta">{[say(`evidence.${finding.evidence}`), finding.situation_title, finding.unit_name].filter(Boolean).join(", ")}</p>
      {finding.links.length === 0 ? null : <p className="row wrap mt2">{finding.links.map((link) => <LinkChip key={link.id} link={link} href={state.specification.href} />)}</p>}
      <div className="row wrap mt2">
        {state.can.includes("requirement.add") ? <a className="btn sm" href={makeHref(state.specification, "finding", finding.id)}>{say("make")}</a> : null}
        {finding.may_edit ? <Button small look="quiet" icon="pencil" data-edit="finding" aria-label={say("correctNamed", { code: finding.code })} onPress={() => room.onCorrect({ finding })}>{say("correct")}</Button> : null}
        <AroundButtons kind="finding" id={finding.id} name={finding.code} room={room} />
        {mayWithdraw ? <Withdraw kind="finding" id={finding.id} name={finding.code} state={state} refresh={refresh} /> : null}
        {next.length === 0 ? null : (
          <Menu label={say("deeds", { code: finding.code })}
            deeds={next.map((to) => ({ id: to, text: say("moveTo", { status: say(`finding.${to}`) }), onAction: () => (REASONED.includes(to) ? onReason({ finding, to }) : move(to)) }))} />
        )}
      </div>
      <Refused failure={deed.failure} />
    </article>
  );
}
