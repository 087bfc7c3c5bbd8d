// Entry cards of those who have no e-mail address: made anew and printed, for those one ticks.
import { useState, type ReactElement } from "react";
import type { PersonLine } from "../api/types";
import { speak } from "../i18n";
import { PEOPLE } from "../i18n/people";
import { Icon } from "../icons/Icon";
import { Ticks } from "../ui/Choices";

const say = speak(PEOPLE);

export function Cards({ people, action }: { people: readonly PersonLine[]; action: string }): ReactElement {
  const [picked, setPicked] = useState<readonly string[]>([]);
  return (
    <section className="mt8" aria-label={say("cards")} data-section="cards">
      <h2>{say("cards")}</h2>
      <p className="sub">{say("cardsAbout")}</p>
      {people.length === 0 ? <p className="sub mt3">{say("cardsNone")}</p> : (
        <form className="stack-6 mt4" method="post" action={action}>
          <Ticks label={say("cardsPick")} options={people.map((one) => ({ value: one.membership_id, text: one.name }))} values={picked} onChange={setPicked} />
          {picked.map((one) => <input key={one} type="hidden" name="member" value={one} />)}
          <p><button className="btn" disabled={picked.length === 0}><Icon name="file-text" />{say("cardsPrint")}</button></p>
        </form>
      )}
    </section>
  );
}
