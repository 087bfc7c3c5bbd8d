// Figures and parts of what is lost on the way, in words.
import type { LostPart } from "../api/types";
import { currentLanguage, speak } from "../i18n";
import { LOSS } from "../i18n/loss";

const say = speak(LOSS);

/** A share in whole percents, which says neither nothing of something nor everything of a part. */
export function shareText(loss: number): string {
  const percents = Math.round(loss * 100);
  if (loss > 0 && percents === 0) return say("under");
  if (loss < 1 && percents === 100) return say("over");
  return say("percents", { n: percents });
}

/** What something weighs in the whole, in points of a hundred. */
export function pointsText(share: number): string {
  const points = Math.round(share * 1000) / 10;
  if (share > 0 && points === 0) return say("underPoint");
  const one = currentLanguage() === "fr" ? points < 2 : points === 1;
  return say(one ? "point" : "points", { n: new Intl.NumberFormat(currentLanguage()).format(points) });
}

export function lostPartText(part: LostPart): string {
  return `${say(`part.${part.part}`, { name: part.name })} (${say(`arrival.${part.arrival}`)})`;
}
