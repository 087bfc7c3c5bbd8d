// The frozen versions: who froze them, their fingerprint, the other seat's answer, preview, sending and export.
import { useState, type ReactElement } from "react";
import * as api from "../api/release";
import type { BaselineView, ReleaseBoardView } from "../api/types";
import { counted, speak } from "../i18n";
import { moment } from "../i18n/dates";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/names";
import { Button } from "../ui/Button";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Export } from "./Export";
import { Preview } from "./Preview";
import type { RoomProps } from "./Release";

const say = speak(RELEASE);
const MARK: Record<BaselineView["status"], readonly [IconName, string]> = {
  proposed: ["circle-dashed", "acc"],
  confirmed: ["circle-check", "ok"],
};

export function Baselines(room: RoomProps): ReactElement {
  const { baselines } = room.board;
  return (
    <section className="mt8" aria-label={say("versions")}>
      <h2>{say("versions")}</h2>
      {baselines.length === 0 ? <p className="sub mt3">{say("noVersions")}</p> : null}
      <ul className="plain-list">{baselines.map((baseline) => <Baseline key={baseline.id} {...room} baseline={baseline} />)}</ul>
    </section>
  );
}

function Baseline(props: RoomProps & { baseline: BaselineView }): ReactElement {
  const { specification, board, onFresh, baseline } = props;
  const [open, setOpen] = useState<"preview" | "export" | null>(null);
  const [icon, tone] = MARK[baseline.status];
  const mayExport = board.can.includes("export");
  const maySend = baseline.status === "confirmed" && board.can.includes("release.send") && board.organizations.some(({ kind }) => kind === "supplier");
  return (
    <li>
      <div className="row wrap top">
        <div className="grow">
          <p className="row wrap"><b>{baseline.name}</b><span className={`st ${tone}`}><Icon name={icon} />{say(`status.${baseline.status}`)}</span></p>
          <p className="meta">
            {say("by", { date: moment(baseline.at), author: baseline.author })}, {counted(say, baseline.requirement_count, "count", "counts")},{" "}
            <span className="digest">{say("digest", { digest: baseline.digest.slice(0, 12) })}</span>
          </p>
        </div>
        <Button small icon="eye" aria-expanded={open === "preview"} onPress={() => setOpen(open === "preview" ? null : "preview")}>{say(maySend ? "previewAndSend" : "preview")}</Button>
        {mayExport ? <Button small icon="download" aria-expanded={open === "export"} onPress={() => setOpen(open === "export" ? null : "export")}>{say("export")}</Button> : null}
      </div>
      {baseline.status === "proposed" && board.can.includes("baseline.freeze") ? <Decide specification={specification} baseline={baseline} onFresh={onFresh} /> : null}
      {open === "preview" ? <Preview {...props} /> : null}
      {open === "export" ? <Export specification={specification} board={board} baseline={baseline} /> : null}
    </li>
  );
}

interface DecideProps {
  specification: string;
  baseline: BaselineView;
  onFresh: (board: ReleaseBoardView) => void;
}

function Decide({ specification, baseline, onFresh }: DecideProps): ReactElement {
  const [reason, setReason] = useState<string | null>(null);
  const deed = useDeed();
  if (baseline.mine) return <p className="meta mt2">{say("waiting")}</p>;
  const answer = (act: () => Promise<ReleaseBoardView>): void => void deed.run(async () => onFresh(await act()));
  return (
    <div className="mt3">
      <div className="row wrap">
        <Button small look="primary" isDisabled={deed.busy} onPress={() => answer(() => api.confirmBaseline(specification, baseline.id))}>{say("confirm")}</Button>
        {reason === null ? <Button small onPress={() => setReason("")}>{say("decline")}</Button> : null}
      </div>
      {reason === null ? null : (
        <form className="row bottom wrap mt3" onSubmit={(event) => { event.preventDefault(); answer(() => api.declineBaseline(specification, baseline.id, reason)); }}>
          <Field label={say("declineReason")} value={reason} onChange={setReason} place="grow" autoFocus />
          <Button type="submit" isDisabled={reason.trim() === "" || deed.busy}>{say("declineDo")}</Button>
        </form>
      )}
      <Refused failure={deed.failure} />
    </div>
  );
}
