// Work situations, tasks and places of the firm.
import { useState, type ReactElement } from "react";
import type { SituationView, TaskView, UnitView } from "../api/types";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { LevelMark } from "../ui/marks";
import { CorrectSituation, CorrectTask, CorrectUnit } from "./CorrectDialog";
import type { RoomProps } from "./Origins";
import { PlainText } from "./PlainText";
import { SituationForm, TaskForm, UnitForm } from "./sceneForms";
import { withFresh, type OriginsProps } from "./state";
import { Withdraw } from "./Withdraw";

const say = speak(ORIGINS);

export function Scenes(room: RoomProps): ReactElement {
  const { state, setState, refresh } = room;
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const [writing, setWriting] = useState<"situation" | "task" | "unit" | null>(null);
  const mayWrite = state.can.includes("simulation.write");
  const stop = (): void => setWriting(null);
  return (
    <>
      {state.situations.length === 0 ? <p className="lede serif">{say("emptySituations")}</p> : null}
      {mayWrite ? (
        <div className={state.situations.length === 0 ? "row wrap mt4" : "row wrap"}>
          <Button icon="plus" onPress={() => setWriting("situation")}>{say("addSituation")}</Button>
          <Button icon="plus" onPress={() => setWriting("task")}>{say("addTask")}</Button>
          <Button icon="plus" onPress={() => setWriting("unit")}>{say("addUnit")}</Button>
        </div>
      ) : null}
      <h2 className="mt6">{say("situations")}</h2>
      {state.situations.map((situation) => (
        <article key={situation.id} className="origin" id={`situation-${situation.id}`} aria-labelledby={`sit-${situation.id}`}>
          <p className="row wrap"><span className="tag">{say(`condition.${situation.condition}`)}</span><span className="right"><LevelMark label={situation.label} /></span></p>
          <h3 id={`sit-${situation.id}`}>{situation.title}</h3>
          {situation.story === null ? null : <PlainText tree={situation.story.tree} />}
          <p className="meta">{[situation.unit_name, ...situation.task_names].filter(Boolean).join(", ")}</p>
          {mayWrite ? <Deeds kind="situation" item={{ id: situation.id, name: situation.title }} room={room} onCorrect={() => setCorrecting({ situation })} /> : null}
        </article>
      ))}
      <h2 className="mt8">{say("tasks")}</h2>
      {state.tasks.length === 0 ? <p className="sub mt3">{say("emptyTasks")}</p> : <div className="scroll-x mt3" tabIndex={0} role="group" aria-label={say("tasks")}>
        <table className="tbl">
          <thead><tr><th scope="col">{say("taskName")}</th><th scope="col">{say("unit")}</th><th scope="col">{say("support")}</th><th scope="col">{say("supportReason")}</th>{mayWrite ? <th scope="col">{say("actions")}</th> : null}</tr></thead>
          <tbody>
            {state.tasks.map((task) => (
              <tr key={task.id}><th scope="row">{task.name}</th><td>{task.unit_name}</td><td>{say(`support.${task.support}`)}</td><td>{task.support_reason}</td>
                {mayWrite ? <td><Deeds kind="task" item={task} room={room} onCorrect={() => setCorrecting({ task })} /></td> : null}</tr>
            ))}
          </tbody>
        </table>
      </div>}
      <h2 className="mt8">{say("places")}</h2>
      {state.units.length === 0 ? <p className="sub mt3">{say("emptyUnits")}</p> : (
        <ul className="plain-list mt3">
          {state.units.map((unit) => (
            <li key={unit.id} className="row wrap"><span className="grow">{unit.name}</span>
              {mayWrite ? <Deeds kind="unit" item={unit} room={room} onCorrect={() => setCorrecting({ unit })} /> : null}</li>
          ))}
        </ul>
      )}
      {correcting === null ? null : <CorrectScene what={correcting} state={state} onClose={() => setCorrecting(null)}
        onDone={async () => { await refresh(); setCorrecting(null); }} />}
      {writing === "situation" ? <SituationForm state={state} onClose={stop}
        onDone={(fresh) => { stop(); setState((now) => ({ ...now, situations: withFresh(now.situations, fresh) })); }} /> : null}
      {writing === "task" ? <TaskForm state={state} onClose={stop}
        onDone={(fresh) => { stop(); setState((now) => ({ ...now, tasks: withFresh(now.tasks, fresh) })); }} /> : null}
      {writing === "unit" ? <UnitForm state={state} onClose={stop}
        onDone={(fresh) => { stop(); setState((now) => ({ ...now, units: withFresh(now.units, fresh) })); }} /> : null}
    </>
  );
}

type Correcting = { situation: SituationView } | { task: TaskView } | { unit: UnitView };

function CorrectScene({ what, ...rest }: { what: Correcting; state: OriginsProps; onClose: () => void; onDone: () => Promise<void> }): ReactElement {
  if ("situation" in what) return <CorrectSituation item={what.situation} {...rest} />;
  return "task" in what ? <CorrectTask item={what.task} {...rest} /> : <CorrectUnit item={what.unit} {...rest} />;
}

interface DeedsProps {
  kind: "situation" | "task" | "unit";
  item: { id: string; name: string };
  room: RoomProps;
  onCorrect: () => void;
}

function Deeds({ kind, item, room, onCorrect }: DeedsProps): ReactElement {
  return (
    <div className="row wrap">
      <Button small look="quiet" icon="pencil" data-edit={kind} aria-label={say("correctNamed", { code: item.name })} onPress={onCorrect}>{say("correct")}</Button>
      <Withdraw kind={kind} id={item.id} name={item.name} {...room} />
    </div>
  );
}
