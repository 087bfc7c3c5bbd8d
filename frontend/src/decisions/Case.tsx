// One case: what it is about, the options and their effects, the voices, what suppliers say, and the decision.
import { useState, type ReactElement } from "react";
import { base } from "../api/client";
import type { CaseAnswer } from "../api/types";
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { CASE, DECISIONS } from "../i18n/decisions";
import { Icon } from "../icons/Icon";
import { authorName } from "../ui/Author";
import { LevelMark } from "../ui/marks";
import { Changes } from "./Changes";
import { Decision } from "./Decision";
import { Matrix } from "./Matrix";
import { Suppliers } from "./Suppliers";
import { Voices } from "./Voices";

const say = speak(CASE);
const list = speak(DECISIONS);

export interface CaseProps {
  specification: { id: string };
  answer: CaseAnswer;
}

/** What each part of the page needs: the case, and where to put it once it is fresh. */
export interface PartProps {
  specification: string;
  answer: CaseAnswer;
  onFresh: (answer: CaseAnswer) => void;
}

export default function Case({ specification, answer: first }: CaseProps): ReactElement {
  const [answer, setAnswer] = useState(first);
  const { case: it } = answer;
  const part: PartProps = { specification: specification.id, answer, onFresh: setAnswer };
  return (
    <>
      <p className="meta row wrap">
        <a className="line-link" href={`${base()}/s/${specification.id}/decisions`}>{say("back")}</a>
        <span className="right row wrap"><LevelMark label={it.label} /><span className={`st ${it.stage === "decided" ? "ok" : "warn"}`}><Icon name={it.stage === "decided" ? "circle-check" : "scale"} />{list(`stage.${it.stage}`)}</span></span>
      </p>
      <h1 className="mt2">{it.question}</h1>
      <p className="sub">
        {say("born")}{answer.about.map((one, place) => <span key={one.id}>{place === 0 ? "" : ", "}<a className="nw" href={one.href}>{one.code}</a> {one.title}</span>)}. {say(`ground.${it.ground}`)}{" "}
        <span className="meta">{say("opened", { date: day(it.opened_at), name: authorName(it.by) })}</span>
      </p>
      <Matrix {...part} />
      <div className="decide">
        <div>
          <Voices {...part} />
          <Suppliers {...part} />
        </div>
        <div>
          <Decision {...part} />
          {it.may_change ? <Changes {...part} /> : null}
        </div>
      </div>
    </>
  );
}
