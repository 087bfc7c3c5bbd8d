// The levels of the project, one above the other: what they are called and who reads up to each.
import { useState, type ReactElement } from "react";
import * as api from "../api/people";
import type { Level, ProjectLevel } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { LEVELS } from "../i18n/levels";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Shutter } from "../ui/marks";
import { Refused } from "../ui/Refused";
import type { RoomProps } from "./People";

const say = speak(LEVELS);
const common = speak(COMMON);
const marks = speak(MARKS);
const MOST = 8;
/** N0, N1 and N2 are always there: suppliers, named suppliers, the firm. */
const FEWEST = 3;

export function levelName({ level, name }: Pick<ProjectLevel, "level" | "name">): string {
  return name !== "" ? name : level === 1 ? say("named") : marks(`level.${Math.min(level, 4) as 0 | 2 | 3 | 4}`);
}

export function Levels(room: RoomProps): ReactElement {
  const { view } = room;
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="mt8" aria-label={say("title")}>
      <h2>{say("title")}</h2>
      <p className="sub mt2">{say("about")}</p>
      <ul className="plain-list">
        {view.levels.map((one) => (
          <li key={one.level} className="row wrap">
            <span className={`lv lv-${Math.min(one.level, 4)}`}><Shutter level={one.level as Level} /><span>{`N${one.level}`}</span></span>
            <span className="grow"><b>{levelName(one)}</b><span className="meta block">{readersOf(one)}</span></span>
          </li>
        ))}
      </ul>
      <Button icon="pencil" place="mt3" data-new="levels" onPress={() => setOpen(true)}>{say("change")}</Button>
      {isOpen ? <LevelsDialog {...room} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function readersOf(one: ProjectLevel): string {
  if (one.level === 0) return say("readsAll");
  if (one.level === 1) return say("readsNamed");
  return one.level === 2 ? say("readsFirm") : say("reads", { names: one.readers.join(", ") });
}

function LevelsDialog({ project, view, onFresh, onClose }: RoomProps & { onClose: () => void }): ReactElement {
  const [names, setNames] = useState(view.levels.map(levelName));
  const deed = useDeed();
  const keep = async (wanted: string[]): Promise<void> => {
    if (await deed.run(async () => onFresh(await api.nameLevels(project, wanted)))) onClose();
  };
  const set = (place: number, name: string): void => setNames((now) => now.map((old, at) => (at === place ? name : old)));
  return (
    <Dialog title={say("change")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void keep(names.map((name) => name.trim())); }}>
        <p className="note acc">{say("order")}</p>
        {names.map((name, place) => <Field key={place} label={say("nameOf", { level: `N${place}` })} value={name} onChange={(to) => set(place, to)} isRequired />)}
        <div className="row wrap">
          {names.length < MOST ? <Button small icon="plus" onPress={() => setNames((now) => [...now, ""])}>{say("addAbove")}</Button> : null}
          {names.length > FEWEST ? <Button small look="quiet" onPress={() => setNames((now) => now.slice(0, -1))}>{say("removeLast", { level: `N${names.length - 1}` })}</Button> : null}
          <Button small look="quiet" isDisabled={deed.busy} onPress={() => void keep([])}>{say("usual")}</Button>
        </div>
        <p className="note">{say("then")}</p>
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={deed.busy || names.some((name) => name.trim() === "")}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
