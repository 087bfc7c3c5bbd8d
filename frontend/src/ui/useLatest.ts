// The answer to the last question asked; what was shown stays until the new answer is there.
import { useCallback, useEffect, useRef, useState } from "react";
import { sentenceOf } from "./deed";

export interface Latest<Answer> {
  answer: Answer | null;
  failure: string | undefined;
  set: (answer: Answer) => void;
  again: () => void;
}

/** `question` must be stable for as long as the answer is; null asks nothing. */
export function useLatest<Answer>(question: (() => Promise<Answer>) | null, first: Answer | null = null): Latest<Answer> {
  const [answer, setAnswer] = useState<Answer | null>(first);
  const [failure, setFailure] = useState<string>();
  const turn = useRef(0);

  const again = useCallback(() => {
    if (question === null) return;
    const mine = ++turn.current;
    question().then(
      (got) => {
        if (mine !== turn.current) return;
        setAnswer(got);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (mine === turn.current) setFailure(sentenceOf(error));
      },
    );
  }, [question]);

  useEffect(again, [again]);
  return { answer, failure, set: setAnswer, again };
}
