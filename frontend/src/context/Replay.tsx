// A text replayed: a slider over its moments, who wrote what, two moments compared, one brought back.
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { ToggleButton } from "react-aria-components";
import * as api from "../api/past";
import type { MomentView, PastView } from "../api/types";
import { speak } from "../i18n";
import { moment as inWords } from "../i18n/dates";
import { PAST } from "../i18n/past";
import { Icon } from "../icons/Icon";
import { authorName } from "../ui/Author";
import { Button, IconButton } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { useLatest } from "../ui/useLatest";
import { stands, usePlayed } from "./usePlayed";

const say = speak(PAST);
const TINTS = 6;

export const kindText = (kind: string): string => (`kind.${kind}` in PAST ? say(`kind.${kind}` as keyof typeof PAST) : kind);

/** Who wrote in a moment; empty for what the text began with. */
export function authorsOf(past: PastView, place: number): string {
  return (past.moments[place]?.authors ?? []).map((author) => nameOf(past, author)).join(", ");
}

function nameOf(past: PastView, place: number): string {
  const author = past.authors[place];
  if (author === undefined || (author.name === null && author.organization === "")) return say("nobody");
  return authorName(author);
}

interface ReplayProps {
  specification: string;
  past: PastView;
  /** The moment that is shown; null: the last one, whichever it is. */
  at: string | null;
  onChoose: (at: string | null) => void;
  onClose: () => void;
  /** Reads the past again. */
  again: () => void;
}

export function Replay({ specification, past, at: chosen, onChoose, onClose, again }: ReplayProps): ReactElement {
  const [compares, setCompares] = useState(false);
  const [other, setOther] = useState<string | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const last = past.moments.length - 1;
  const found = past.moments.findIndex((moment) => moment.at === chosen);
  const place = found < 0 ? last : found;
  const here = past.moments[place] as MomentView;
  const choose = useCallback(
    (to: number): void => onChoose(to >= last ? null : past.moments[Math.max(to, 0)]?.at ?? null), [past.moments, last, onChoose]);
  useEffect(() => title.current?.focus(), []);

  const against = past.moments.findIndex((moment) => moment.at === other);
  const since = !compares ? null : against >= 0 && against !== place ? against : place === 0 ? last : place - 1;
  const at = (number: number): string => past.moments[number]?.at ?? here.at;
  const to = at(Math.max(place, since ?? place));
  const from = since === null ? undefined : at(Math.min(place, since));
  const drawn = useLatest(useCallback(
    () => api.readMoment(specification, past.part_id, to, from).then(({ html }) => ({ html, of: to })),
    [specification, past.part_id, to, from]));
  const { plays, toggle } = usePlayed(place, last, drawn.answer?.of === to, choose);

  const options = useMemo(() => past.moments.map((moment) => ({ value: moment.at, text: inWords(moment.at) })), [past.moments]);
  const shown = from === undefined ? say("text", { when: inWords(to) }) : say("difference", { since: inWords(from), when: inWords(to) });
  return (
    <section aria-label={say("title")} className="replay">
      <div className="row">
        <h3 ref={title} tabIndex={-1} className="grow">{say("over", { text: kindText(past.kind) })}</h3>
        <IconButton icon="x" label={say("close")} onPress={onClose} />
      </div>
      <div className="row">
        <IconButton icon="chevron-left" label={say("earlier")} isDisabled={place === 0} onPress={() => choose(place - 1)} />
        <input
          type="range" className="grow" min={0} max={last} step={1} value={place} aria-label={say("slider")}
          aria-valuetext={titleOf(past, place)} onChange={(event) => choose(Number(event.target.value))}
        />
        <IconButton icon="chevron-right" label={say("later")} isDisabled={place === last} onPress={() => choose(place + 1)} />
      </div>
      <p className="when"><b className="m">{place === last ? say("now") : inWords(here.at)}</b> <span className="meta">{written(past, place)}</span></p>
      <div className="row wrap mt3">
        {stands() ? null : <Button small icon={plays ? "pause" : "play"} onPress={toggle}>{say(plays ? "pause" : "play")}</Button>}
        <ToggleButton className="btn sm" isSelected={compares} onChange={setCompares}><Icon name="table" />{say("compare")}</ToggleButton>
        {since === null ? null : <Select label={say("since")} options={options.filter((one) => one.value !== here.at)} value={at(since)} onChange={setOther} />}
      </div>
      <Refused failure={drawn.failure} />
      {/* The server's own renderer made and escaped this text. */}
      {drawn.answer === null ? null : (
        <div className="stmt rich moment" role="group" tabIndex={0} aria-label={shown} dangerouslySetInnerHTML={{ __html: drawn.answer.html }} />
      )}
      {compares ? null : <Authors past={past} />}
      {past.may_write ? <Restore specification={specification} past={past} here={here} isLast={place === last} onDone={() => { onChoose(null); again(); }} /> : null}
    </section>
  );
}

function titleOf(past: PastView, place: number): string {
  const moment = past.moments[place];
  if (moment === undefined) return "";
  return `${inWords(moment.at)}, ${written(past, place)}`;
}

function written(past: PastView, place: number): string {
  const names = authorsOf(past, place);
  return names === "" ? say("begun") : say("by", { names });
}

/** Which tint is whose; the text says each name too, to those who see no tint. */
function Authors({ past }: { past: PastView }): ReactElement | null {
  if (past.authors.length === 0) return null;
  return (
    <ul className="authors" aria-hidden="true">
      {past.authors.map((_, place) => <li key={place}><span className={`by by-${place % TINTS + 1}`}>{nameOf(past, place)}</span></li>)}
    </ul>
  );
}

interface RestoreProps {
  specification: string;
  past: PastView;
  here: MomentView;
  isLast: boolean;
  onDone: () => void;
}

/** Brings the text of a moment back; what it undid can be brought back in turn. */
function Restore({ specification, past, here, isLast, onDone }: RestoreProps): ReactElement {
  const deed = useDeed();
  const [done, setDone] = useState<{ when: string; before: string; made: string } | null>(null);
  const [undone, setUndone] = useState(false);
  const seen = past.moments.at(-1)?.at ?? here.at;

  const bring = async (moment: string, known: string): Promise<string | null> => {
    let made: string | null = null;
    const kept = await deed.run(async () => { made = (await api.restore(specification, past.part_id, moment, known)).at; });
    if (kept) onDone();
    return made;
  };
  const restore = async (): Promise<void> => {
    const made = await bring(here.at, seen);
    setUndone(false);
    if (made !== null) setDone({ when: here.at, before: seen, made });
  };
  const undo = async (): Promise<void> => {
    if (done === null || (await bring(done.before, done.made)) === null) return;
    setDone(null);
    setUndone(true);
  };
  return (
    <div className="mt3">
      {isLast ? null : here.restorable
        ? <Button icon="rotate-ccw" isDisabled={deed.busy} onPress={() => void restore()}>{say("restore")}</Button>
        : <p className="sub">{say("beforeLevel")}</p>}
      <Refused failure={deed.failure} />
      <div role="status">
        {done === null ? null : (
          <p className="note ok mt3"><Icon name="circle-check" /><span>{say("restored", { when: inWords(done.when) })}{" "}
            <Button look="link" isDisabled={deed.busy} onPress={() => void undo()}>{say("undo")}</Button></span></p>
        )}
        {undone ? <p className="note ok mt3"><Icon name="circle-check" /><span>{say("undone")}</span></p> : null}
      </div>
    </div>
  );
}
