// Where the signing of a requirement stands: what is still missing, who has signed, what changed since, and one's own deeds.
import { useState, type ReactElement } from "react";
import * as api from "../api/signing";
import type { SigningCard } from "../api/types";
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { SIGNING } from "../i18n/signing";
import { Icon } from "../icons/Icon";
import { authorName } from "../ui/Author";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Glyph } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { WordingOf } from "../wording/Remarks";
import { Since } from "./Since";

const say = speak(SIGNING);

export interface VisasProps {
  specification: string;
  card: SigningCard;
  onFresh: (card: SigningCard) => void;
}

export function Visas({ specification, card, onFresh }: VisasProps): ReactElement {
  const deed = useDeed();
  const [reason, setReason] = useState("");
  const act = (how: () => Promise<SigningCard>): void => void deed.run(async () => onFresh(await how()));
  const ready = card.checks.every(({ check, met }) => met || (check === "criterion" && reason.trim() !== ""));
  const explains = card.may_sign && card.exempt && !card.checks.some(({ check, met }) => check === "criterion" && met);

  return (
    <div className="visas">
      {card.refusal === null ? null : (
        <p className="note warn mt4">{say("refused", { name: authorName(card.refusal.by), date: day(card.refusal.at), reason: card.refusal.reason })}</p>
      )}
      {card.since === null ? null : <Since since={card.since} />}
      <Gate card={card} />
      <WordingOf specification={specification} requirement={card.requirement_id} mark={card.mark} />
      {explains ? <Field label={say("exemption")} hint={say("exemptionHint")} value={reason} onChange={setReason} rows={2} place="mt4" /> : null}
      <ul className="seats-two">
        {card.seats.map((seat) => (
          <li key={seat.seat}>
            <p className="row sub"><Glyph of={seat.seat} />{say(`seat.${seat.seat}`)}</p>
            <p className="b">{seat.signed && seat.by !== null ? authorName(seat.by) : seat.holder ?? say("vacant")}</p>
            <p className={`st ${seat.signed ? "ok" : seat.fallen ? "warn" : ""}`.trim()}>
              <Icon name={seat.signed ? "circle-check" : "circle-dashed"} />
              {seat.signed && seat.at !== null ? say("given", { date: day(seat.at) }) : say(seat.fallen ? "fallen" : "awaited")}
            </p>
            {seat.signed && seat.reason !== "" ? <p className="sub">{say("carriedFor", { reason: seat.reason })}</p> : null}
          </li>
        ))}
      </ul>
      <Refused failure={deed.failure} />
      <div className="row wrap mt3">
        {card.may_sign ? (
          <Button look="primary" aria-label={say("signFor", { code: card.code })} isDisabled={!ready || deed.busy}
            onPress={() => act(() => api.giveVisa(specification, card.requirement_id, card.mark, reason))}>{say("sign")}</Button>
        ) : null}
        {card.may_carry ? (
          <Button isDisabled={deed.busy} onPress={() => act(() => api.carryVisas(specification, card.requirement_id, card.mark))}>{say("carry")}</Button>
        ) : null}
        {card.may_withdraw ? (
          <Button isDisabled={deed.busy} onPress={() => act(() => api.withdrawVisa(specification, card.requirement_id))}>{say("withdraw")}</Button>
        ) : null}
      </div>
      {card.may_carry ? <p className="meta mt2">{say("carryHint")}</p> : null}
      {card.may_refuse ? <Refuse busy={deed.busy} onRefuse={(why) => act(() => api.refuseVisa(specification, card.requirement_id, why))} /> : null}
    </div>
  );
}

function Gate({ card }: { card: SigningCard }): ReactElement {
  return (
    <>
      <h4 className="mt4">{say("gate")}</h4>
      <ul className="gate">
        {card.checks.map(({ check, met }) => (
          <li key={check} className={met ? "ok" : "no"}>
            <Icon name={met ? "circle-check" : "circle-alert"} />
            <span>{say(`check.${check}`)}<span className={met ? "vh" : "sub"}> : {say(met ? "met" : "missing")}</span></span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Refuse({ busy, onRefuse }: { busy: boolean; onRefuse: (reason: string) => void }): ReactElement {
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) return <p className="mt2"><Button look="link" onPress={() => setReason("")}>{say("refuse")}</Button></p>;
  return (
    <form className="mt3" onSubmit={(event) => { event.preventDefault(); onRefuse(reason); }}>
      <Field label={say("refuseReason")} value={reason} onChange={setReason} rows={2} autoFocus />
      <div className="row end mt3">
        <Button look="quiet" onPress={() => setReason(null)}>{say("cancel")}</Button>
        <Button type="submit" isDisabled={reason.trim() === "" || busy}>{say("refuseDo")}</Button>
      </div>
    </form>
  );
}
