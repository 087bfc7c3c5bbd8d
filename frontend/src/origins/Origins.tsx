// Origins: the two registers side by side, what was tried of tomorrow, the scenes of work, and what is missing.
import { useCallback, useEffect, useRef, useState, type ReactElement } from "react";
import { readThread } from "../api/context";
import * as api from "../api/origins";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { SPEECH } from "../i18n/speech";
import type { FindingView, Subject } from "../api/types";
import type { Owner } from "../page/place";
import { sentenceOf, useDeed } from "../ui/deed";
import { tellPage, usePage } from "../ui/events";
import { Refused } from "../ui/Refused";
import { Icon } from "../icons/Icon";
import { SetAside } from "../ui/SetAside";
import { Tabs } from "../ui/Tabs";
import { AroundDialog, type Talk } from "./AroundDialog";
import { CorrectDialog, type Correcting } from "./CorrectDialog";
import { Findings } from "./Findings";
import { Gaps } from "./Gaps";
import { Scenes } from "./Scenes";
import { Simulations } from "./Simulations";
import { Speech } from "./Speech";
import type { OriginsProps } from "./state";
import { useDiagnosis, type Diagnosis } from "./useDiagnosis";

const say = speak(ORIGINS);
const speech = speak(SPEECH);
type View = "findings" | "speech" | "simulations" | "scenes" | "gaps";

/** Under which tab things stand. */
const VIEW_OF: Partial<Record<string, View>> = { finding: "findings", result: "simulations", situation: "scenes", manques: "gaps" };

/** Links from elsewhere name what they lead to: `#result-…`, `#situation-…`, `#manques`. */
function asked(findings: readonly FindingView[]): View {
  const [, kind = "", id = ""] = /^#(\w+)-?(.*)/.exec(window.location.hash) ?? [];
  return viewOf(findings, { kind, id });
}

function viewOf(findings: readonly FindingView[], { kind, id }: { kind: string; id: string }): View {
  const isSpeech = findings.some((finding) => finding.id === id && finding.speakers !== null);
  return isSpeech ? "speech" : VIEW_OF[kind] ?? "findings";
}

export default function Origins(props: OriginsProps): ReactElement {
  const [view, setView] = useState<View>(() => asked(props.origins.findings));
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const [talk, setTalk] = useState<Talk | null>(null);
  const diagnosis = useDiagnosis(props);
  const deed = useDeed();
  const { state, refresh } = diagnosis;
  const { id } = state.specification;
  const room: RoomProps = { ...diagnosis, onCorrect: setCorrecting, onShow: (show, about) => setTalk({ about, show, phrase: null, wanted: null }) };
  const recordings = state.findings.filter((finding) => finding.speakers !== null);
  const tellsSpeech = recordings.length > 0 || state.can.includes("speech.keep");
  const tellsGaps = state.every_origin || state.can.includes("link.write");
  const restore = (subject: Subject): void => void deed.run(async () => {
    await api.restoreOrigin(id, subject);
    await refresh();
  });
  const latest = useRef(state.findings);
  latest.current = state.findings;
  const openThread = useCallback((thread: { id: string }) => void readThread(id, thread.id).then(({ subject }) => {
    setView(viewOf(latest.current, subject));
    setTalk({ about: subject as Owner, show: "threads", phrase: null, wanted: thread });
  }, (failure: unknown) => tellPage("say", { text: sentenceOf(failure) })), [id]);
  usePage("comment", useCallback(({ subject, anchor }) => setTalk({ about: subject, show: "threads", phrase: anchor, wanted: null }), []));
  usePage("thread", openThread);
  useEffect(() => {
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
    const asked = new URLSearchParams(window.location.search).get("fil");
    if (asked !== null) openThread({ id: asked });
  }, [openThread]);
  return (
    <>
      <div className="row wrap top">
        <div className="grow"><h1>{say("title")}</h1><p className="lede">{say("lede")}</p></div>
        <nav className="seg" aria-label={say("form")}>
          <a href={`${state.specification.href}/origines`} aria-current="page"><Icon name="list" />{say("list")}</a>
          <a href={`${state.specification.href}/origines/matrice`}><Icon name="table" />{say("matrix")}</a>
          <a href={`${state.specification.href}/origines/liens`}><Icon name="table-2" />{say("table")}</a>
        </nav>
      </div>
      <div className="mt5">
        <Tabs
          label={say("title")} value={view} onChange={setView}
          tabs={[
            { value: "findings", title: <>{say("findings")}<span className="meta">{state.findings.length - recordings.length}</span></>, content: <Findings {...room} /> },
            ...(tellsSpeech ? [{ value: "speech" as const, title: speech("tab"), content: <Speech {...room} /> }] : []),
            { value: "simulations", title: say("simulations"), content: <Simulations {...room} /> },
            { value: "scenes", title: say("scenes"), content: <Scenes {...room} /> },
            ...(tellsGaps ? [{ value: "gaps" as const, title: say("gaps"), content: <Gaps state={state} /> }] : []),
          ]}
        />
        <SetAside items={state.set_aside} isBusy={deed.busy} onRestore={({ subject }) => restore(subject)} />
        <Refused failure={deed.failure} />
      </div>
      {correcting === null ? null : <CorrectDialog what={correcting} state={state} refresh={refresh} onClose={() => setCorrecting(null)} />}
      {talk === null ? null : <AroundDialog specification={id} talk={talk} onClose={() => setTalk(null)} />}
    </>
  );
}

/** What the tabs share. Dialogs that hold words are the page's own: they outlive the thing they are about. */
export interface RoomProps extends Diagnosis {
  onCorrect: (what: Correcting) => void;
  onShow: (what: Talk["show"], about: Owner) => void;
}
