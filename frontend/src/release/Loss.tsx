// What is lost on the way to a supplier, beside the preview: one bar, what was lost before, and what weighs most.
import type { ReactElement } from "react";
import type { LossView, RequirementLoss } from "../api/types";
import { counted, currentLanguage, speak } from "../i18n";
import { LOSS } from "../i18n/loss";
import { Icon } from "../icons/Icon";

const say = speak(LOSS);

/** The requirements named beside the gauge; the others are on the page of the whole. */
const MOST = 12;

/** A share in whole percents, which says neither nothing of something nor everything of a part. */
export function shareText(loss: number): string {
  const percents = Math.round(loss * 100);
  if (loss > 0 && percents === 0) return say("under");
  if (loss < 1 && percents === 100) return say("over");
  return say("percents", { n: percents });
}

/** What something weighs in the whole, in points of a hundred. */
function pointsText(share: number): string {
  const points = Math.round(share * 1000) / 10;
  if (share > 0 && points === 0) return say("underPoint");
  const one = currentLanguage() === "fr" ? points < 2 : points === 1;
  return say(one ? "point" : "points", { n: new Intl.NumberFormat(currentLanguage()).format(points) });
}

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
  const parts = item.lost.map((part) => `${say(`part.${part.part}`, { name: part.name })} (${say(`arrival.${part.arrival}`)})`);
  return (
    <li>
      {item.imperative ? <span className="st bad"><Icon name="circle-alert" />{say("red")}</span>
        : item.without_meaning ? <span className="st warn"><Icon name="circle-alert" />{say("senseless")}</span> : null}
      <p><b className="nw">{item.code}</b> {item.title}</p>
      <p className="sub">{new Intl.ListFormat(currentLanguage()).format(parts)}</p>
      {recovers > 0 ? <p className="meta">{say("wouldGiveBack", { points: pointsText(recovers) })}</p> : null}
    </li>
  );
}
