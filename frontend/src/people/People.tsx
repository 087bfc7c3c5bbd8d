// The people of a project: two seats, members, invitations, organisations.
import { useState, type ReactElement } from "react";
import * as api from "../api/people";
import type { PeopleView, PersonLine } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { day } from "../i18n/dates";
import { MARKS } from "../i18n/marks";
import { PEOPLE } from "../i18n/people";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Glyph } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { Cards } from "./Cards";
import { Circles } from "./Circles";
import { Levels } from "./Levels";
import { InviteDialog, MemberDialog, OrganizationDialog } from "./dialogs";

const say = speak(PEOPLE);
const common = speak(COMMON);
const marks = speak(MARKS);

export interface PeopleProps {
  project: { id: string };
  people: PeopleView;
  /** Where the register of access is read, for those who may. */
  register: string | null;
  /** Where entry cards are made, for those who may. */
  cards: string | null;
}

export interface RoomProps {
  project: string;
  view: PeopleView;
  onFresh: (view: PeopleView) => void;
}

export default function People({ project, people, register, cards }: PeopleProps): ReactElement {
  const [view, setView] = useState(people);
  const [adding, setAdding] = useState<"person" | "organization" | null>(null);
  const room: RoomProps = { project: project.id, view, onFresh: setView };
  const mayInvite = view.can.includes("member.invite");
  const stop = (): void => setAdding(null);
  return (
    <>
      <div className="row wrap top">
        <div className="grow"><h1>{say("title")}</h1><p className="lede">{say("lede")}</p></div>
        {mayInvite ? <Button look="primary" icon="user-plus" onPress={() => setAdding("person")}>{say("invite")}</Button> : null}
      </div>
      <Seats view={view} />
      <Members {...room} />
      {view.can.includes("label.change") ? <Levels {...room} /> : null}
      <Circles {...room} />
      {mayInvite ? <Invitations {...room} /> : null}
      {mayInvite && cards !== null ? <Cards people={view.people.filter((one) => one.by_card)} action={cards} /> : null}
      <Organizations {...room} onAdd={() => setAdding("organization")} />
      {register === null ? null : (
        <section className="mt8" aria-label={say("register")}>
          <h2>{say("register")}</h2>
          <p className="sub">{say("registerAbout")}</p>
          <p className="mt3"><a className="btn" href={register}><Icon name="shield-check" />{say("registerRead")}</a></p>
        </section>
      )}
      {adding === "person" ? <InviteDialog {...room} onClose={stop} /> : null}
      {adding === "organization" ? <OrganizationDialog {...room} onClose={stop} /> : null}
    </>
  );
}

function Seats({ view }: { view: PeopleView }): ReactElement {
  return (
    <section className="mt6" aria-label={say("seats")}>
      <h2>{say("seats")}</h2>
      <ul className="plain-list">
        {view.seats.map((seat) => (
          <li key={seat.seat} className="row"><Glyph of={seat.seat} /><b>{say(`seat.${seat.seat}`)}</b><span className={seat.name === null ? "sub" : ""}>{seat.name ?? say("vacant")}</span></li>
        ))}
      </ul>
    </section>
  );
}

