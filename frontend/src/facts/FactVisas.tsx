// What a requirement still needs before it is signed, and its visas, for who signs.
import { useEffect, useState, type ReactElement } from "react";
import * as facts from "../api/facts";
import * as api from "../api/signing";
import type { SigningCard } from "../api/types";
import { speak } from "../i18n";
import { SIGNING } from "../i18n/signing";
import { Visas } from "../signing/Visas";
import { useDeed } from "../ui/deed";
import { Refused } from "../ui/Refused";
import type { Facts } from "./useFacts";

const say = speak(SIGNING);

export function FactVisas({ specification, state }: { specification: string; state: Facts }): ReactElement {
  const { requirement } = state.facts;
  const [card, setCard] = useState<SigningCard | null>(null);
  const { failure, run } = useDeed();

  // What is missing changes with each fact: asked again whenever they are fresh.
  useEffect(() => {
    let current = true;
    void run(async () => {
      const fresh = await api.readSigning(specification, requirement.id);
      if (current) setCard(fresh);
    });
    return () => { current = false; };
  }, [specification, requirement, run]);

  return (
    <section className="mt6" aria-label={say("visas")}>
      <h3>{say("visas")}</h3>
      <Refused failure={failure} />
      {card === null ? null : (
        <Visas specification={specification} card={card}
          onFresh={(fresh) => { setCard(fresh); void state.run(() => facts.readFacts(specification, requirement.id)); }} />
      )}
    </section>
  );
}
