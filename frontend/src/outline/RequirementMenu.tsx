// The deeds of the outline, offered on the requirement itself: opened by its three dots.
import { useCallback, useRef, useState, type ReactElement } from "react";
import { Popover } from "react-aria-components";
import { speak } from "../i18n";
import { OUTLINE } from "../i18n/outline";
import { requirementOf } from "../page/place";
import { useOpener } from "../ui/events";
import { DeedList } from "../ui/Menu";
import type { OutlineNode } from "./nodes";
import { deedsOf, type Offers } from "./OutlineRow";

const say = speak(OUTLINE);

export function RequirementMenu({ byKey, offers }: { byKey: ReadonlyMap<string, OutlineNode>; offers: Offers }): ReactElement | null {
  const [opened, setOpened] = useState("");
  const button = useRef<HTMLElement>(null);
  useOpener("requirement", useCallback((pressed) => {
    button.current = pressed;
    setOpened(requirementOf(pressed));
  }, []));
  const node = byKey.get(`requirement:${opened}`);
  if (node === undefined) return null;
  const close = (): void => setOpened("");
  const deeds = deedsOf(node, offers).map((deed) => ({ ...deed, onAction: () => { close(); deed.onAction(); } }));
  return (
    <Popover className="pop" aria-label={say("deeds", { name: node.number })} triggerRef={button} isOpen onOpenChange={(open) => { if (!open) close(); }} placement="bottom end">
      <DeedList label={say("deeds", { name: node.number })} deeds={deeds} />
    </Popover>
  );
}
