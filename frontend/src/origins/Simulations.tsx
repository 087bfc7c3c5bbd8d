// Simulations of tomorrow's work, each with the results it brought to light.
import { useState, type ReactElement } from "react";
import * as api from "../api/origins";
import type { ResultStatus, ResultView, SimulationView } from "../api/types";
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Glyph, LevelMark } from "../ui/marks";
import { Menu } from "../ui/Menu";
import { Refused } from "../ui/Refused";
import type { RoomProps } from "./Origins";
import { CorrectResult, CorrectSimulation } from "./CorrectDialog";
import { LinkChip } from "./LinkChip";
import { PlainText } from "./PlainText";
import { ResultForm, SimulationForm } from "./simulationForms";
import { NoFollowUp } from "./NoFollowUp";
import { makeHref, withFresh } from "./state";
import { Withdraw } from "./Withdraw";

const say = speak(ORIGINS);
const NEXT: Record<ResultStatus, readonly ResultStatus[]> = { raw: ["confirmed", "parked"], confirmed: ["parked"], parked: ["confirmed"] };

export function Simulations({ state, setState, refresh }: RoomProps): ReactElement {
  const [correcting, setCorrecting] = useState<SimulationView | null>(null);
  const [writing, setWriting] = useState<"simulation" | SimulationView | null>(null);
  const mayWrite = state.can.includes("simulation.write");
  const stop = (): void => setWriting(null);
  return (
    <>
      {state.simulations.length === 0 ? <p className="lede serif">{say("emptySimulations")}</p> : null}
      {mayWrite ? <Button icon="plus" data-new="simulation" place={state.simulations.length === 0 ? "mt4" : ""} onPress={() => setWriting("simulation")}>{say("addSimulation")}</Button> : null}
      {state.simulations.map((simulation) => (
        <section key={simulation.id} className="simulation" aria-labelledby={`sim-${simulation.id}`}>
          <h2 id={`sim-${simulation.id}`} className="row"><Glyph of="simulation" />{simulation.title}</h2>
          <p className="meta">{[simulation.held_on === "" ? "" : day(simulation.held_on), simulation.support, simulation.group, simulation.situation_title].filter(Boolean).join(", ")}</p>
          {state.results.filter((result) => result.simulation_id === simulation.id).map((result) => (
            <Result key={result.id} result={result} state={state} setState={setState} refresh={refresh} />
          ))}
          {mayWrite ? (
            <div className="row wrap mt2">
              <Button small look="quiet" icon="plus" onPress={() => setWriting(simulation)}>{say("addResult")}</Button>
              <Button small look="quiet" icon="pencil" data-edit="simulation" aria-label={say("correctNamed", { code: simulation.title })} onPress={() => setCorrecting(simulation)}>{say("correct")}</Button>
              <Withdraw kind="simulation" id={simulation.id} name={simulation.title} state={state} setState={setState} refresh={refresh} />
            </div>
          ) : null}
        </section>
      ))}
      {correcting === null ? null : <CorrectSimulation state={state} item={correcting} onClose={() => setCorrecting(null)}
        onDone={async () => { await refresh(); setCorrecting(null); }} />}
      {writing === "simulation" ? <SimulationForm state={state} onClose={stop}
        onDone={(fresh) => { stop(); setState((now) => ({ ...now, simulations: withFresh(now.simulations, fresh) })); }} /> : null}
      {writing !== null && writing !== "simulation" ? <ResultForm state={state} simulation={writing} onClose={stop}
        onDone={(fresh) => { stop(); setState((now) => ({ ...now, results: withFresh(now.results, fresh) })); }} /> : null}
    </>
  );
}

function Result({ result, state, setState, refresh }: RoomProps & { result: ResultView }): ReactElement {
  const deed = useDeed();
  const [correcting, setCorrecting] = useState(false);
  const keep = (fresh: ResultView): void => setState((now) => ({ ...now, results: withFresh(now.results, fresh) }));
  const move = (to: ResultStatus): void => void deed.run(async () => keep(await api.moveResult(state.specification.id, result.id, to)));
  return (
    <article className="origin" id={`result-${result.id}`} aria-labelledby={`r-${result.id}`}>
      <p className="row wrap">
        <Glyph of={result.register} /><b className="nw">{result.code}</b><span className="tag">{say(`kind.${result.kind}`)}</span><span className="st">{say(`result.${result.status}`)}</span>
        <NoFollowUp gap={result.uncovered} />
        <span className="right"><LevelMark label={result.label} /></span>
      </p>
      <h3 id={`r-${result.id}`}>{result.title}</h3>
      {result.text === null ? null : <PlainText tree={result.text.tree} />}
      {result.links.length === 0 ? null : <p className="row wrap mt2">{result.links.map((link) => <LinkChip key={link.id} link={link} href={state.specification.href} />)}</p>}
      <div className="row wrap mt2">
        {state.can.includes("requirement.add") ? <a className="btn sm" href={makeHref(state.specification, "result", result.id)}>{say("make")}</a> : null}
        {result.may_edit ? <Button small look="quiet" icon="pencil" data-edit="result" aria-label={say("correctNamed", { code: result.code })} onPress={() => setCorrecting(true)}>{say("correct")}</Button> : null}
        {result.may_edit ? <Withdraw kind="result" id={result.id} name={result.code} state={state} setState={setState} refresh={refresh} /> : null}
        {result.may_edit ? <Menu label={say("deeds", { code: result.code })}
          deeds={NEXT[result.status].map((to) => ({ id: to, text: say("moveTo", { status: say(`result.${to}`) }), onAction: () => move(to) }))} /> : null}
      </div>
      <Refused failure={deed.failure} />
      {correcting ? <CorrectResult state={state} item={result} onClose={() => setCorrecting(false)}
        onDone={async () => { await refresh(); setCorrecting(false); }} /> : null}
    </article>
  );
}
