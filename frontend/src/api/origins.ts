// Findings, situations, tasks, simulations and results, and making a requirement of one of them.
import { ask } from "./client";
import type {
  Created, DiagnosisView, EvidenceKind, FindingStatus, FindingView, Flexibility, LinkKind, Operator, Register, ResultKind, ResultStatus, ResultView, Severity,
  SimulationView, SituationCondition, SituationView, Subject, TaskSupport, TaskView, UnitView,
} from "./types";

export interface NewFinding {
  title: string;
  text: string;
  register: Register;
  evidence: EvidenceKind;
  severity: Severity;
  situation_id: string | null;
  unit_id: string | null;
}

export interface NewSituation {
  title: string;
  story: string;
  condition: SituationCondition;
  unit_id: string | null;
  task_ids: string[];
}

export interface NewTask {
  name: string;
  unit_id: string | null;
  support: TaskSupport;
  support_reason: string;
}

export interface NewSimulation {
  title: string;
  held_on: string;
  support: string;
  group: string;
  situation_id: string | null;
}

export interface NewResult {
  simulation_id: string;
  title: string;
  text: string;
  kind: ResultKind;
  register: Register;
  situation_id: string | null;
}

export interface NewCriterion {
  name: string;
  operator: Operator;
  value: string;
  unit: string;
  acceptance_limit: string;
  flexibility: Flexibility;
}

export interface NewRequirement {
  section_id: string;
  after_id: string | null;
  title: string;
  statement: string;
  rationale: string;
  criterion: NewCriterion | null;
  task_ids: string[];
  status: "draft" | "discussion";
  link: { target: Subject; kind: LinkKind; reason: string };
}

const at = (specification: string): string => `/api/specifications/${specification}`;

export const addFinding = (specification: string, body: NewFinding): Promise<FindingView> => ask("POST", `${at(specification)}/findings`, body);

export interface NewSpeech {
  title: string;
  text: string;
  speaker_ids: string[];
}

export type SpokenFinding = Omit<NewFinding, "register" | "evidence">;

export const recordSpeech = (specification: string, body: NewSpeech): Promise<Created> => ask("POST", `${at(specification)}/speech`, body);

export const setSpeakers = (specification: string, id: string, speakers: string[]): Promise<null> =>
  ask("PUT", `${at(specification)}/speech/${id}/speakers`, { speaker_ids: speakers });

export const makeFinding = (specification: string, id: string, body: SpokenFinding): Promise<Created> =>
  ask("POST", `${at(specification)}/speech/${id}/finding`, body);

/** One field: what it held on the screen, and what it shall hold. */
export interface FieldChange {
  field: string;
  value: string | string[] | null;
  before: string | string[] | null;
}

export type FindingFacts = Pick<FindingView, "title" | "evidence" | "severity" | "situation_id" | "unit_id">;
export type ResultFacts = Pick<ResultView, "title" | "kind" | "situation_id">;

export const changeFinding = (specification: string, id: string, change: FieldChange): Promise<FindingView> =>
  ask("PATCH", `${at(specification)}/findings/${id}`, change);

export const changeResult = (specification: string, id: string, change: FieldChange): Promise<ResultView> =>
  ask("PATCH", `${at(specification)}/results/${id}`, change);

export type SimulationFacts = Pick<SimulationView, "title" | "held_on" | "support" | "group" | "situation_id">;
export type SituationFacts = Pick<SituationView, "title" | "condition" | "unit_id" | "task_ids">;
export type TaskFacts = Pick<TaskView, "name" | "unit_id" | "support" | "support_reason">;
export type UnitFacts = Pick<UnitView, "name">;

export const changeSimulation = (specification: string, id: string, change: FieldChange): Promise<SimulationView> =>
  ask("PATCH", `${at(specification)}/simulations/${id}`, change);

export const changeSituation = (specification: string, id: string, change: FieldChange): Promise<SituationView> =>
  ask("PATCH", `${at(specification)}/situations/${id}`, change);

export const changeTask = (specification: string, id: string, change: FieldChange): Promise<TaskView> =>
  ask("PATCH", `${at(specification)}/tasks/${id}`, change);

export const changeUnit = (specification: string, id: string, change: FieldChange): Promise<UnitView> =>
  ask("PATCH", `${at(specification)}/units/${id}`, change);

export const readDiagnosis = (specification: string): Promise<DiagnosisView> => ask("GET", `${at(specification)}/diagnosis`);

export const withdrawOrigin = (specification: string, { kind, id }: Subject): Promise<null> =>
  ask("POST", `${at(specification)}/origins/${kind}/${id}/withdraw`);

export const restoreOrigin = (specification: string, { kind, id }: Subject): Promise<null> =>
  ask("POST", `${at(specification)}/origins/${kind}/${id}/restore`);

export const moveFinding = (specification: string, id: string, to: FindingStatus, reason: string): Promise<FindingView> =>
  ask("POST", `${at(specification)}/findings/${id}/status`, { to, reason });

export const addSituation = (specification: string, body: NewSituation): Promise<SituationView> => ask("POST", `${at(specification)}/situations`, body);

export const addTask = (specification: string, body: NewTask): Promise<TaskView> => ask("POST", `${at(specification)}/tasks`, body);

export const addUnit = (specification: string, name: string): Promise<UnitView> => ask("POST", `${at(specification)}/units`, { name });

export const addSimulation = (specification: string, body: NewSimulation): Promise<SimulationView> => ask("POST", `${at(specification)}/simulations`, body);

export const addResult = (specification: string, body: NewResult): Promise<ResultView> => ask("POST", `${at(specification)}/results`, body);

export const moveResult = (specification: string, id: string, to: ResultStatus): Promise<ResultView> =>
  ask("POST", `${at(specification)}/results/${id}/status`, { to });

export const makeRequirement = (specification: string, body: NewRequirement): Promise<Created> => ask("POST", `${at(specification)}/requirements`, body);
