// A supplier's answers to a release.
import { ask } from "./client";
import type { AnswerView, Compliance } from "./types";

export const answer = (specification: string, release: string, requirement: string, body: { compliance: Compliance; comment: string }): Promise<AnswerView> =>
  ask("PUT", `/api/specifications/${specification}/releases/${release}/answers/${requirement}`, body);
