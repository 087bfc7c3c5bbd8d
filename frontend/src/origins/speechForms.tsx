// Keeping what people said, saying who spoke, and writing a finding out of it in other words.
import { useState, type ReactElement } from "react";
import * as api from "../api/origins";
import type { FindingView, Severity } from "../api/types";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { ORIGINS } from "../i18n/origins";
import { SPEECH } from "../i18n/speech";
import { rendered } from "../page/html";
import { Button } from "../ui/Button";
import { Ticks } from "../ui/Choices";
import { useDeed } from "../ui/deed";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Select } from "../ui/Select";
import { SituationPick, UnitPick } from "./picks";
import type { OriginsState } from "./state";

const say = speak(SPEECH);
const origins = speak(ORIGINS);
const common = speak(COMMON);
const SEVERITIES: readonly Severity[] = ["low", "medium", "high"];

interface FormProps {
  state: OriginsState;
  onClose: () => void;
  onDone: () => Promise<void>;
}

interface EndProps {
  isReady: boolean;
  text: string;
  onClose: () => void;
}

function End({ isReady, text, onClose }: EndProps): ReactElement {
  return (
    <div className="row end">
      <Button look="quiet" onPress={onClose}>{common("cancel")}</Button>
      <Button look="primary" type="submit" isDisabled={!isReady}>{text}</Button>
    </div>
  );
}

function SpeakerPick({ state, values, onChange }: { state: OriginsState; values: string[]; onChange: (ids: string[]) => void }): ReactElement {
  return (
    <div>
      <Ticks label={say("whoSpoke")} values={values} onChange={onChange}
        options={state.speakers.map((person) => ({ value: person.person_id, text: person.name }))} />
      <p className="hint">{say("whoSpokeHint")}</p>
    </div>
  );
}

export function RecordSpeech({ state, onClose, onDone }: FormProps): ReactElement {
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [speakers, setSpeakers] = useState<string[]>([]);
  const deed = useDeed();
  const keep = (): void => void deed.run(async () => {
    await api.recordSpeech(state.specification.id, { title, text, speaker_ids: speakers });
    await onDone();
  });
  return (
    <Dialog title={say("record")} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Field label={say("titleField")} value={title} onChange={setTitle} autoFocus isRequired />
        <Field label={say("textField")} value={text} onChange={setText} rows={6} serif />
        <SpeakerPick state={state} values={speakers} onChange={setSpeakers} />
        <p className="note">{say("aboutKeeper")}</p>
        <Refused failure={deed.failure} />
        <End isReady={title.trim() !== "" && !deed.busy} text={origins("keep")} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function SpeakersDialog({ said, state, onClose, onDone }: FormProps & { said: FindingView }): ReactElement {
  const [speakers, setSpeakers] = useState((said.speakers ?? []).map((person) => person.person_id));
  const deed = useDeed();
  const keep = (): void => void deed.run(async () => {
    await api.setSpeakers(state.specification.id, said.id, speakers);
    await onDone();
  });
  return (
    <Dialog title={say("speakers")} about={<span className="nw">{said.code}</span>} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <SpeakerPick state={state} values={speakers} onChange={setSpeakers} />
        <p className="note warn">{say("speakersLose")}</p>
        <Refused failure={deed.failure} />
        <End isReady={!deed.busy} text={origins("keep")} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** What was said as plain lines, to be read beside the form. */
function wordsOf(html: string): string {
  return [...(rendered(`<div>${html}</div>`)?.children ?? [])].map((line) => line.textContent).join("\n");
}

export function SpokenFinding({ said, state, onClose, onDone }: FormProps & { said: FindingView }): ReactElement {
  const [finding, setFinding] = useState<api.SpokenFinding>({ title: "", text: "", severity: "medium", situation_id: null, unit_id: null });
  const deed = useDeed();
  const set = (change: Partial<api.SpokenFinding>): void => setFinding((now) => ({ ...now, ...change }));
  const html = said.text === null ? "" : state.texts[said.text.part_id] ?? "";
  const make = (): void => void deed.run(async () => {
    await api.makeFinding(state.specification.id, said.id, finding);
    await onDone();
  });
  return (
    <Dialog title={say("make")} about={<><span className="nw">{said.code}</span>, {said.title}</>} isOpen onClose={onClose}>
      <form className="stack-6 mt4" onSubmit={(event) => { event.preventDefault(); make(); }}>
        <blockquote className="said rich" lang={state.specification.language}>{wordsOf(html)}</blockquote>
        <p className="note acc">{say("inYourWords")}</p>
        <Field label={origins("findingTitle")} value={finding.title} onChange={(title) => set({ title })} autoFocus isRequired />
        <Field label={origins("findingText")} value={finding.text} onChange={(text) => set({ text })} rows={4} serif />
        <div className="two">
          <Select label={origins("severity")} value={finding.severity} onChange={(severity) => set({ severity })} options={SEVERITIES.map((value) => ({ value, text: origins(`severity.${value}`) }))} />
          <SituationPick situations={state.situations} value={finding.situation_id} onChange={(situation_id) => set({ situation_id })} />
          <UnitPick units={state.units} value={finding.unit_id} onChange={(unit_id) => set({ unit_id })} />
        </div>
        <Refused failure={deed.failure} />
        <End isReady={finding.title.trim() !== "" && !deed.busy} text={say("make")} onClose={onClose} />
      </form>
    </Dialog>
  );
}
