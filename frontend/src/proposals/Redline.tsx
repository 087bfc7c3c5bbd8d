// What a proposal would make of the text, drawn by the server with the renderer of the page.
import type { ReactElement } from "react";
import type { ProposalCard } from "../api/types";
import { speak } from "../i18n";
import { PROPOSALS } from "../i18n/proposals";

const say = speak(PROPOSALS);

export function Redline({ card, onPress }: { card: ProposalCard; onPress?: () => void }): ReactElement {
  return (
    <div
      className="redline rich" role="group" aria-label={say("redlineOf", { code: card.code })} onClick={onPress}
      dangerouslySetInnerHTML={{ __html: card.html }}
    />
  );
}
