// The running text of a finding, a result or a situation: read here, and written here with the editor of the page.
import { useLayoutEffect, useRef, type ReactElement } from "react";
import type { TextView } from "../api/types";
import { rendered } from "../page/html";
import { keepingTheLine, merge, tint } from "../page/patches";
import { tellPage } from "../ui/events";
import type { OriginsState } from "./state";

interface TaleProps {
  text: TextView;
  state: OriginsState;
  /** What it is called, for those who hear it. */
  name: string;
}

export function Tale({ text, state, name }: TaleProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<HTMLElement | null>(null);
  const html = state.texts[text.part_id] ?? "";

  // The editor brings its own tools and nodes, so React is given no children here.
  useLayoutEffect(() => {
    const made = drawn(text, html, name, state.specification.language);
    shown.current = made;
    host.current?.append(made);
    tellPage("patched", { ids: [] });
    return () => tellPage("finish", { element: made, done: () => made.remove() });
  }, [text.part_id]);
  useLayoutEffect(() => {
    const [old, main] = [shown.current, document.querySelector("main")];
    if (old === null || main === null) return;
    const changed: Element[] = [];
    const fresh = drawn(text, html, name, state.specification.language);
    keepingTheLine(main, () => merge(old, fresh, { isMounted: (part) => part.isContentEditable, changed }));
    for (const element of changed) tint(element);
    if (changed.length > 0) tellPage("patched", { ids: [] });
  }, [text, html, name]);

  return <div ref={host} />;
}

function drawn(text: TextView, html: string, name: string, language: string): HTMLElement {
  const made = rendered(`<div>${html}</div>`) ?? document.createElement("div");
  made.className = text.substitute ? "tale rich substitute" : "tale rich";
  made.lang = language;
  Object.assign(made.dataset, { text: text.kind, name });
  if (text.may_write) {
    made.dataset["write"] = "";
    made.tabIndex = 0;
  }
  return made;
}
