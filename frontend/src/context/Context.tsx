// The panel beside the text: threads, origin, history and answers of what one is reading.
import { useCallback, useMemo, useState, type ReactElement } from "react";
import * as api from "../api/context";
import type { Anchor, ContextView } from "../api/types";
import type { Discussed } from "../page/events";
import { speak } from "../i18n";
import { CONTEXT } from "../i18n/context";
import { codeOf, requirementOf, sectionOf } from "../page/place";
import { useOpener, usePage } from "../ui/events";
import { raisePanel } from "../ui/panels";
import { Refused } from "../ui/Refused";
import { Segmented } from "../ui/Segmented";
import { Tabs } from "../ui/Tabs";
import { useLatest } from "../ui/useLatest";
import { AnswersTab } from "./AnswersTab";
import { History } from "./History";
import { ProposalsHere } from "./ProposalsHere";
import { OriginTab } from "./OriginTab";
import { ThreadsTab, type Wanted } from "./ThreadsTab";

const say = speak(CONTEXT);

type TabName = "threads" | "origin" | "history" | "answers";
const TABS: readonly TabName[] = ["threads", "origin", "history", "answers"];

interface Place {
  requirement: string | null;
  section: string | null;
}

export interface ContextProps {
  specification: { id: string };
}

/** Before anything is chosen here: the requirement one came for, else the first section of the sheet. */
function firstPlace(): Place {
  const here = document.querySelector<HTMLElement>("article.req.here") ?? document.querySelector<HTMLElement>("article.req:target");
  if (here) return { requirement: here.id.slice(2), section: sectionOf(here) };
  const section = document.querySelector<HTMLElement>("main [data-section]")?.dataset["section"];
  return { requirement: null, section: section ?? null };
}

/** Where the sheet says a requirement stands; a section stands for itself. */
function placeOf(kind: string, id: string): Place {
  if (kind === "section") return { requirement: null, section: id };
  const article = document.getElementById(`r-${id}`);
  return { requirement: id, section: article && sectionOf(article) };
}

function codeOfRequirement(requirement: string): string {
  const article = document.getElementById(`r-${requirement}`);
  return article ? codeOf(article) : "";
}

function numberOf(section: string | null): string {
  return section === null ? "" : document.querySelector(`#sh-${CSS.escape(section)} .n`)?.textContent.trim() ?? "";
}

export default function Context({ specification }: ContextProps): ReactElement {
  const spec = specification.id;
  const [place, setPlace] = useState<Place>(firstPlace);
  const [wholeSection, setWholeSection] = useState(false);
  const [tab, setTab] = useState<TabName>("threads");
  const [proposal, setProposal] = useState<Discussed | null>(null);
  const [linking, setLinking] = useState<string | null>(null);
  const [phrase, setPhrase] = useState<Anchor | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);

  const about = useMemo(() => {
    if (place.requirement !== null && !wholeSection) return { requirement: place.requirement };
    return place.section === null ? null : { section: place.section };
  }, [place, wholeSection]);
  const question = useMemo(() => (about === null ? null : () => api.readContext(spec, about)), [spec, about]);
  const { answer, failure, again } = useLatest(question);

  usePage("focus", useCallback(({ kind, id }) => {
    setPlace(placeOf(kind, id));
  }, []));
  usePage("changed", useCallback(() => again(), [again]));
  usePage("comment", useCallback(({ subject, anchor }) => {
    setPlace(placeOf(subject.kind, subject.id));
    setWholeSection(false);
    setTab("threads");
    setPhrase(anchor);
    raisePanel("context");
  }, []));
  useOpener("origin", useCallback((chip) => {
    const requirement = requirementOf(chip);
    setPlace(placeOf("requirement", requirement));
    setWholeSection(false);
    setTab("origin");
    // After the press itself, which would close what it raised.
    requestAnimationFrame(() => raisePanel("context"));
  }, []));
  usePage("discuss", useCallback(({ proposal: about }) => {
    const { kind, id } = about.owner;
    setPlace(kind === "requirement" ? placeOf(kind, id) : { requirement: null, section: id });
    setWholeSection(false);
    setTab("threads");
    setProposal(about);
    requestAnimationFrame(() => raisePanel("context"));
  }, []));
  usePage("link", useCallback(({ requirement }) => {
    setPlace(placeOf("requirement", requirement));
    setWholeSection(false);
    setTab("origin");
    setLinking(requirement);
    requestAnimationFrame(() => raisePanel("context"));
  }, []));
  usePage("tab", useCallback(({ number }) => setTab(TABS[number - 1] ?? "threads"), []));
  usePage("thread", useCallback(({ id }) => {
    setTab("threads");
    setWanted({ id });
    raisePanel("context");
  }, []));

  if (answer === null) return <div className="in-panel"><p className="sub">{say("nothing")}</p><Refused failure={failure} /></div>;

  const shared = { specification: spec, context: answer, onChanged: again };
  const scope = place.requirement !== null && place.section !== null ? (
    <Segmented
      label={say("scope")} value={wholeSection ? "section" : "alone"} place="scope"
      onChange={(value) => setWholeSection(value === "section")}
      options={[
        { value: "alone", text: say("alone", { code: codeOfRequirement(place.requirement) }) },
        { value: "section", text: say("section", { number: numberOf(place.section) }) },
      ]}
    />
  ) : null;
  const open = answer.threads.filter((thread) => thread.status === "open").length;
  return (
    <Tabs
      label={say("around", { name: answer.code === "" ? answer.title : answer.code })} value={tab} onChange={setTab}
      tabs={[
        {
          value: "threads",
          title: <>{say("threads")}{open > 0 ? <span className="meta">{open}</span> : null}</>,
          content: <>{scope}<Refused failure={failure} /><ProposalsHere {...shared} /><ThreadsTab {...shared} phrase={phrase} proposal={proposal} wanted={wanted} onPhraseDone={() => { setPhrase(null); setProposal(null); }} /></>,
        },
        { value: "origin", title: say("origin"), content: <>{scope}<OriginTab key={answer.subject.id} {...shared} linking={linking === answer.subject.id} /></> },
        { value: "history", title: say("history"), content: <>{scope}<History key={answer.subject.id} {...shared} /></> },
        { value: "answers", title: say("answers"), content: <>{scope}<AnswersTab {...shared} /></> },
      ]}
    />
  );
}

export interface TabProps {
  specification: string;
  context: ContextView;
  onChanged: () => void;
}
