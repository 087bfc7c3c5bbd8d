// What a deed would change for whom, said before it is done.
import type { ReactElement } from "react";
import type { ForetoldPart, ForetoldView } from "../api/types";
import { speak } from "../i18n";
import { REARRANGING } from "../i18n/rearranging";
import { Icon } from "../icons/Icon";

const say = speak(REARRANGING);

export function Foretold({ view }: { view: ForetoldView }): ReactElement {
  const lost = view.audiences.filter((one) => one.no_longer.length > 0);
  const won = view.audiences.filter((one) => one.newly.length > 0);
  return (
    <section aria-label={say("before")} className="stack">
      {lost.length + won.length > 0 ? null : <p className="note ok"><Icon name="circle-check" /><span>{say("nobody")}</span></p>}
      <Readers title={say("noLonger")} audiences={lost} of="no_longer" />
      <Readers title={say("newly")} audiences={won} of="newly" />
      {view.substitutes.length > 0 ? <p className="note warn">{say("substitutes", { list: partsText(view.substitutes) })}</p> : null}
      {view.visas > 0 ? <p className="note">{say("visas", { count: String(view.visas) })}</p> : null}
    </section>
  );
}

function Readers({ title, audiences, of }: { title: string; audiences: ForetoldView["audiences"]; of: "no_longer" | "newly" }): ReactElement | null {
  if (audiences.length === 0) return null;
  return (
    <div className={of === "newly" ? "note warn" : "note"}>
      <div>
        <p className="b">{title}</p>
        <ul className="plain-list">
          {audiences.map((one) => {
            const people = one.people.join(", ");
            const who = one.organization === null ? people : people === "" ? one.organization : say("supplierWith", { name: one.organization, people });
            return <li key={who}><b className="m">{who}</b> <span>{partsText(one[of])}</span></li>;
          })}
        </ul>
      </div>
    </div>
  );
}

/** « B-12 : l’énoncé, 2 critères ; B-14 : toute l’exigence ». */
function partsText(parts: readonly ForetoldPart[]): string {
  const codes = [...new Set(parts.map((part) => part.code))];
  return codes.map((code) => {
    const mine = parts.filter((part) => part.code === code);
    const whole = mine.filter((part) => part.kind === "envelope");
    const told = (whole.length > 0 ? whole : mine).map((part) => say(`kind.${part.kind}` as keyof typeof REARRANGING, { count: String(part.count) }));
    return say("parts", { code, parts: told.join(", ") });
  }).join(" ; ");
}
