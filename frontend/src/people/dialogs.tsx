// Inviting a person, adding an organisation.
import { useState, type ReactElement } from "react";
import * as api from "../api/people";
import type { OrganizationKind, PeopleView, PersonLine, Role } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { LEVELS } from "../i18n/levels";
import { MARKS } from "../i18n/marks";
import { PEOPLE } from "../i18n/people";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { levelName } from "./Levels";
import type { RoomProps } from "./People";

const say = speak(PEOPLE);
const common = speak(COMMON);
const marks = speak(MARKS);
const levels = speak(LEVELS);
/** Who reads all, what names them, or nothing, by their role alone. */
const FIXED: readonly Role[] = ["steering_work", "steering_production", "supplier", "administrator"];
const KINDS: readonly OrganizationKind[] = ["supplier", "consultancy", "firm"];

export function InviteDialog({ project, view, onFresh, onClose }: RoomProps & { onClose: () => void }): ReactElement {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [byCard, setByCard] = useState(false);
  const [role, setRole] = useState<Role | null>(null);
  const [organization, setOrganization] = useState<string | null>(null);
  const [tasks, setTasks] = useState<string[]>([]);
  const deed = useDeed();
  const ready = name.trim() !== "" && (byCard || email.includes("@")) && role !== null && organization !== null && !deed.busy;

  const chooseOrganization = (chosen: string): void => {
    const fitting = rolesOf(view, chosen);
    setOrganization(chosen);
    setRole((kept) => fitting.find((one) => one === kept) ?? (fitting.length === 1 ? fitting[0] ?? null : null));
  };
  const send = async (): Promise<void> => {
    if (role === null || organization === null) return;
    const body = { name: name.trim(), role, organization_id: organization, task_ids: tasks };
    const made = byCard ? api.addWithoutMail(project, body) : api.invite(project, { ...body, email: email.trim() });
    if (await deed.run(async () => onFresh(await made))) onClose();
  };

  return (
    <Dialog title={say("invite")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <Field label={say("inviteName")} value={name} onChange={setName} autoFocus isRequired autoComplete="off" />
        {byCard ? <p className="note">{say("byCardAbout")}</p> : <Field label={say("email")} hint={say("emailHint")} type="email" value={email} onChange={setEmail} isRequired autoComplete="off" />}
        <Ticks label={say("howIn")} options={[{ value: "card", text: say("noMail") }]} values={byCard ? ["card"] : []} onChange={(chosen) => setByCard(chosen.length > 0)} />
        <div className="two">
          <Select label={say("organization")} value={organization} onChange={chooseOrganization} options={view.organizations.map((item) => ({ value: item.id, text: item.name }))} />
          <RolePick view={view} organization={organization} value={role} onChange={setRole} />
        </div>
        <TaskPick view={view} role={role} values={tasks} onChange={setTasks} />
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={!ready}>{say(byCard ? "addByCard" : "inviteDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Another role in the same organisation, and which tasks are theirs. */
export function MemberDialog({ project, view, person, onFresh, onEnd, onClose }: RoomProps & { person: PersonLine; onEnd: () => void; onClose: () => void }): ReactElement {
  const [role, setRole] = useState<Role>(person.role);
  const [tasks, setTasks] = useState(person.task_ids);
  const [level, setLevel] = useState(person.level);
  const deed = useDeed();
  const same = tasks.length === person.task_ids.length && tasks.every((task) => person.task_ids.includes(task));
  const keep = async (): Promise<void> => {
    const done = await deed.run(async () => {
      if (role !== person.role) onFresh(await api.changeRole(project, person.membership_id, role));
      if (level !== null && level !== person.level) onFresh(await api.setLevel(project, person.membership_id, level));
      if (!same) onFresh(await api.setTasks(project, person.membership_id, tasks));
    });
    if (done) onClose();
  };
  return (
    <Dialog title={say("changeOf", { name: person.name })} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
        <RolePick view={view} organization={person.organization_id} value={role} onChange={setRole} />
        <TaskPick view={view} role={role} values={tasks} onChange={setTasks} />
        {level !== null && role === person.role && !FIXED.includes(role) ? (
          <Select label={levels("readsUpTo")} value={String(level)} onChange={(to) => setLevel(Number(to))}
            options={[{ value: "-1", text: levels("nothing") }, ...view.levels.filter((one) => one.level !== 1).map((one) => ({ value: String(one.level), text: `N${one.level} ${levelName(one)}` }))]} />
        ) : null}
        <Refused failure={deed.failure} />
        <div className="row wrap end">
          <Button look="quiet" onPress={onEnd}>{say("end")}</Button>
          <Button look="quiet" place="right" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={deed.busy || (same && role === person.role && level === person.level)}>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function rolesOf(view: PeopleView, organization: string | null): readonly Role[] {
  const kind = view.organizations.find((one) => one.id === organization)?.kind;
  return view.roles.find((one) => one.kind === kind)?.roles ?? [];
}

interface RolePickProps {
  view: PeopleView;
  organization: string | null;
  value: Role | null;
  onChange: (role: Role) => void;
}

function RolePick({ view, organization, value, onChange }: RolePickProps): ReactElement {
  const hint = organization === null ? { hint: say("roleHint") } : {};
  return (
    <Select label={say("role")} {...hint} value={value} onChange={onChange} isDisabled={organization === null}
      options={rolesOf(view, organization).map((role) => ({ value: role, text: marks(`role.${role}`) }))} />
  );
}

/** Only employees write by their tasks. */
function TaskPick({ view, role, values, onChange }: { view: PeopleView; role: Role | null; values: string[]; onChange: (tasks: string[]) => void }): ReactElement | null {
  if (role !== "employee" || view.tasks.length === 0) return null;
  return (
    <div>
      <Ticks label={say("personTasks")} values={values} onChange={onChange} options={view.tasks.map((task) => ({ value: task.id, text: task.name }))} />
      <p className="hint">{say("personTasksHint")}</p>
    </div>
  );
}

export function OrganizationDialog({ project, onFresh, onClose }: RoomProps & { onClose: () => void }): ReactElement {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<OrganizationKind>("supplier");
  const deed = useDeed();
  const add = async (): Promise<void> => {
    if (await deed.run(async () => onFresh(await api.addOrganization(project, name.trim(), kind)))) onClose();
  };
  return (
    <Dialog title={say("addOrganization")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <Field label={say("organizationName")} value={name} onChange={setName} autoFocus isRequired />
        <Select label={say("organizationKind")} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, text: say(`kind.${value}`) }))} />
        <p className="note">{say("isolation")}</p>
        <Refused failure={deed.failure} />
        <div className="row end">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === "" || deed.busy}>{say("addDo")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
