// What changed since one's own visa: the words as a redline, the criteria then and now.
import type { ReactElement } from "react";
import type { SigningCard } from "../api/types";
import { speak } from "../i18n";
import { SIGNING } from "../i18n/signing";

const say = speak(SIGNING);

export function Since({ since }: { since: NonNullable<SigningCard["since"]> }): ReactElement {
  return (
    <section className="since mt4" aria-label={say("since")}>
      <h4>{say("since")}</h4>
      {since.title === null ? null : <p className="sub">{say("sinceTitle", { title: since.title })}</p>}
      {since.html === "" ? null : <div className="redline rich" dangerouslySetInnerHTML={{ __html: since.html }} />}
      {since.criteria.length === 0 ? null : (
        <table className="tbl mt3">
          <caption className="vh">{say("sinceCriteria")}</caption>
          <thead><tr><th scope="col">{say("then")}</th><th scope="col">{say("now")}</th></tr></thead>
          <tbody>
            {since.criteria.map((change) => (
              <tr key={`${change.then ?? ""}|${change.now ?? ""}`}>
                <td>{change.then ?? <i>{say("none")}</i>}</td>
                <td>{change.now ?? <i>{say("gone")}</i>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
