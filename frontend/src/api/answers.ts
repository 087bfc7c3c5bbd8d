// A supplier's answers to a release.
import { ask } from "./client";
import type { AnswerView, Reach, Compliance } from "./types";

export const answer = (specification: string, release: string, requirement: string, body: { compliance: Compliance; comment: string; reach: Reach }): Promise<AnswerView> =>
  ask("PUT", `/api/specifications/${specification}/releases/${release}/answers/${requirement}`, body);
