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
import { AroundButtons } from "./AroundButtons";
import type { RoomProps } from "./Origins";
import { LinkChip } from "./LinkChip";
import { ResultForm, SimulationForm } from "./simulationForms";
import { NoFollowUp } from "./NoFollowUp";
import { makeHref } from "./state";
import { Tale } from "./Tale";
import { Withdraw } from "./Withdraw";

const say = speak(ORIGINS);
const NEXT: Record<ResultStatus, readonly ResultStatus[]> = { raw: ["confirmed", "parked"], confirmed: ["parked"], parked: ["confirmed"] };

export function Simulations(room: RoomProps): ReactElement {
  const { state, refresh } = room;
  const [writing, setWriting] = useState<"simulation" | SimulationView | null>(null);
  const mayWrite = state.can.includes("simulation.write");
  const stop = (): void => setWriting(null);
  const done = async (): Promise<void> => {
    await refresh();
    stop();
  };
  return (
    <>
      {state.simulations.length === 0 ? <p className="lede serif">{say("emptySimulations")}</p> : null}
      {mayWrite ? <Button icon="plus" data-new="simulation" place={state.simulations.length === 0 ? "mt4" : ""} onPress={() => setWriting("simulation")}>{say("addSimulation")}</Button> : null}
      {state.simulations.map((simulation) => (
        <section key={simulation.id} className="simulation" aria-labelledby={`sim-${simulation.id}`}>
          <h2 id={`sim-${simulation.id}`} className="row"><Glyph of="simulation" />{simulation.title}</h2>
          <p className="meta">{[simulation.held_on === "" ? "" : day(simulation.held_on), simulation.support, simulation.group, simulation.situation_title].filter(Boolean).join(", ")}</p>
          {state.results.filter((result) => result.simulation_id === simulation.id).map((result) => (
            <Result key={result.id} result={result} room={room} />
          ))}
          {mayWrite ? (
            <div className="row wrap mt2">
              <Button small look="quiet" icon="plus" onPress={() => setWriting(simulation)}>{say("addResult")}</Button>
              <Button small look="quiet" icon="pencil" data-edit="simulation" aria-label={say("correctNamed", { code: simulation.title })} onPress={() => room.onCorrect({ simulation })}>{say("correct")}</Button>
              <Withdraw kind="simulation" id={simulation.id} name={simulation.title} state={state} refresh={refresh} />
            </div>
          ) : null}
        </section>
      ))}
      {writing === "simulation" ? <SimulationForm state={state} onClose={stop} onDone={done} /> : null}
      {writing !== null && writing !== "simulation" ? <ResultForm state={state} simulation={writing} onClose={stop} onDone={done} /> : null}
    </>
  );
}

function Result({ result, room }: { result: ResultView; room: RoomProps }): ReactElement {
  const deed = useDeed();
  const { state, refresh } = room;
  const move = (to: ResultStatus): void => void deed.run(async () => {
    await api.moveResult(state.specification.id, result.id, to);
    await refresh();
  });
  return (
    <article className="origin" id={`result-${result.id}`} data-owner="result" data-id={result.id} aria-labelledby={`r-${result.id}`}>
      <p className="row wrap">
        <Glyph of={result.register} /><b className="nw">{result.code}</b><span className="tag">{say(`kind.${result.kind}`)}</span><span className="st">{say(`result.${result.status}`)}</span>
        <NoFollowUp gap={result.uncovered} />
        <span className="right"><LevelMark label={result.label} /></span>
      </p>
      <h3 id={`r-${result.id}`}>{result.title}</h3>
      {result.text === null ? null : <Tale text={result.text} state={state} name={say("textOf", { code: result.code })} />}
      {result.links.length === 0 ? null : <p className="row wrap mt2">{result.links.map((link) => <LinkChip key={link.id} link={link} href={state.specification.href} />)}</p>}
      <div className="row wrap mt2">
        {state.can.includes("requirement.add") ? <a className="btn sm" href={makeHref(state.specification, "result", result.id)}>{say("make")}</a> : null}
        {result.may_edit ? <Button small look="quiet" icon="pencil" data-edit="result" aria-label={say("correctNamed", { code: result.code })} onPress={() => room.onCorrect({ result })}>{say("correct")}</Button> : null}
        <AroundButtons kind="result" id={result.id} name={result.code} room={room} />
        {result.may_edit ? <Withdraw kind="result" id={result.id} name={result.code} state={state} refresh={refresh} /> : null}
        {result.may_edit ? <Menu label={say("deeds", { code: result.code })}
          deeds={NEXT[result.status].map((to) => ({ id: to, text: say("moveTo", { status: say(`result.${to}`) }), onAction: () => move(to) }))} /> : null}
      </div>
      <Refused failure={deed.failure} />
    </article>
  );
}
