// What one reads, over time: what was written in its texts and every fact that changed, in one list, the latest first.
import { useCallback, useMemo, useState, type ReactElement } from "react";
import * as api from "../api/past";
import type { ChangeView, PastView } from "../api/types";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { moment } from "../i18n/dates";
import { DEEDS } from "../i18n/deeds";
import { FIELDS } from "../i18n/fields";
import { PAST } from "../i18n/past";
import { Button } from "../ui/Button";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";
import type { TabProps } from "./Context";
import { authorsOf, kindText, Replay } from "./Replay";

const say = speak(CONTEXT);
const deeds = speak(DEEDS);
const fields = speak(FIELDS);
const past = speak(PAST);

/** So many entries are shown before one asks for more. */
const PAGE = 40;

type NameOfField = (field: string) => string;

const nameOfField: NameOfField = (field) => (field in FIELDS ? fields(field as keyof typeof FIELDS) : "");

interface HistoryProps extends Pick<TabProps, "specification" | "context"> {
  /** What its fields are called; empty: what the deed is called is said instead. */
  nameOf?: NameOfField;
}

/** A text that is looked at as it was; `at` null: at its last moment, whichever that is. `opened` counts how often one asked. */
interface Shown {
  part: string;
  at: string | null;
  opened: number;
}

export function History({ specification, context, nameOf = nameOfField }: HistoryProps): ReactElement {
  // Whatever changed around the thing, its texts may have changed too: their pasts are read again with it.
  const question = useCallback(() => Promise.all(context.texts.map((text) => api.readPast(specification, text.part_id))), [specification, context]);
  const { answer, failure, again } = useLatest(question);
  const [shown, setShown] = useState<Shown | null>(null);
  const [many, setMany] = useState(PAGE);
  const entries = useMemo(() => inOrder(context.changes, answer ?? []), [context.changes, answer]);
  const show = (part: string, at: string): void => setShown((now) => ({ part, at, opened: (now?.opened ?? 0) + 1 }));
  const choose = useCallback((at: string | null) => setShown((now) => now && { ...now, at }), []);
  const replayed = answer?.find((one) => one.part_id === shown?.part);
  return (
    <>
      <Refused failure={failure} />
      {shown === null || replayed === undefined ? null : (
        <Replay
          key={shown.opened} specification={specification} past={replayed} at={shown.at} again={again}
          onChoose={choose} onClose={() => setShown(null)}
        />
      )}
      {answer === null && failure === undefined ? null : entries.length === 0
        ? <p className="sub">{say("noHistory")}</p>
        : <ol className="plain-list" aria-label={say("history")}>{entries.slice(0, many).map((entry) => (
          <li key={entry.key} aria-current={isShown(entry, shown) || undefined}>
            {"change" in entry ? <Change change={entry.change} nameOf={nameOf} /> : <Written entry={entry} onShow={show} />}
          </li>
        ))}</ol>}
      {entries.length <= many ? null : <Button place="mt4" onPress={() => setMany(many + PAGE)}>{say("older")}</Button>}
    </>
  );
}

interface Moment {
  key: string;
  at: string;
  past: PastView;
  place: number;
}

type Entry = Moment | { key: string; at: string; change: ChangeView };

function inOrder(changes: readonly ChangeView[], pasts: readonly PastView[]): Entry[] {
  const facts = changes.map((change) => ({ key: change.id, at: change.at, change }));
  const moments = pasts.flatMap((of) => of.moments.map(({ at }, place) => ({ key: `${of.part_id} ${at}`, at, past: of, place })));
  return [...facts, ...moments].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

function isShown(entry: Entry, shown: Shown | null): boolean {
  return shown !== null && "past" in entry && entry.past.part_id === shown.part && entry.at === (shown.at ?? entry.past.moments.at(-1)?.at);
}

/** A moment of a text: who wrote, and the way to what it said then. */
function Written({ entry: { past: of, place, at }, onShow }: { entry: Moment; onShow: (part: string, at: string) => void }): ReactElement {
  const begun = place === 0 && (of.moments[0]?.authors.length ?? 0) === 0;
  const title = past(begun ? "begunWith" : "written", { text: kindText(of.kind) });
  return (
    <div className="row">
      <div className="grow">
        <p><b className="m">{title}</b></p>
        <p className="meta">{begun ? null : <>{authorsOf(of, place)}, </>}<time dateTime={at}>{moment(at)}</time></p>
      </div>
      {of.moments.length < 2 ? null : (
        <Button small aria-label={past("showNamed", { title, when: moment(at) })} onPress={() => onShow(of.part_id, at)}>{past("show")}</Button>
      )}
    </div>
  );
}

function Change({ change, nameOf }: { change: ChangeView; nameOf: NameOfField }): ReactElement {
  return (
    <>
      <p><b className="m">{titleOf(change, nameOf)}</b>{change.about === "" ? null : <span className="meta"> {say("aboutCriterion", { name: change.about })}</span>}</p>
      {change.before === null && change.after === null ? null : (
        <p className="before-after">
          {change.before ? <del>{change.before}</del> : null}
          {change.before && change.after ? <span aria-hidden="true"> → </span> : null}
          {change.after ? <ins>{change.after}</ins> : null}
          {change.after === "" ? <span className="meta"> {say("empty")}</span> : null}
        </p>
      )}
      <p className="meta">{change.person ?? say("deletedPerson")}, <time dateTime={change.at}>{moment(change.at)}</time></p>
    </>
  );
}

/** What happened: the field that changed, or the deed. */
function titleOf(change: ChangeView, nameOf: NameOfField): string {
  const field = change.field === "" ? "" : nameOf(change.field);
  if (field !== "") return field;
  return change.deed in DEEDS ? deeds(change.deed as keyof typeof DEEDS) : say("history");
}
