// What became of one's proposal, told in its place until one has read it.
import type { ReactElement } from "react";
import * as api from "../api/proposals";
import type { ProposalCard } from "../api/types";
import { speak } from "../i18n";
import { PROPOSALS } from "../i18n/proposals";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";

const say = speak(PROPOSALS);

export function answerOf(card: ProposalCard): string {
  return card.state === "accepted" ? say("acceptedYours", { code: card.code }) : say("declinedYours", { code: card.code, reason: card.decision_reason });
}

export function Answered({ specification, card, onChanged }: { specification: string; card: ProposalCard; onChanged: () => void }): ReactElement {
  const deed = useDeed();
  const read = async (): Promise<void> => {
    if (await deed.run(() => api.acknowledgeDecision(specification, card.id))) onChanged();
  };
  return (
    <div className={card.state === "accepted" ? "proposal" : "proposal declined"}>
      <p className="row top"><Icon name={card.state === "accepted" ? "circle-check" : "circle-x"} /><span className="grow">{answerOf(card)}</span></p>
      <Refused failure={deed.failure} />
      <Button small isDisabled={deed.busy} onPress={() => void read()} place="mt3">{say("read")}</Button>
    </div>
  );
}
