// What is proposed about what one is reading: what waits, and what was answered, with the answer.
import { useCallback, useEffect, type ReactElement } from "react";
import * as api from "../api/proposals";
import type { ContextView, ProposalCard } from "../api/types";
import { speak } from "../i18n";
import { moment } from "../i18n/dates";
import { PROPOSALS } from "../i18n/proposals";
import { Card, Head } from "../proposals/Card";
import { Redline } from "../proposals/Redline";
import { authorName } from "../ui/Author";
import { useLatest } from "../ui/useLatest";

const say = speak(PROPOSALS);

export function ProposalsHere({ specification, context, onChanged }: { specification: string; context: ContextView; onChanged: () => void }): ReactElement | null {
  const { kind, id } = context.subject;
  const question = useCallback(
    () => api.readProposals(specification, kind === "requirement" ? { requirement: id } : { section: id }),
    [specification, kind, id],
  );
  const { answer, again } = useLatest(question);
  useEffect(again, [again, context]);
  const cards = answer?.proposals ?? [];
  const open = cards.filter(({ state }) => state === "open");
  const settled = cards.filter(({ state }) => state === "accepted" || state === "declined" || state === "withdrawn");
  if (open.length + settled.length === 0) return null;
  const changed = (): void => {
    again();
    onChanged();
  };
  return (
    <section aria-label={say("list")}>
      {open.map((card) => <Card key={card.id} specification={specification} card={card} redline onChanged={changed} />)}
      {settled.length === 0 ? null : (
        <details className="fold mt4">
          <summary>{say("settled")} <span className="meta">{settled.length}</span></summary>
          {settled.map((card) => <Settled key={card.id} card={card} />)}
        </details>
      )}
    </section>
  );
}

function Settled({ card }: { card: ProposalCard }): ReactElement {
  const by = card.decided_by === null || card.state === "withdrawn" ? "" : say("settledBy", { name: authorName(card.decided_by) });
  return (
    <div className={card.state === "accepted" ? "proposal" : "proposal declined"}>
      <Head card={card} />
      <Redline card={card} />
      <p className="mt3"><b>{say(`state.${card.state}`)}</b> <span className="meta">{[by, card.decided_at === null ? "" : moment(card.decided_at)].filter(Boolean).join(", ")}</span></p>
      {card.decision_reason === "" ? null : <p className="said">{card.decision_reason}</p>}
    </div>
  );
}
