// What is proposed on the sheet: cards under the texts they are about, one's own draft, and what one was answered.
import { useCallback, useEffect, useRef, useState, type ReactElement } from "react";
import { createPortal } from "react-dom";
import * as api from "../api/proposals";
import type { ProposalCard } from "../api/types";
import { readTexts } from "../api/texts";
import { whereIs } from "../page/place";
import { sentenceOf } from "../ui/deed";
import { tellPage, usePage } from "../ui/events";
import { Answered, answerOf } from "./Answered";
import { Card } from "./Card";
import { Draft } from "./Draft";
import { drawn, isShownInPlace, textOf, useHosts } from "./places";
import { Redline } from "./Redline";

const NONE: readonly ProposalCard[] = [];
const again = (): void => tellPage("proposed", {});

export default function Proposals({ specification }: { specification: { id: string } }): ReactElement {
  const spec = specification.id;
  const [cards, setCards] = useState(NONE);
  const [wanted, setWanted] = useState<string | null>(null);
  const hosts = useHosts(cards);
  useAnswersTold(cards);
  usePage("proposals", useCallback(({ proposals }) => setCards(proposals), []));
  usePage("propose", useCallback(({ element }) => {
    begin(spec, element).then(
      (card) => {
        setCards((before) => [...before.filter(({ id }) => id !== card.id), card]);
        setWanted(null);
        requestAnimationFrame(() => setWanted(card.id));
        again();
      },
      (error: unknown) => tellPage("say", { text: sentenceOf(error) }),
    );
  }, [spec]));

  const parts = [...new Set(cards.map(({ part_id }) => part_id))];
  return <>{parts.map((part) => {
    const host = hosts.get(part);
    const about = cards.filter(({ part_id }) => part_id === part);
    return host === undefined ? null : createPortal(<OnText spec={spec} about={about} wanted={wanted} onChanged={again} />, host, part);
  })}</>;
}

/** Forks the text, whichever it is on the page. */
async function begin(spec: string, element: HTMLElement): Promise<ProposalCard> {
  const { place, text } = whereIs(element);
  const { texts } = await readTexts(spec, place.kind === "requirement" ? { requirement: place.id } : { section: place.id });
  const part = texts.find(({ kind }) => kind === text)?.part_id ?? "";
  return api.beginProposal(spec, part);
}

interface OnTextProps {
  spec: string;
  about: readonly ProposalCard[];
  wanted: string | null;
  onChanged: () => void;
}

/** What is proposed about one text: the first redline stands in the place of the text, the others in their cards. */
function OnText({ spec, about, wanted, onChanged }: OnTextProps): ReactElement | null {
  const [any] = about;
  if (any === undefined) return null;
  const text = textOf(any);
  const first = isShownInPlace(text) ? about.find(drawn) : undefined;
  const decidable = about.find(({ may_decide }) => may_decide);
  const write = (): void => {
    const now = textOf(any);
    if (now !== null && now.matches("[data-write],[data-propose]")) tellPage("write", { element: now });
  };
  return (
    <>
      {first === undefined ? null : <div className={`in-place ${text?.classList.contains("intro") === true ? "as-intro" : "as-stmt"}`}><Redline card={first} onPress={write} /></div>}
      {about.map((card) => {
        if (card.state === "draft") return <Draft key={card.id} specification={spec} card={card} wanted={wanted === card.id} onChanged={onChanged} />;
        if (card.unseen) return <Answered key={card.id} specification={spec} card={card} onChanged={onChanged} />;
        return <Card key={card.id} specification={spec} card={card} redline={card !== first} keyed={card === decidable} onChanged={onChanged} />;
      })}
    </>
  );
}

/** Says at once what was answered while the page is open. */
function useAnswersTold(cards: readonly ProposalCard[]): void {
  const waiting = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const answered = cards.filter(({ id, unseen }) => unseen && waiting.current.has(id));
    for (const card of answered) tellPage("say", { text: answerOf(card) });
    waiting.current = new Set(cards.filter(({ state }) => state === "open").map(({ id }) => id));
  }, [cards]);
}
