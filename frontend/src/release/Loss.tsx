// What is lost on the way to a supplier, beside the preview: one bar, what was lost before, and what weighs most.
import type { ReactElement } from "react";
import type { LossView, RequirementLoss } from "../api/types";
import { counted, currentLanguage, speak } from "../i18n";
import { LOSS } from "../i18n/loss";
import { Icon } from "../icons/Icon";
import { lostPartText, pointsText, shareText } from "../ui/loss";

const say = speak(LOSS);

/** The requirements named beside the gauge; the others are on the page of the whole. */
const MOST = 12;

/** What weighs most first, and before all what must not move and is hidden. */
function inOrder(requirements: readonly RequirementLoss[]): RequirementLoss[] {
  const weight = (item: RequirementLoss): number => item.loss * item.importance + (item.imperative ? 1000 : 0);
  return [...requirements].sort((one, other) => weight(other) - weight(one));
}

export function Loss({ loss, name }: { loss: LossView; name: string }): ReactElement {
  const shown = inOrder(loss.requirements).slice(0, MOST);
  const others = loss.requirements.length - shown.length;
  return (
    <section aria-label={say("title")}>
      <h3>{say("title")}</h3>
      <p className="figure">
        <b className="num">{shareText(loss.loss)}</b>{" "}
        <span className="sub">{say("doesNotPass")}{loss.before === null ? null : <span className="block">{say("before", { loss: shareText(loss.before.loss), n: loss.before.number })}</span>}</span>
      </p>
      <svg className="gauge" role="img" aria-label={say("gauge", { loss: shareText(loss.loss) })}>
        <defs><pattern id="lost" className="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="7" /></pattern></defs>
        <rect x={`${100 - loss.loss * 100}%`} width={`${loss.loss * 100}%`} height="100%" fill="url(#lost)" />
      </svg>
      <p className="meta mt2">{say("aim")}{loss.whole ? "" : ` ${say("mine")}`} <a href={`${loss.href}#calcul`}>{say("formula")}</a></p>
      {loss.loss === 0 ? <p className="note ok mt3"><Icon name="circle-check" /><span>{say("nothing", { name })}</span></p> : null}
      {loss.recovers > 0 ? <p className="sub mt3">{say("recovers", { points: pointsText(loss.recovers) })}</p> : null}
      <ul className="lost">{shown.map((item) => <Line key={item.id} item={item} />)}</ul>
      {others > 0 ? <p className="meta">{counted(say, others, "more", "mores")}</p> : null}
      {loss.drafts > 0 ? <p className="meta mt2">{counted(say, loss.drafts, "draft", "drafts")}</p> : null}
      <p className="mt2"><a className="line-link" href={loss.href}><Icon name="eye-off" />{say("all")}</a></p>
    </section>
  );
}

function Line({ item }: { item: RequirementLoss }): ReactElement {
  const recovers = item.lost.reduce((sum, part) => sum + part.recovers, 0);
  return (
    <li>
      {item.imperative ? <span className="st bad"><Icon name="circle-alert" />{say("red")}</span>
        : item.without_meaning ? <span className="st warn"><Icon name="circle-alert" />{say("senseless")}</span> : null}
      <p><b className="nw">{item.code}</b> {item.title}</p>
      <p className="sub">{new Intl.ListFormat(currentLanguage()).format(item.lost.map(lostPartText))}</p>
      {recovers > 0 ? <p className="meta">{say("wouldGiveBack", { points: pointsText(recovers) })}</p> : null}
    </li>
  );
}
