// Origins: the two registers side by side, what was tried of tomorrow, the scenes of work, and what is missing.
import { useCallback, useEffect, useState, type ReactElement } from "react";
import * as api from "../api/origins";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import type { Subject } from "../api/types";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import { SetAside } from "../ui/SetAside";
import { Tabs } from "../ui/Tabs";
import { Findings } from "./Findings";
import { Gaps } from "./Gaps";
import { Scenes } from "./Scenes";
import { Simulations } from "./Simulations";
import type { OriginsProps } from "./state";

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
  const [state, setState] = useState(props);
  const deed = useDeed();
  const { id } = state.specification;
  const refresh = useCallback(async () => {
    const fresh = await api.readDiagnosis(id);
    setState((now) => ({ ...now, ...fresh }));
  }, [id]);
  const room: RoomProps = { state, setState, refresh };
  const tellsGaps = state.every_origin || state.can.includes("link.write");
  // Who comes back to the page finds what the others have written meanwhile.
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible") refresh().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [refresh]);
  const restore = (subject: Subject): void => void deed.run(async () => {
    await api.restoreOrigin(id, subject);
    await refresh();
  });
  useEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), []);
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
    </>
  );
}

export interface RoomProps {
  state: OriginsProps;
  setState: (change: (state: OriginsProps) => OriginsProps) => void;
  /** Reads everything again: what one changes may show in many places. */
  refresh: () => Promise<void>;
}
