// The decision: written by one seat, signed or refused by the other, or written by the sponsor when they split.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { DecisionView, Seat } from "../api/types";
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { CASE } from "../i18n/decisions";
import { Icon } from "../icons/Icon";
import { authorName } from "../ui/Author";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Glyph } from "../ui/marks";
import { Refused } from "../ui/Refused";
import type { PartProps } from "./Case";
import { Ruling } from "./Ruling";

const say = speak(CASE);
const SEATS: readonly Seat[] = ["work", "production"];

export function Decision(part: PartProps): ReactElement {
  const { case: it, sheet } = part.answer;
  const [again, setAgain] = useState(false);
  const last = it.decisions.at(-1);
  const writes = it.may_decide || it.may_settle;
  const fresh = { ...part, onFresh: (answer: typeof part.answer) => { setAgain(false); part.onFresh(answer); } };
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">{say("decision")}</h2>
      {it.decisions.filter((one) => one.state === "refused").map((one) => <p key={one.id} className="note warn mt3">{refusedText(one)}</p>)}
      {last === undefined || last.state === "refused" ? (writes ? null : <p className="sub mt2">{say(it.split ? "split" : "decisionLater")}</p>) : <Written decision={last} />}
      {it.may_sign && last !== undefined ? <Sign {...part} decision={last} /> : null}
      {writes && last?.state === "proposed" && !again ? <p className="mt3"><Button look="link" onPress={() => setAgain(true)}>{say("proposeAgain")}</Button></p> : null}
      {writes && (last?.state !== "proposed" || again) ? <Ruling {...fresh} /> : null}
      {it.stage === "decided" ? <p className="mt4"><a className="btn" href={sheet} download><Icon name="file-down" />{say("sheet")}</a></p> : null}
    </section>
  );
}

function refusedText(decision: DecisionView): string {
  const date = decision.closed_at === null ? "" : day(decision.closed_at);
  if (decision.refusal === "" || decision.other === null) return say("rewritten", { date });
  return say("refused", { name: authorName(decision.other), date, reason: decision.refusal });
}

function Written({ decision }: { decision: DecisionView }): ReactElement {
  return (
    <div className="ruling">
      <p className="serif">{decision.option}. {decision.text}</p>
      <p className="sub mt2"><b>{say("reasons")}</b> {decision.reasons}</p>
      <p className="sub mt2"><b>{say("givenUp")}</b> {decision.given_up}</p>
      <p className="sub mt2">{decision.dissent === "" ? say("noDissent") : <><b>{say("dissentTold")}</b> {decision.dissent}</>}</p>
      <p className="sub mt2"><b>{say("review")}</b> {day(decision.review_on)}</p>
      {decision.seat === null ? <p className="st ok mt3"><Icon name="circle-check" />{say("settled", { date: day(decision.at) })}</p> : (
        <ul className="seats-two">
          {SEATS.map((seat) => {
            const mine = seat === decision.seat;
            const by = mine ? decision.by : decision.state === "made" ? decision.other : null;
            const at = mine ? decision.at : decision.closed_at;
            return (
              <li key={seat}>
                <p className="row sub"><Glyph of={seat} />{say(`seat.${seat}`)}</p>
                {by === null ? null : <p className="b">{authorName(by)}</p>}
                <p className={by === null ? "st" : "st ok"}><Icon name={by === null ? "circle-dashed" : "circle-check"} />{by === null || at === null ? say("awaited") : say("signed", { date: day(at) })}</p>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function Sign({ specification, answer, decision, onFresh }: PartProps & { decision: DecisionView }): ReactElement {
  const deed = useDeed();
  const [reason, setReason] = useState<string | null>(null);
  const { id } = answer.case;
  return (
    <>
      <Refused failure={deed.failure} />
      <p className="mt3"><Button look="primary" isDisabled={deed.busy} onPress={() => void deed.run(async () => onFresh(await api.signDecision(specification, id, decision.mark)))}>{say("sign")}</Button></p>
      {reason === null ? <p className="mt2"><Button look="link" onPress={() => setReason("")}>{say("refuse")}</Button></p> : (
        <form className="mt3" onSubmit={(event) => { event.preventDefault(); void deed.run(async () => onFresh(await api.refuseDecision(specification, id, reason))); }}>
          <Field label={say("refuseReason")} value={reason} onChange={setReason} rows={2} autoFocus />
          <div className="row end mt3">
            <Button look="quiet" onPress={() => setReason(null)}>{say("cancel")}</Button>
            <Button type="submit" isDisabled={reason.trim() === "" || deed.busy}>{say("refuseDo")}</Button>
          </div>
        </form>
      )}
    </>
  );
}
