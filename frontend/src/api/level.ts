// Who may read a part, and changing it: closing is at once, opening takes both seats.
import { ask } from "./client";
import type { LabelChoicesView, SubjectKind } from "./types";

const at = (specification: string, kind: SubjectKind, id: string): string => `/api/specifications/${specification}/labels/${kind}/${id}`;
const proposal = (specification: string, id: string): string => `/api/specifications/${specification}/label-proposals/${id}`;

export const readChoices = (specification: string, kind: SubjectKind, id: string): Promise<LabelChoicesView> =>
  ask("GET", at(specification, kind, id));

export const changeLabel = (specification: string, kind: SubjectKind, id: string, body: { label_key: string; reason: string }): Promise<LabelChoicesView> =>
  ask("POST", at(specification, kind, id), body);

export const confirmProposal = (specification: string, id: string): Promise<LabelChoicesView> =>
  ask("POST", `${proposal(specification, id)}/confirm`);

export const declineProposal = (specification: string, id: string, reason: string): Promise<LabelChoicesView> =>
  ask("POST", `${proposal(specification, id)}/decline`, { reason });

export const writeSubstitute = (specification: string, kind: SubjectKind, id: string, text: string | null): Promise<LabelChoicesView> =>
  ask("PUT", `${at(specification, kind, id)}/substitute`, { text });
