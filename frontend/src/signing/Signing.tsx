// The page of what is to be signed: each requirement as it would be printed, what is missing, and the visas.
import { useRef, useState, type ReactElement } from "react";
import { base } from "../api/client";
import type { SigningCard } from "../api/types";
import { speak } from "../i18n";
import { SIGNING } from "../i18n/signing";
import { WORDING } from "../i18n/wording";
import { useKeptFocus } from "../ui/keptFocus";
import { Visas, type VisasProps } from "./Visas";

const say = speak(SIGNING);
const wording = speak(WORDING);

export interface SigningProps {
  specification: { id: string };
  to_sign: { cards: readonly SigningCard[] };
}

export default function Signing({ specification, to_sign }: SigningProps): ReactElement {
  const [cards, setCards] = useState(to_sign.cards);
  const fresh = (card: SigningCard): void => setCards((now) => now.map((one) => (one.requirement_id === card.requirement_id ? card : one)));
  return (
    <>
      <h1>{say("title")}</h1>
      {cards.length === 0 ? <Nothing /> : <p className="lede">{say("lede")}</p>}
      <p className="mt3"><a className="btn" href={`/s/${specification.id}/relecture`}>{wording("whole")}</a></p>
      {cards.map((card) => <ToSign key={card.requirement_id} specification={specification.id} card={card} onFresh={fresh} />)}
    </>
  );
}

function ToSign({ specification, card, onFresh }: VisasProps): ReactElement {
  const place = useRef<HTMLElement>(null);
  useKeptFocus(place);
  return (
    <section ref={place} className="to-sign" tabIndex={-1} aria-label={`${card.code}, ${card.title}`}>
      <h2 className="vh">{card.code}</h2>
      {card.status === "to_sign" ? (
        <>
          <div>
            <div className="sheet-piece" dangerouslySetInnerHTML={{ __html: card.html }} />
            <p className="mt3"><a className="btn quiet" href={card.href}>{say("read")}</a></p>
          </div>
          <Visas specification={specification} card={card} onFresh={onFresh} />
        </>
      ) : <Left specification={specification} card={card} />}
    </section>
  );
}

/** What became of a requirement that is no longer to be signed. */
function Left({ specification, card }: { specification: string; card: SigningCard }): ReactElement {
  const arbitrated = card.status === "arbitration";
  return (
    <p className="note row wrap" role="status">
      <span>{say(arbitrated ? "arbitrated" : "validated", { code: card.code })}</span>
      {arbitrated ? <a className="btn" href={`${base()}/s/${specification}/decisions`}>{say("toDecisions")}</a> : null}
    </p>
  );
}

function Nothing(): ReactElement {
  return (
    <>
      <p className="lede">{say("nothing")}</p>
      <p className="sub">{say("nothingHow")}</p>
    </>
  );
}
