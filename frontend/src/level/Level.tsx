// « Qui peut lire cette partie ? », opened from any button that carries data-open="level".
import { useCallback, useState, type ReactElement } from "react";
import * as api from "../api/level";
import type { LabelChoice, LabelChoicesView, LabelView, SubjectKind } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { day } from "../i18n/dates";
import { LEVEL } from "../i18n/level";
import { MARKS } from "../i18n/marks";
import { Icon } from "../icons/Icon";
import { requirementOf } from "../page/place";
import { Button } from "../ui/Button";
import { Choices, Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { useOpener } from "../ui/events";
import { Field } from "../ui/Field";
import { closedText, LevelMark, partText, Seal } from "../ui/marks";
import { Refused } from "../ui/Refused";
import { useOpened } from "../ui/useOpened";
import { Pending } from "./Pending";
import { Readers } from "./Readers";
import { SubstituteText } from "./SubstituteText";

const say = speak(LEVEL);
const marks = speak(MARKS);
const common = speak(COMMON);

export interface LevelProps {
  specification: { id: string };
  /** The page does not follow what happens: it is loaded anew when something was changed. */
  still?: boolean;
}

export default function Level({ specification, still = false }: LevelProps): ReactElement | null {
  const { shown: view, open: show, refresh: showAgain, close } = useOpened<LabelChoicesView>();
  const refresh = still ? () => window.location.reload() : showAgain;
  const deed = useDeed();
  const open = useCallback((button: HTMLElement) => {
    const kind = (button.dataset["kind"] ?? "requirement") as SubjectKind;
    void deed.run(async () => show(await api.readChoices(specification.id, kind, button.dataset["id"] ?? requirementOf(button))));
  }, [specification.id, deed.run, show]);
  useOpener("level", open);

  if (view === null) return <Refused failure={deed.failure} />;
  return (
    <Dialog title={say("title")} about={<>{view.code === "" ? null : <><span className="nw">{view.code}</span>, </>}{partText(view.part)}</>} isOpen onClose={close}>
      {view.proposal === null ? null : <Pending specification={specification.id} view={view} onFresh={refresh} />}
      {view.can.includes("label.change")
        ? <ChangeLevel specification={specification.id} view={view} onFresh={refresh} onClose={close} />
        : <><p className="mt4"><LevelMark label={view.current} /></p><p className="note mt4">{say("readOnly")}</p></>}
      {view.can.includes("label.change") ? <SubstituteText key={view.substitute ?? ""} specification={specification.id} view={view} onFresh={refresh} /> : null}
    </Dialog>
  );
}

interface ChangeProps {
  specification: string;
  view: LabelChoicesView;
  onFresh: (view: LabelChoicesView) => void;
  onClose: () => void;
}

function readersOf(label: LabelView): string {
  const closed = closedText(label);
  if (closed !== null) return say("circle", { name: closed });
  if (label.name !== "" && label.level !== 1) return label.name;
  return marks(`level.${Math.min(label.level, 4) as 0 | 1 | 2 | 3 | 4}`, { names: label.supplier_names.join(", ") });
}

function ChangeLevel({ specification, view, onFresh, onClose }: ChangeProps): ReactElement {
  const [chosen, setChosen] = useState(view.current.key);
  const [reason, setReason] = useState("");
  const deed = useDeed();
  const choice = view.choices.find((candidate) => candidate.label.key === chosen);
  const how = choice?.how ?? "current";
  // One card for the suppliers one names; which ones is chosen below it.
  const named = view.choices.filter((candidate) => candidate.label.level === 1);
  const group = view.suppliers.length > 1 ? named.map((candidate) => candidate.label.key) : [];
  const offered = view.choices.filter((candidate) => !group.includes(candidate.label.key) || candidate.label.key === group[0]);
  const keyFor = (ids: readonly string[]): string | undefined =>
    named.find(({ label }) => label.suppliers.length === ids.length && ids.every((id) => label.suppliers.includes(id)))?.label.key;
  const other = view.seats.find((seat) => !seat.mine);

  /** What the card takes; the named suppliers' says it for those chosen. */
  const conditionOf = (candidate: LabelChoice): string => {
    const meant = group.includes(candidate.label.key) ? (group.includes(chosen) ? how : group.includes(view.current.key) ? "current" : candidate.how) : candidate.how;
    return say(meant === "current" ? "today" : meant === "now" ? "now" : "both");
  };

  const change = async (): Promise<void> => {
    await deed.run(async () => {
      const { kind, id } = view.subject;
      onFresh(await api.changeLabel(specification, kind, id, { label_key: chosen, reason }));
    });
  };

  return (
    <form onSubmit={(event) => { event.preventDefault(); void change(); }}>
      <Choices
        label={say("level")} labelHidden value={group.includes(chosen) ? group[0] ?? chosen : chosen} place="lvl"
        onChange={(key) => setChosen(group.includes(key) && group.includes(view.current.key) ? view.current.key : key)}
        options={offered.map((candidate) => ({
          value: candidate.label.key,
          place: candidate.how === "current" || (group.includes(candidate.label.key) && group.includes(view.current.key)) ? "here-is" : "",
          content: (
            <>
              <LevelMark label={candidate.label} short />
              <b className="m">{group.includes(candidate.label.key) ? say("several") : readersOf(candidate.label)}</b>
              <span className="cond">{conditionOf(candidate)}</span>
            </>
          ),
        }))}
      />
      {group.includes(chosen) ? (
        <Ticks label={say("which")} values={choice?.label.suppliers ?? []} place="mt4" onChange={(ids) => setChosen(keyFor(ids) ?? chosen)}
          options={view.suppliers.map((supplier) => ({ value: supplier.id, text: supplier.name }))} />
      ) : null}
      {how === "both_seats" ? <Field label={say("why")} value={reason} onChange={setReason} rows={2} place="mt5" /> : null}
      {how === "current" ? null : <p className="note acc mt3"><Icon name="eye" /><span>{say(how === "now" ? "closes" : "opens")}</span></p>}
      <Readers how="noLonger" readers={choice?.no_longer ?? []} />
      <Readers how="newly" readers={choice?.newly ?? []} />
      {view.received.length > 0 && how !== "both_seats" ? (
        <p className="note warn mt3">{say("received", { list: view.received.map((one) => say("receivedOne", { name: one.organization, number: String(one.number), date: day(one.at) })).join(" ; ") })}</p>
      ) : null}
      <Refused failure={deed.failure} />
      <div className="row wrap mt5">
        {how === "both_seats" ? (
          <><Seal work={isMine(view, "work")} production={isMine(view, "production")} /><span className="sub">{say("seats", { mine: say("mine"), other: other?.name ?? say("vacant") })}</span></>
        ) : null}
        <span className="right row">
          <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isDisabled={how === "current" || deed.busy || (how === "both_seats" && reason.trim() === "")}>
            {how === "both_seats" ? (other?.name == null ? say("askOther") : say("ask", { name: other.name })) : say("closeNow")}
          </Button>
        </span>
      </div>
    </form>
  );
}

/** Asking gives one's own sign-off: the seal shows it given, the other awaited. */
function isMine(view: LabelChoicesView, seat: "work" | "production"): boolean {
  return view.seats.some((candidate) => candidate.mine && candidate.seat === seat);
}
