// What one reads, over time: its text moment by moment, then every fact with who, when, before, after.
import type { ReactElement } from "react";
import type { ChangeView } from "../api/types";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { moment } from "../i18n/dates";
import { DEEDS } from "../i18n/deeds";
import { FIELDS } from "../i18n/fields";
import { PAST } from "../i18n/past";
import type { TabProps } from "./Context";
import { Replays } from "./Replay";

const say = speak(CONTEXT);
const deeds = speak(DEEDS);
const fields = speak(FIELDS);
const past = speak(PAST);

/** What happened: the field that changed, or the deed. */
function title(change: ChangeView): string {
  if (change.field in FIELDS) return fields(change.field as keyof typeof FIELDS);
  return change.deed in DEEDS ? deeds(change.deed as keyof typeof DEEDS) : say("history");
}

function Change({ change }: { change: ChangeView }): ReactElement {
  return (
    <li>
      <p><b className="m">{title(change)}</b>{change.about === "" ? null : <span className="meta"> {say("aboutCriterion", { name: change.about })}</span>}</p>
      {change.before === null && change.after === null ? null : (
        <p className="redline">
          {change.before ? <del>{change.before}</del> : null} {change.after ? <ins>{change.after}</ins> : null}
          {change.after === "" ? <span className="meta">{say("empty")}</span> : null}
        </p>
      )}
      <p className="meta">{change.person ?? say("deletedPerson")}, <time dateTime={change.at}>{moment(change.at)}</time></p>
    </li>
  );
}

export function HistoryTab(props: TabProps): ReactElement {
  const { context } = props;
  return (
    <>
      <Replays {...props} />
      {context.texts.length === 0 ? null : <h3 className="mt6">{past("facts")}</h3>}
      {context.changes.length === 0
        ? <p className="sub">{say("noHistory")}</p>
        : <ol className="plain-list changes">{context.changes.map((change) => <Change key={change.id} change={change} />)}</ol>}
    </>
  );
}
