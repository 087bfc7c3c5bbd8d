// A proposal that waits: who, why, what it would give, and what to do with it.
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/proposals";
import type { ProposalCard } from "../api/types";
import { speak } from "../i18n";
import { moment } from "../i18n/dates";
import { PROPOSALS } from "../i18n/proposals";
import { Icon } from "../icons/Icon";
import { authorFunction, authorName, Avatar } from "../ui/Author";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { tellPage, usePage } from "../ui/events";
import { Field } from "../ui/Field";
import { Reads } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Redline } from "./Redline";

const say = speak(PROPOSALS);

interface CardProps {
  specification: string;
  card: ProposalCard;
  /** Whether the redline stands here, not in the place of the text. */
  redline: boolean;
  /** Whether the keys A and R mean this one when its requirement is the reader's place. */
  keyed?: boolean;
  onChanged: () => void;
}

export function Card({ specification, card, redline, keyed = false, onChanged }: CardProps): ReactElement {
  const [asking, setAsking] = useState<"accept" | "decline" | null>(null);
  const deed = useDeed();

  usePage("decide", useCallback(({ requirement, how }) => {
    if (keyed && card.may_decide && requirement === card.owner.id) setAsking(how);
  }, [keyed, card.may_decide, card.owner.id]));

  const settle = async (act: () => Promise<void>): Promise<boolean> => {
    const done = await deed.run(act);
    onChanged();
    if (done) setAsking(null);
    return done;
  };
  const accept = (): void => void settle(() => api.acceptProposal(specification, card.id, card.same_block ? card.against ?? "" : ""));
  const acceptWord = card.same_block ? say("acceptAnyway") : say("accept");

  return (
    <div className="proposal" role="group" aria-label={say("redlineOf", { code: card.code })} {...(card.may_decide ? { "data-decide": "" } : {})}>
      <Head card={card} />
      {redline && card.html !== "" ? <Redline card={card} /> : null}
      {card.html === "" ? <p className="note warn mt3"><Icon name="triangle-alert" /><span>{say("unreadable")}</span></p> : null}
      {card.same_block && card.may_decide ? <p className="note warn mt3"><Icon name="triangle-alert" /><span>{say("sameBlock")}</span></p> : null}
      {asking === "decline"
        ? <Decline busy={deed.busy} onStop={() => setAsking(null)} onDo={(reason) => void settle(() => api.declineProposal(specification, card.id, reason))} />
        : (
          <div className="row wrap mt3">
            {card.may_decide ? <Button small look="primary" icon="check" isDisabled={deed.busy || card.html === ""} onPress={accept}>{acceptWord}</Button> : null}
            {card.may_decide ? <Button small isDisabled={deed.busy} onPress={() => setAsking("decline")}>{say("decline")}</Button> : null}
            <Button small look="quiet" onPress={() => tellPage("discuss", { proposal: card })}>{say("discuss")}</Button>
            {card.may_withdraw ? <Button small look="quiet" isDisabled={deed.busy} onPress={() => void settle(() => api.withdrawProposal(specification, card.id))}>{say("withdraw")}</Button> : null}
            {card.reopens ? <span className="meta right">{say("reopens")}</span> : null}
            {card.may_withdraw && !card.may_decide ? <span className="meta right">{say("waiting")}</span> : null}
          </div>
        )}
      <Refused failure={deed.failure} />
      {asking !== "accept" ? null : (
        <Dialog title={say("acceptTitle")} about={card.code} isOpen onClose={() => setAsking(null)}>
          <div className="stack">
            <Head card={card} />
            <Redline card={card} />
            {card.same_block ? <p className="note warn"><Icon name="triangle-alert" /><span>{say("sameBlock")}</span></p> : null}
            {card.reopens ? <p className="meta">{say("reopens")}</p> : null}
            <Refused failure={deed.failure} />
            <div className="row end">
              <Button look="quiet" onPress={() => setAsking(null)}>{say("cancel")}</Button>
              <Button look="primary" icon="check" autoFocus isDisabled={deed.busy || card.html === ""} onPress={accept}>{acceptWord}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}

export function Head({ card }: { card: ProposalCard }): ReactElement {
  return (
    <div className="row top">
      <Avatar author={card.author} />
      <div className="grow">
        <b>{authorName(card.author)}</b> <span className="meta">{authorFunction(card.author)}, {moment(card.at)}</span>
        <p className="said">{card.reason}</p>
        <Reads label={card.label} />
      </div>
    </div>
  );
}

function Decline({ busy, onDo, onStop }: { busy: boolean; onDo: (reason: string) => void; onStop: () => void }): ReactElement {
  const [reason, setReason] = useState("");
  return (
    <form className="stack mt3" onSubmit={(event) => { event.preventDefault(); onDo(reason); }}>
      <Field label={say("declineWhy")} hint={say("declineHint")} value={reason} onChange={setReason} rows={2} autoFocus />
      <div className="row wrap">
        <Button small look="primary" type="submit" isDisabled={busy || reason.trim() === ""}>{say("declineDo")}</Button>
        <Button small look="quiet" onPress={onStop}>{say("cancel")}</Button>
      </div>
    </form>
  );
}
