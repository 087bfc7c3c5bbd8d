// What is being decided: the list, one case, and every deed about it.
import { ask } from "./client";
import type { Body, CaseAnswer, Created, DecisionsView } from "./types";

const at = (specification: string): string => `/api/specifications/${specification}`;

export type Act = (specification: string, id: string) => Promise<CaseAnswer>;

export const openCase = (specification: string, form: Body<"open_case">): Promise<Created> => ask("POST", `${at(specification)}/arbitrations`, form);

export const addOption = (specification: string, id: string, form: Body<"add_option">): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/options`, form);

export const changeOption = (specification: string, option: string, form: Body<"change_option">): Promise<CaseAnswer> =>
  ask("PATCH", `${at(specification)}/arbitration-options/${option}`, form);

export const removeOption = (specification: string, option: string): Promise<CaseAnswer> => ask("DELETE", `${at(specification)}/arbitration-options/${option}`);

export const setEffect = (specification: string, option: string, form: Body<"set_effect">): Promise<CaseAnswer> =>
  ask("POST", `${at(specification)}/arbitration-options/${option}/effects`, form);

export const openRound = (specification: string, id: string, people: readonly string[]): Promise<CaseAnswer> =>
  ask("POST", `${at(specification)}/arbitrations/${id}/round`, { person_ids: people });

export const giveVoice = (specification: string, id: string, form: Body<"give_voice">): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/voice`, form);

export const closeRound: Act = (specification, id) => ask("POST", `${at(specification)}/arbitrations/${id}/round/close`);

export const askSupplier = (specification: string, id: string, form: Body<"ask_supplier">): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/questions`, form);

export const answerQuestion = (specification: string, question: string, form: Body<"answer_question">): Promise<DecisionsView> =>
  ask("POST", `${at(specification)}/feasibility/${question}/answer`, form);

export const replyToSupplier = (specification: string, question: string, text: string): Promise<CaseAnswer> =>
  ask("POST", `${at(specification)}/feasibility/${question}/reply`, { text });

export const proposeDecision = (specification: string, id: string, form: Body<"propose_decision">): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/decision`, form);

export const settleCase = (specification: string, id: string, form: Body<"settle_case">): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/decision/settle`, form);

export const signDecision = (specification: string, id: string, mark: string): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/decision/sign`, { mark });

export const refuseDecision = (specification: string, id: string, reason: string): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/decision/refuse`, { reason });

export const proposeChange = (specification: string, id: string, form: Body<"propose_change">): Promise<CaseAnswer> => ask("POST", `${at(specification)}/arbitrations/${id}/changes`, form);
