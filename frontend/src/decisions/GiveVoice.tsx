// One's own voice: an opinion about each option, for whom one speaks, and a sentence. Made for a phone and two minutes.
import { useState, type ReactElement } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import * as api from "../api/decisions";
import type { OptionView } from "../api/types";
import { speak } from "../i18n";
import { CASE } from "../i18n/decisions";
import { Icon } from "../icons/Icon";
import { Button } from "../ui/Button";
import { Choices } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { PartProps } from "./Case";
import { STANCES } from "./Voices";

const say = speak(CASE);
type Side = "work" | "production";
const SIDES: readonly Side[] = ["work", "production"];

export function GiveVoice({ specification, answer, onFresh }: PartProps): ReactElement {
  const { case: it } = answer;
  const deed = useDeed();
  const [stances, setStances] = useState<Readonly<Record<string, number>>>(it.own?.stances ?? {});
  const [side, setSide] = useState<Side | null>(it.own?.register === "work" || it.own?.register === "production" ? it.own.register : null);
  const [words, setWords] = useState(it.own?.words ?? "");
  const given = it.own?.given ?? false;
  const complete = side !== null && it.options.every((option) => option.id in stances);
  const send = (): void => void deed.run(async () => {
    if (side === null) return;
    const said = Object.entries(stances).map(([option_id, stance]) => ({ option_id, stance }));
    onFresh(await api.giveVoice(specification, it.id, { register: side, stances: said, words }));
  });
  return (
    <form className="give mt3" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <p className="sub">{say("yourVoiceHint")}</p>
      {it.options.map((option) => (
        <Stance key={option.id} option={option} value={stances[option.id] ?? null} onChange={(stance) => setStances((now) => ({ ...now, [option.id]: stance }))} />
      ))}
      <Choices label={say("speakFor")} value={side} onChange={setSide} options={SIDES.map((value) => ({ value, content: say(`speak.${value}`) }))} place="sides mt4" />
      <Field label={say("why")} value={words} onChange={setWords} rows={2} place="mt4" />
      <p className="meta mt2">{say(it.own?.representative === true ? "voiceReadsRep" : "voiceReads", { readers: answer.reads })}</p>
      <Refused failure={deed.failure} />
      {given ? <p className="sub mt3" role="status"><span className="st ok"><Icon name="circle-check" /></span> {say("given")}</p> : null}
      <p className="mt3"><Button look={given ? "plain" : "primary"} type="submit" isDisabled={!complete || deed.busy}>{say(given ? "giveAgain" : "give")}</Button></p>
    </form>
  );
}

interface StanceProps {
  option: OptionView;
  value: number | null;
  onChange: (stance: number) => void;
}

function Stance({ option, value, onChange }: StanceProps): ReactElement {
  return (
    <RadioGroup className="stance mt4" value={value === null ? null : String(value)} onChange={(chosen) => onChange(Number(chosen))} orientation="horizontal">
      <Label className="lab">{option.title}</Label>
      {option.summary === "" ? null : <span className="sub">{option.summary}</span>}
      <div className="stances">
        {STANCES.map((stance) => <Radio key={stance} value={String(stance)} className={({ isSelected }) => (isSelected ? "on" : "")}>{say(`stance.${stance}`)}</Radio>)}
      </div>
    </RadioGroup>
  );
}
