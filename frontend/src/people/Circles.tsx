// Closed circles: the pair and the people it names, who alone read what is kept there.
import { useState, type ReactElement } from "react";
import * as api from "../api/people";
import type { CircleLine } from "../api/types";
import { speak } from "../i18n";
import { CIRCLES } from "../i18n/circles";
import { COMMON } from "../i18n/common";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { RoomProps } from "./People";

const say = speak(CIRCLES);
const common = speak(COMMON);
const NEVER: readonly string[] = ["steering_work", "steering_production", "supplier", "administrator"];

export function Circles(room: RoomProps): ReactElement | null {
  const { view } = room;
  const [open, setOpen] = useState<CircleLine | "new" | null>(null);
  const mayMake = view.can.includes("label.change");
  const named = (circle: CircleLine): string => view.people.filter((one) => circle.person_ids.includes(one.person_id)).map((one) => one.name).join(", ");
  if (!mayMake && view.circles.length === 0) return null;
  return (
    <section className="mt8" aria-label={say("title")}>
      <h2>{say("title")}</h2>
      <p className="sub mt2">{say(mayMake ? "about" : "aboutMember")}</p>
      <ul className="plain-list">
        {view.circles.map((circle) => (
          <li key={circle.id} className="row wrap">
            <Icon name="lock" /><span className="grow"><b>{circle.name}</b><span className="meta block">{circle.person_ids.length === 0 ? say("pairOnly") : say("pairAnd", { names: named(circle) })}</span></span>
            {mayMake ? <Button small aria-label={say("changeOf", { name: circle.name })} onPress={() => setOpen(circle)}>{say("change")}</Button> : null}
          </li>
        ))}
      </ul>
      {mayMake ? <Button icon="plus" place="mt3" data-new="circle" onPress={() => setOpen("new")}>{say("add")}</Button> : null}
      {open === null ? null : <CircleDialog key={open === "new" ? "" : open.id} {...room} circle={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function CircleDialog({ project, view, circle, onFresh, onClose }: RoomProps & { circle: CircleLine | null; onClose: () => void }): ReactElement {
  const [name, setName] = useState(circle?.name ?? "");
  const [people, setPeople] = useState(circle?.person_ids ?? []);
  const deed = useDeed();
  const body = { name: name.trim(), person_ids: people };
  const run = async (act: () => Promise<typeof view>): Promise<void> => {
    if (await deed.run(async () => onFresh(await act()))) onClose();
  };
  const keep = (): void => void run(() => (circle === null ? api.addCircle(project, body) : api.changeCircle(project, circle.id, body)));
  return (
    <Dialog title={circle === null ? say("add") : say("changeOf", { name: circle.name })} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Field label={say("name")} value={name} onChange={setName} hint={say("nameHint")} autoFocus isRequired />
        <Ticks label={say("people")} values={people} onChange={setPeople}
          options={view.people.filter((one) => !NEVER.includes(one.role)).map((one) => ({ value: one.person_id, text: one.name }))} />
        <p className="note">{say("use")}</p>
        <Refused failure={deed.failure} />
        <div className="row wrap end">
          {circle === null ? null : <Button look="quiet" isDisabled={deed.busy} onPress={() => void run(() => api.removeCircle(project, circle.id))}>{say("remove")}</Button>}
          <Button look="quiet" place="right" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === "" || deed.busy}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
