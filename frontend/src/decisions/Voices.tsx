// The silent round: asking, giving one's own voice, then all voices side by side, without a name and without a sum.
import { useState, type ReactElement } from "react";
import * as api from "../api/decisions";
import type { OptionView } from "../api/types";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { MARKS } from "../i18n/marks";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Glyph } from "../ui/marks";
import { Refused } from "../ui/Refused";
import type { PartProps } from "./Case";
import { GiveVoice } from "./GiveVoice";

const say = speak(CASE);
const marks = speak(MARKS);
export const STANCES = [-2, -1, 0, 1, 2] as const;

export function Voices(part: PartProps): ReactElement | null {
  const { case: it } = part.answer;
  const read = it.stage === "heard" || it.stage === "decided";
  if (it.stage === "options" && !it.may_open_round) return null;
  return (
    <section aria-labelledby="voices">
      <h2 id="voices">{read ? say("voicesGiven", { given: it.given, asked: it.asked }) : say(it.may_speak ? "yourVoice" : "voices")}</h2>
      {it.may_open_round ? <Invite {...part} /> : null}
      {it.stage === "voices" ? (
        <>
          {it.may_speak ? <GiveVoice {...part} /> : null}
          <p className="meta mt3" role="status">{say("silent", { given: it.given, asked: it.asked })}</p>
          {it.may_close_round ? <CloseRound {...part} /> : null}
        </>
      ) : null}
      {read ? <Plot options={it.options} /> : null}
      {it.said.map((one, place) => (
        // Voices have neither name nor identity, so their place is all that tells them apart.
        <blockquote key={place} className="quote mt4">
          {one.register === null ? null : <Glyph of={one.register} />} « {one.words} »
          {one.representative ? <><br /><span className="meta">{say("representative")}</span></> : null}
        </blockquote>
      ))}
    </section>
  );
}

function Invite({ specification, answer, onFresh }: PartProps): ReactElement {
  const deed = useDeed();
  const [people, setPeople] = useState<readonly string[]>([]);
  return (
    <form className="mt3" onSubmit={(event) => { event.preventDefault(); void deed.run(async () => onFresh(await api.openRound(specification, answer.case.id, people))); }}>
      <p className="sub">{say("inviteHint")}</p>
      <Ticks label={say("inviteWho")} values={people} onChange={setPeople} place="mt3"
        options={answer.people.map((one) => ({ value: one.person_id, text: `${one.name}, ${marks(`role.${one.role}`)}` }))} />
      <Refused failure={deed.failure} />
      <p className="mt3"><Button type="submit" icon="users" isDisabled={people.length === 0 || deed.busy}>{say("inviteDo")}</Button></p>
    </form>
  );
}

function CloseRound({ specification, answer, onFresh }: PartProps): ReactElement {
  const deed = useDeed();
  return (
    <>
      <Refused failure={deed.failure} />
      <p className="mt3"><Button isDisabled={answer.case.given === 0 || deed.busy} onPress={() => void deed.run(async () => onFresh(await api.closeRound(specification, answer.case.id)))}>{say("closeRound")}</Button></p>
    </>
  );
}

/** The picture is a table: one line an option, one column a stance, one mark a voice. */
function Plot({ options }: { options: readonly OptionView[] }): ReactElement {
  const dots = options.flatMap((option) => option.voices);
  const told = dots.some((dot) => dot.register !== null);
  return (
    <>
      <table className="plot mt4">
        <thead><tr><th scope="col"><span className="vh">{say("options")}</span></th>{STANCES.map((stance) => <th key={stance} scope="col">{say(`stance.${stance}`)}</th>)}<td /></tr></thead>
        <tbody>
          {options.map((option) => (
            <tr key={option.id}>
              <th scope="row">{option.title}</th>
              {STANCES.map((stance) => <td key={stance}><Dots option={option} stance={stance} /></td>)}
              <td className="warn">{option.divided ? say("divided") : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta row wrap mt2">{told || dots.length === 0 ? null : <span>{say("registersHidden")}</span>}<span className="right">{say("noSum")}</span></p>
    </>
  );
}

function Dots({ option, stance }: { option: OptionView; stance: number }): ReactElement {
  const here = option.voices.filter((dot) => dot.stance === stance);
  if (here.length === 0) return <span className="vh">{say("noVoices")}</span>;
  return (
    <span className="dots">
      {here.map((dot, place) => dot.register === null
        ? <span key={place} className="dot" role="img" aria-label={say("oneVoice")} />
        : <Glyph key={place} of={dot.register} />)}
    </span>
  );
}
