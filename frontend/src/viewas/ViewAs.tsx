// « Voir comme… » : a supplier's true view, in a session that can see no more.
import { useState, type ReactElement } from "react";
import type { OrganizationView, Team } from "../api/types";
import { lossPlace } from "../api/release";
import { viewAs } from "../api/viewas";
import { speak } from "../i18n";
import { VIEW_AS } from "../i18n/viewas";
import { Icon } from "../icons/Icon";
import { useDeed } from "../ui/deed";
import { Menu } from "../ui/Menu";
import { Refused } from "../ui/Refused";

const say = speak(VIEW_AS);

export interface ViewAsProps {
  specification: { id: string };
  organizations: OrganizationView[];
  teams: Team[];
}

export default function ViewAs({ specification, organizations, teams }: ViewAsProps): ReactElement | null {
  const [ready, setReady] = useState<{ name: string; href: string; opened: boolean } | null>(null);
  const deed = useDeed();
  if (organizations.length === 0) return null;

  const open = (organization: OrganizationView): void => void deed.run(async () => {
    const { href } = await viewAs(specification.id, organization.id);
    const opened = window.open(href, "_blank") !== null;
    setReady({ name: organization.name, href, opened });
  });

  const detailOf = ({ id }: OrganizationView): string => {
    const people = teams.find((team) => team.organization_id === id)?.people ?? [];
    return people.length === 0 ? say("noneYet") : say("read", { people: people.join(", ") });
  };

  return (
    <>
      <Menu
        label={say("open")}
        deeds={organizations.flatMap((organization) => [
          { id: organization.id, icon: "eye" as const, text: say("as", { name: organization.name }), detail: detailOf(organization), onAction: () => open(organization) },
          { id: `loss ${organization.id}`, icon: "eye-off" as const, text: say("lost", { name: organization.name }), onAction: () => window.location.assign(lossPlace(specification.id, organization.id)) },
        ])}
      >
        <Icon name="eye" /><span className="wide-only">{say("open")}</span>
      </Menu>
      <span role="status" className="meta">
        {ready === null ? null : ready.opened ? <span className="vh">{say("opened", { name: ready.name })}</span> : (
          <>{say("blocked")} <a href={ready.href} target="_blank" rel="noreferrer">{say("follow", { name: ready.name })}</a></>
        )}
      </span>
      <Refused failure={deed.failure} />
    </>
  );
}
