// Which parts a supplier reads live, and since when.
import { useState, type ReactElement } from "react";
import * as api from "../api/release";
import type { ReleaseBoardView } from "../api/types";
import { speak } from "../i18n";
import { day } from "../i18n/dates";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { peopleText } from "./people";
import type { RoomProps } from "./Release";

const say = speak(RELEASE);

export function Openings({ specification, board, onFresh }: RoomProps): ReactElement {
  const deed = useDeed();
  const act = (what: () => Promise<ReleaseBoardView>): void => void deed.run(async () => onFresh(await what()));
  return (
    <section className="mt8" aria-label={say("openings")}>
      <h2>{say("openings")}</h2>
      <p className="sub">{say("openingsAbout")}</p>
      {board.openings.length === 0 ? <p className="sub mt3">{say("noOpenings")}</p> : null}
      <ul className="plain-list">
        {board.openings.map((opening) => (
          <li key={opening.id} className="row wrap">
            <Icon name="radio" />
            <span className="grow"><b>{opening.organization}</b>, {opening.section_number} {opening.section_title} <span className="meta">{say(opening.writes ? "writesSince" : "since", { date: day(opening.since) })}</span></span>
            <Button small isDisabled={deed.busy} onPress={() => act(() => api.letWrite(specification, opening.id, !opening.writes))}>{say(opening.writes ? "endWriting" : "letWrite")}</Button>
            <Button small isDisabled={deed.busy} onPress={() => act(() => api.closeOpening(specification, opening.id))}>{say("close")}</Button>
          </li>
        ))}
      </ul>
      <OpenOne board={board} busy={deed.busy} onOpen={(body) => act(() => api.openSection(specification, body))} />
      <Refused failure={deed.failure} />
    </section>
  );
}

interface OpenOneProps {
  board: ReleaseBoardView;
  busy: boolean;
  onOpen: (body: { section_id: string; organization_id: string }) => void;
}

function OpenOne({ board, busy, onOpen }: OpenOneProps): ReactElement | null {
  const suppliers = board.organizations.filter((organization) => organization.kind === "supplier");
  const [section, setSection] = useState<string | null>(null);
  const [organization, setOrganization] = useState<string | null>(null);
  if (suppliers.length === 0) return null;
  const chosenSection = board.sections.find((candidate) => candidate.id === section);
  const chosenSupplier = suppliers.find((candidate) => candidate.id === organization);
  const ready = chosenSection !== undefined && chosenSupplier !== undefined;
  return (
    <form className="mt4" onSubmit={(event) => { event.preventDefault(); if (ready) onOpen({ section_id: chosenSection.id, organization_id: chosenSupplier.id }); }}>
      <div className="row bottom wrap">
        <Select label={say("section")} value={section} onChange={setSection} options={board.sections.map((item) => ({ value: item.id, text: `${item.number} ${item.title}` }))} />
        <Select label={say("supplier")} value={organization} onChange={setOrganization} options={suppliers.map((item) => ({ value: item.id, text: item.name }))} />
        <Button icon="radio" type="submit" isDisabled={!ready || busy}>{say("open")}</Button>
      </div>
      {ready ? <p className="note acc mt3">{say("openDo", { name: chosenSupplier.name, section: `${chosenSection.number} ${chosenSection.title}` })} {peopleText(board, chosenSupplier.id)}</p> : null}
    </form>
  );
}
