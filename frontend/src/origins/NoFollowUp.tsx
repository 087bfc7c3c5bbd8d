// The mark of a finding or a result that nothing follows from, as far as its reader can tell.
import type { ReactElement } from "react";
import type { FindingView } from "../api/types";
import { speak } from "../i18n";
import { ORIGINS } from "../i18n/origins";
import { Icon } from "../icons/Icon";

const say = speak(ORIGINS);

export function NoFollowUp({ gap }: { gap: FindingView["uncovered"] }): ReactElement | null {
  if (gap === "none") return null;
  return <span className="st warn"><Icon name="circle-dashed" />{say(gap === "certain" ? "noFollowUp" : "noFollowUpSeen")}</span>;
}
