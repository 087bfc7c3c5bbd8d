// What was sent, to whom, when, and the files exactly as sent.
import type { ReactElement } from "react";
import * as api from "../api/release";
import type { ReleaseView } from "../api/types";
import { speak } from "../i18n";
import { moment } from "../i18n/dates";
import { RELEASE } from "../i18n/release";
import { Icon } from "../icons/Icon";
import type { RoomProps } from "./Release";

const say = speak(RELEASE);

function formatName(format: string): string {
  const key = `format.${format}`;
  return key in RELEASE ? say(key as keyof typeof RELEASE) : format.toUpperCase();
}

function Line({ specification, release, baseline }: { specification: string; release: ReleaseView; baseline: string }): ReactElement {
  return (
    <tr>
      <th scope="row">{release.organization}</th>
      <td>{baseline} <span className="meta block">{say("number", { n: release.number })}, <span className="digest">{release.digest.slice(0, 12)}</span></span></td>
      <td>{say("by", { date: moment(release.at), author: release.author })}</td>
      <td>
        <span className="row wrap">
          {release.formats.map((format) => (
            <a key={format} className="btn sm" download href={api.releaseFile(specification, release.id, format)}><Icon name="download" />{formatName(format)}</a>
          ))}
        </span>
      </td>
    </tr>
  );
}

export function Sent({ specification, board }: RoomProps): ReactElement {
  const nameOf = (id: string): string => board.baselines.find((baseline) => baseline.id === id)?.name ?? "";
  return (
    <section className="mt8" aria-label={say("sent")}>
      <h2>{say("sent")}</h2>
      {board.releases.length === 0 ? <p className="sub mt3">{say("noSent")}</p> : (
        <div className="scroll-x mt3" tabIndex={0} role="group" aria-label={say("sent")}>
          <table className="tbl">
            <thead><tr><th scope="col">{say("sentTo")}</th><th scope="col">{say("version")}</th><th scope="col">{say("when")}</th><th scope="col">{say("files")}</th></tr></thead>
            <tbody>{board.releases.map((release) => <Line key={release.id} specification={specification} release={release} baseline={nameOf(release.baseline_id)} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
