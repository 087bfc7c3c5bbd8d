// Work situations, tasks and places of the firm.
import { useState, type ReactElement } from "react";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { LevelMark } from "../ui/marks";
import { AroundButtons } from "./AroundButtons";
import type { RoomProps } from "./Origins";
import { SituationForm, TaskForm, UnitForm } from "./sceneForms";
import { Tale } from "./Tale";
import { Withdraw } from "./Withdraw";

const say = speak(ORIGINS);

export function Scenes(room: RoomProps): ReactElement {
  const { state, refresh } = room;
  const [writing, setWriting] = useState<"situation" | "task" | "unit" | null>(null);
  const mayWrite = state.can.includes("simulation.write");
  const stop = (): void => setWriting(null);
  const done = async (): Promise<void> => {
    await refresh();
    stop();
  };
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
        <article key={situation.id} className="origin" id={`situation-${situation.id}`} data-owner="situation" data-id={situation.id} aria-labelledby={`sit-${situation.id}`}>
          <p className="row wrap"><span className="tag">{say(`condition.${situation.condition}`)}</span><span className="right"><LevelMark label={situation.label} /></span></p>
          <h3 id={`sit-${situation.id}`}>{situation.title}</h3>
          {situation.story === null ? null : <Tale text={situation.story} state={state} name={say("textOf", { code: situation.title })} />}
          <p className="meta">{[situation.unit_name, ...situation.task_names].filter(Boolean).join(", ")}</p>
          <div className="row wrap">
            {mayWrite ? <Correct kind="situation" name={situation.title} onPress={() => room.onCorrect({ situation })} /> : null}
            <AroundButtons kind="situation" id={situation.id} name={situation.title} room={room} />
            {mayWrite ? <Withdraw kind="situation" id={situation.id} name={situation.title} state={state} refresh={refresh} /> : null}
          </div>
        </article>
      ))}
      <h2 className="mt8">{say("tasks")}</h2>
      {state.tasks.length === 0 ? <p className="sub mt3">{say("emptyTasks")}</p> : <div className="scroll-x mt3" tabIndex={0} role="group" aria-label={say("tasks")}>
        <table className="tbl">
          <thead><tr><th scope="col">{say("taskName")}</th><th scope="col">{say("unit")}</th><th scope="col">{say("support")}</th><th scope="col">{say("supportReason")}</th>{mayWrite ? <th scope="col">{say("actions")}</th> : null}</tr></thead>
          <tbody>
            {state.tasks.map((task) => (
              <tr key={task.id}><th scope="row">{task.name}</th><td>{task.unit_name}</td><td>{say(`support.${task.support}`)}</td><td>{task.support_reason}</td>
                {mayWrite ? <td><Deeds kind="task" item={task} room={room} onCorrect={() => room.onCorrect({ task })} /></td> : null}</tr>
            ))}
          </tbody>
        </table>
      </div>}
      <h2 className="mt8">{say("places")}</h2>
      {state.units.length === 0 ? <p className="sub mt3">{say("emptyUnits")}</p> : (
        <ul className="plain-list mt3">
          {state.units.map((unit) => (
            <li key={unit.id} className="row wrap"><span className="grow">{unit.name}</span>
              {mayWrite ? <Deeds kind="unit" item={unit} room={room} onCorrect={() => room.onCorrect({ unit })} /> : null}</li>
          ))}
        </ul>
      )}
      {writing === "situation" ? <SituationForm state={state} onClose={stop} onDone={done} /> : null}
      {writing === "task" ? <TaskForm state={state} onClose={stop} onDone={done} /> : null}
      {writing === "unit" ? <UnitForm state={state} onClose={stop} onDone={done} /> : null}
    </>
  );
}

interface DeedsProps {
  kind: "task" | "unit";
  item: { id: string; name: string };
  room: RoomProps;
  onCorrect: () => void;
}

function Deeds({ kind, item, room, onCorrect }: DeedsProps): ReactElement {
  return (
    <div className="row wrap">
      <Correct kind={kind} name={item.name} onPress={onCorrect} />
      <Withdraw kind={kind} id={item.id} name={item.name} state={room.state} refresh={room.refresh} />
    </div>
  );
}

function Correct({ kind, name, onPress }: { kind: "situation" | "task" | "unit"; name: string; onPress: () => void }): ReactElement {
  return <Button small look="quiet" icon="pencil" data-edit={kind} aria-label={say("correctNamed", { code: name })} onPress={onPress}>{say("correct")}</Button>;
}
