// Origins: the two registers side by side, what was tried of tomorrow, the scenes of work, and what is missing.
import { useCallback, useEffect, useState, type ReactElement } from "react";
import { readMarks } from "../api/context";
import * as api from "../api/origins";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import type { Subject } from "../api/types";
import type { Owner } from "../page/place";
import { useDeed } from "../ui/deed";
import { tellPage, usePage } from "../ui/events";
import { Refused } from "../ui/Refused";
import { SetAside } from "../ui/SetAside";
import { Tabs } from "../ui/Tabs";
import { CorrectDialog, type Correcting } from "./CorrectDialog";
import { Findings } from "./Findings";
import { Gaps } from "./Gaps";
import { OriginThreads, type Talk } from "./OriginThreads";
import { Scenes } from "./Scenes";
import { Simulations } from "./Simulations";
import type { OriginsProps } from "./state";
import { useDiagnosis, type Diagnosis } from "./useDiagnosis";

const say = speak(ORIGINS);
type View = "findings" | "simulations" | "scenes" | "gaps";

/** Links from elsewhere name what they lead to: `#result-…`, `#situation-…`, `#manques`. */
function asked(): View {
  const hash = window.location.hash;
  if (hash === "#manques") return "gaps";
  if (hash.startsWith("#result-")) return "simulations";
  return hash.startsWith("#situation-") ? "scenes" : "findings";
}

export default function Origins(props: OriginsProps): ReactElement {
  const [view, setView] = useState<View>(asked);
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const [talk, setTalk] = useState<Talk | null>(null);
  const diagnosis = useDiagnosis(props);
  const deed = useDeed();
  const { state, refresh } = diagnosis;
  const { id } = state.specification;
  const room: RoomProps = { ...diagnosis, onCorrect: setCorrecting, onTalk: (about) => setTalk({ about, phrase: null }) };
  const tellsGaps = state.every_origin || state.can.includes("link.write");
  const restore = (subject: Subject): void => void deed.run(async () => {
    await api.restoreOrigin(id, subject);
    await refresh();
  });
  useEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), []);
  usePage("comment", useCallback(({ subject, anchor }) => setTalk({ about: subject, phrase: anchor }), []));
  usePage("thread", useCallback((pressed) => void readMarks(id).then(({ threads }) => {
    const mark = threads.find((thread) => thread.id === pressed.id);
    if (mark) setTalk({ about: mark.place as Owner, phrase: null });
  }, () => tellPage("unreachable", {})), [id]));
  return (
    <>
      <h1>{say("title")}</h1>
      <p className="lede">{say("lede")}</p>
      <div className="mt5">
        <Tabs
          label={say("title")} value={view} onChange={setView}
          tabs={[
            { value: "findings", title: <>{say("findings")}<span className="meta">{state.findings.length}</span></>, content: <Findings {...room} /> },
            { value: "simulations", title: say("simulations"), content: <Simulations {...room} /> },
            { value: "scenes", title: say("scenes"), content: <Scenes {...room} /> },
            ...(tellsGaps ? [{ value: "gaps" as const, title: say("gaps"), content: <Gaps state={state} /> }] : []),
          ]}
        />
        <SetAside items={state.set_aside} isBusy={deed.busy} onRestore={({ subject }) => restore(subject)} />
        <Refused failure={deed.failure} />
      </div>
      {correcting === null ? null : <CorrectDialog what={correcting} state={state} refresh={refresh} onClose={() => setCorrecting(null)} />}
      {talk === null ? null : <OriginThreads specification={id} talk={talk} onClose={() => setTalk(null)} />}
    </>
  );
}

/** What the tabs share. Dialogs that hold words are the page's own: they outlive the thing they are about. */
export interface RoomProps extends Diagnosis {
  onCorrect: (what: Correcting) => void;
  onTalk: (about: Owner) => void;
}
