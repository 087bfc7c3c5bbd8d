// The talk about a finding: its threads, read and written in a dialog over the list.
import { useCallback, type ReactElement } from "react";
import * as api from "../api/context";
import type { FindingView } from "../api/types";
import { ThreadsTab } from "../context/ThreadsTab";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Dialog } from "../ui/Dialog";
import { Refused } from "../ui/Refused";
import { useLatest } from "../ui/useLatest";

const say = speak(ORIGINS);

export function FindingThreads({ specification, finding, onClose }: { specification: string; finding: FindingView; onClose: () => void }): ReactElement {
  const { answer, failure, again } = useLatest(useCallback(() => api.readContext(specification, { finding: finding.id }), [specification, finding.id]));
  return (
    <Dialog title={say("threadsOf", { code: finding.code })} about={finding.title} isOpen onClose={onClose}>
      <Refused failure={failure} />
      {answer === null ? null : <ThreadsTab specification={specification} context={answer} onChanged={again} />}
    </Dialog>
  );
}
