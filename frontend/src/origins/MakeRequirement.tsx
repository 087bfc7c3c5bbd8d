// « En faire une exigence » : the origin on one side, the requirement one writes on the other.
import type { ReactElement } from "react";
import * as api from "../api/origins";
import type { FindingView, ResultView } from "../api/types";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Icon } from "../icons/Icon";
import { useDeed } from "../ui/deed";
import { Glyph, LevelMark } from "../ui/marks";
import { RequirementForm } from "./RequirementForm";

const say = speak(ORIGINS);

export interface MakeRequirementProps {
  specification: { id: string; href: string };
  origin: FindingView | ResultView;
  origin_kind: "finding" | "result";
  text: string;
  similar: { code: string; title: string; href: string }[];
  sections: { id: string; number: string; title: string }[];
  tasks: { id: string; name: string }[];
  can: string[];
}

export default function MakeRequirement(props: MakeRequirementProps): ReactElement {
  const { specification, origin, origin_kind, sections, tasks } = props;
  const deed = useDeed();
  const make = (wanted: api.NewRequirement): void => void deed.run(async () => {
    const made = await api.makeRequirement(specification.id, wanted);
    window.location.assign(made.href ?? specification.href);
  });
  return (
    <div className="split">
      <Source {...props} />
      <section className="dst" aria-label={say("newRequirement")}>
        <RequirementForm specification={specification.id} deed={deed} target={{ kind: origin_kind, id: origin.id }} code={origin.code} sections={sections} tasks={tasks} onMake={make} />
      </section>
    </div>
  );
}

function Source({ specification, origin, origin_kind, text, similar }: MakeRequirementProps): ReactElement {
  return (
    <section className="src" aria-labelledby="origin-title">
      <p><a href={`${specification.href}/origines`} className="btn link"><Icon name="arrow-left" />{say("back")}</a></p>
      <p className="row wrap mt3">
        <Glyph of={origin_kind === "result" ? "simulation" : origin.register} /><b className="nw">{origin.code}</b>
        <span className="right"><LevelMark label={origin.label} /></span>
      </p>
      <h1 id="origin-title" className="mt2">{origin.title}</h1>
      <div className="tale">{text.split("\n").filter(Boolean).map((words, index) => <p key={index}>{words}</p>)}</div>
      <dl className="facts">
        {origin.situation_title === "" ? null : <><dt>{say("situation")}</dt><dd>{origin.situation_title}</dd></>}
        {"evidence" in origin ? <><dt>{say("evidence")}</dt><dd>{say(`evidence.${origin.evidence}`)}</dd></> : null}
        {"unit_name" in origin && origin.unit_name !== "" ? <><dt>{say("unit")}</dt><dd>{origin.unit_name}</dd></> : null}
      </dl>
      <p className="note mt6"><Icon name="shield" /><span>{say("stays")}</span></p>
      {similar.length === 0 ? null : (
        <>
          <p className="meta mt5">{say("similar")}</p>
          <p className="row wrap mt2">{similar.map((item) => <a key={item.code} className="chip" href={item.href}><b className="nw">{item.code}</b> {item.title}</a>)}</p>
        </>
      )}
    </section>
  );
}