function Organizations({ project, view, onFresh, onAdd }: RoomProps & { onAdd: () => void }): ReactElement {
  const [ending, setEnding] = useState<{ id: string; name: string } | null>(null);
  const deed = useDeed();
  const mayEnd = view.can.includes("member.invite");
  const here = new Set([...view.people, ...view.invitations].map((one) => one.organization_id));
  const end = async (id: string): Promise<void> => {
    if (await deed.run(async () => onFresh(await api.endOrganization(project, id)))) setEnding(null);
  };
  return (
    <section className="mt8" aria-label={say("organizations")}>
      <h2>{say("organizations")}</h2>
      <ul className="plain-list">
        {view.organizations.map((organization) => (
          <li key={organization.id} className="row wrap">
            <Icon name="building-2" /><span className="grow"><b>{organization.name}</b> <span className="meta">{say(`kind.${organization.kind}`)}</span></span>
            {mayEnd && organization.kind !== "firm" && here.has(organization.id)
              ? <Button small data-end="organization" aria-label={say("endOrganization", { name: organization.name })} onPress={() => setEnding(organization)}>{say("endOrganizationShort")}</Button> : null}
          </li>
        ))}
      </ul>
      {mayEnd ? <Button icon="plus" place="mt3" data-new="organization" onPress={onAdd}>{say("addOrganization")}</Button> : null}
      {ending === null ? null : (
        <Dialog title={say("endOrganization", { name: ending.name })} isOpen onClose={() => setEnding(null)}>
          <p className="note warn mt4">{say("endOrganizationAbout", { name: ending.name })}</p>
          <Refused failure={deed.failure} />
          <div className="row end mt6">
            <Button look="quiet" onPress={() => setEnding(null)}>{common("cancel")}</Button>
            <Button look="danger" isDisabled={deed.busy} onPress={() => void end(ending.id)}>{say("end")}</Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Members({ project, view, onFresh }: RoomProps): ReactElement {
  const [changing, setChanging] = useState<PersonLine | null>(null);
  const [ending, setEnding] = useState<PersonLine | null>(null);
  const deed = useDeed();
  const mayEnd = view.can.includes("member.invite");
  const nameOf = (id: string): string => view.organizations.find((organization) => organization.id === id)?.name ?? "";
  const tasksOf = (person: PersonLine): string => view.tasks.filter((task) => person.task_ids.includes(task.id)).map((task) => task.name).join(", ");
  const end = async (person: PersonLine): Promise<void> => {
    if (await deed.run(async () => onFresh(await api.endMembership(project, person.membership_id)))) setEnding(null);
  };
  return (
    <section className="mt8" aria-label={say("members")}>
      <h2>{say("members")}</h2>
      <div className="scroll-x mt3" tabIndex={0} role="group" aria-label={say("members")}>
        <table className="tbl lines">
          <thead><tr><th scope="col">{say("name")}</th><th scope="col">{say("role")}</th><th scope="col">{say("organization")}</th><th scope="col">{say("tasks")}</th>{mayEnd ? <th scope="col">{say("deed")}</th> : null}</tr></thead>
          <tbody>
            {view.people.map((person) => (
              <tr key={person.membership_id}>
                <th scope="row">{person.name}<span className="meta block">{person.by_card ? say("byCard") : person.email}</span></th>
                <td data-label={say("role")}>{marks(`role.${person.role}`)}</td>
                <td data-label={say("organization")}>{nameOf(person.organization_id)}</td>
                <td data-label={say("tasks")}>{tasksOf(person)}</td>
                {mayEnd ? <td><Button small aria-label={say("changeOf", { name: person.name })} onPress={() => setChanging(person)}>{say("change")}</Button></td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changing === null ? null : (
        <MemberDialog project={project} view={view} onFresh={onFresh} person={changing}
          onEnd={() => { setEnding(changing); setChanging(null); }} onClose={() => setChanging(null)} />
      )}
      {ending === null ? null : (
        <Dialog title={say("endOf", { name: ending.name })} isOpen onClose={() => setEnding(null)}>
          <p className="note warn mt4">{say("endAbout", { name: ending.name })}</p>
          <Refused failure={deed.failure} />
          <div className="row end mt6">
            <Button look="quiet" onPress={() => setEnding(null)}>{common("cancel")}</Button>
            <Button look="danger" isDisabled={deed.busy} onPress={() => void end(ending)}>{say("end")}</Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Invitations({ project, view, onFresh }: RoomProps): ReactElement {
  const deed = useDeed();
  const withdraw = (id: string): void => void deed.run(async () => onFresh(await api.withdrawInvitation(project, id)));
  return (
    <section className="mt8" aria-label={say("invitations")}>
      <h2>{say("invitations")}</h2>
      {view.invitations.length === 0 ? <p className="sub mt3">{say("noInvitations")}</p> : null}
      <ul className="plain-list">
        {view.invitations.map((invitation) => (
          <li key={invitation.id} className="row wrap">
            <Icon name="mail" /><span className="grow"><b>{invitation.name}</b>, {invitation.email} <span className="meta block">{marks(`role.${invitation.role}`)}, {say("expires", { date: day(invitation.expires_at) })}</span></span>
            <Button small isDisabled={deed.busy} aria-label={say("withdraw", { name: invitation.name })} onPress={() => withdraw(invitation.id)}>{say("withdrawShort")}</Button>
          </li>
        ))}
      </ul>
      <Refused failure={deed.failure} />
    </section>
  );
}
