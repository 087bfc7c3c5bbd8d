// The two gaps that must be seen: what has no follow-up, and what has no origin.
import type { ReactElement } from "react";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Icon } from "../icons/Icon";
import { linkHref, makeHref, originHref, type OriginsState } from "./state";

const say = speak(ORIGINS);

export function Gaps({ state }: { state: OriginsState }): ReactElement {
  const uncovered = [
    ...state.findings.filter((finding) => finding.uncovered !== "none").map((finding) => ({ ...finding, origin: "finding" as const })),
    ...state.results.filter((result) => result.uncovered !== "none").map((result) => ({ ...result, origin: "result" as const })),
  ];
  if (uncovered.length === 0 && state.orphans.length === 0) return <p className="note ok"><Icon name="circle-check" /><span>{say(state.every_origin ? "noGap" : "noGapSeen")}</span></p>;
  const mayMake = state.can.includes("requirement.add");
  const mayLink = state.can.includes("link.write");
  const [uncoveredList, orphanList] = state.every_origin ? [say("uncoveredList"), say("orphanList")] : [say("uncoveredSeen"), say("orphanSeen")];
  return (
    <div className="two">
      <section aria-label={uncoveredList}>
        <h2 className="row"><Icon name="circle-dashed" />{uncoveredList}</h2>
        <ul className="plain-list gap-list">
          {uncovered.map((item) => (
            <li key={item.id} className="row"><b className="nw">{item.code}</b><span className="grow">{item.title}</span>
              {mayMake ? <a className="btn sm" href={makeHref(state.specification, item.origin, item.id)}>{say("make")}</a>
                : <a className="btn sm" href={originHref(state.specification, item.origin, item.id)}>{say("read")}</a>}</li>
          ))}
        </ul>
      </section>
      <section aria-label={orphanList}>
        <h2 className="row"><Icon name="unlink-2" />{orphanList}</h2>
        {state.every_origin ? null : <p className="sub mt2">{say("seenNote")}</p>}
        <ul className="plain-list gap-list">
          {state.orphans.map((item) => (
            <li key={item.id} className="row"><b className="nw">{item.code}</b><span className="grow">{item.title}</span>
              <a className="btn sm" href={linkHref(state.specification, item.id)} aria-label={say(mayLink ? "linkNamed" : "readNamed", { code: item.code })}>{say(mayLink ? "link" : "read")}</a></li>
          ))}
        </ul>
      </section>
    </div>
  );
}
