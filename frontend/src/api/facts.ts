// The structured facts of a requirement: one deed per field, so two people never overwrite each other.
import { ask } from "./client";
import type { FactsView, Status } from "./types";

export type FactValue = string | number | string[] | null;

export interface FieldChange {
  field: string;
  value: FactValue;
  before: FactValue;
}

const at = (specification: string): string => `/api/specifications/${specification}`;

export const readFacts = (specification: string, requirement: string): Promise<FactsView> =>
  ask("GET", `${at(specification)}/requirements/${requirement}/facts`);

export const changeFact = (specification: string, requirement: string, change: FieldChange): Promise<FactsView> =>
  ask("PATCH", `${at(specification)}/requirements/${requirement}`, change);

export const changeStatus = (specification: string, requirement: string, to: Status, reason: string): Promise<FactsView> =>
  ask("POST", `${at(specification)}/requirements/${requirement}/status`, { to, reason });

export const addCriterion = (specification: string, requirement: string, name: string): Promise<FactsView> =>
  ask("POST", `${at(specification)}/requirements/${requirement}/criteria`, { name });

export const changeCriterion = (specification: string, criterion: string, change: FieldChange): Promise<FactsView> =>
  ask("PATCH", `${at(specification)}/criteria/${criterion}`, change);

export const withdrawCriterion = (specification: string, criterion: string): Promise<FactsView> =>
  ask("POST", `${at(specification)}/criteria/${criterion}/withdraw`);
