// What people said, word for word: read by them and by who keeps it, and leaving only as a finding.
import { useState, type ReactElement } from "react";
import type { FindingView } from "../api/types";
import { speak } from "../i18n";
import { SPEECH } from "../i18n/speech";
import { ORIGINS } from "../i18n/origins";
import { Button } from "../ui/Button";
import { LevelMark } from "../ui/marks";
import { AroundButtons } from "./AroundButtons";
import { LinkChip } from "./LinkChip";
import type { RoomProps } from "./Origins";
import { RecordSpeech, SpeakersDialog, SpokenFinding } from "./speechForms";
import { Tale } from "./Tale";
import { Withdraw } from "./Withdraw";

const say = speak(SPEECH);
const origins = speak(ORIGINS);

type Doing = { what: "record" } | { what: "finding" | "speakers"; said: FindingView };

export function Speech(room: RoomProps): ReactElement {
  const { state, refresh } = room;
  const [doing, setDoing] = useState<Doing | null>(null);
  const recordings = state.findings.filter((finding) => finding.speakers !== null);
  const keeps = state.can.includes("speech.keep");
  const stop = (): void => setDoing(null);
  const done = async (): Promise<void> => {
    await refresh();
    stop();
  };
  return (
    <>
      <p className="note acc">{say(keeps ? "aboutKeeper" : "aboutSpeaker")}</p>
      {recordings.length === 0 ? <p className="lede serif mt4">{say("empty")}</p> : null}
      {keeps ? <Button icon="plus" data-new="speech" place="mt4" onPress={() => setDoing({ what: "record" })}>{say("record")}</Button> : null}
      <h2 className="vh">{say("tab")}</h2>
      <div className="mt4">{recordings.map((said) => (
        <article key={said.id} className="origin" id={`finding-${said.id}`} data-owner="finding" data-id={said.id} aria-labelledby={`f-${said.id}`}>
          <p className="row wrap"><b className="nw">{said.code}</b><span className="right"><LevelMark label={said.label} /></span></p>
          <h3 id={`f-${said.id}`}>{said.title}</h3>
          {said.text === null ? null : <Tale text={said.text} state={state} name={origins("textOf", { code: said.code })} />}
          <p className="meta">{said.speakers?.length ? say("spoke", { names: said.speakers.map((person) => person.name).join(", ") }) : say("nobody")}</p>
          {said.links.length === 0 ? null : (
            <p className="row wrap mt2"><span className="meta">{say("became")}</span>{said.links.map((link) => <LinkChip key={link.id} link={link} href={state.specification.href} />)}</p>
          )}
          <div className="row wrap mt2">
            {keeps ? (
              <>
                <Button small data-consolidate="" aria-label={say("makeNamed", { code: said.code })} onPress={() => setDoing({ what: "finding", said })}>{say("make")}</Button>
                <Button small look="quiet" icon="users" data-speakers="" aria-label={say("speakersOf", { code: said.code })} onPress={() => setDoing({ what: "speakers", said })}>{say("speakers")}</Button>
                <Button small look="quiet" icon="pencil" data-edit="finding" aria-label={origins("correctNamed", { code: said.code })} onPress={() => room.onCorrect({ finding: said })}>{origins("correct")}</Button>
              </>
            ) : null}
            <AroundButtons kind="finding" id={said.id} name={said.code} room={room} />
            {keeps ? <Withdraw kind="finding" id={said.id} name={said.code} state={state} refresh={refresh} /> : null}
          </div>
        </article>
      ))}</div>
      {doing?.what === "record" ? <RecordSpeech state={state} onClose={stop} onDone={done} /> : null}
      {doing?.what === "finding" ? <SpokenFinding said={doing.said} state={state} onClose={stop} onDone={done} /> : null}
      {doing?.what === "speakers" ? <SpeakersDialog said={doing.said} state={state} onClose={stop} onDone={done} /> : null}
    </>
  );
}
