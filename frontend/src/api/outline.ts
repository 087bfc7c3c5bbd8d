// Deeds on the order and the frame of a specification.
import { ask } from "./client";
import type { Created, OutlineAnswer, SectionView } from "./types";

const at = (specification: string): string => `/api/specifications/${specification}`;

export const readOutline = (specification: string): Promise<OutlineAnswer> => ask("GET", `${at(specification)}/outline`);

export const addSection = (specification: string, body: { title: string; prefix: string; parent_id: string | null; after_id: string | null }): Promise<Created> =>
  ask("POST", `${at(specification)}/sections`, body);

export const changeSection = (specification: string, id: string, body: { field: "title" | "prefix"; value: string; before: string }): Promise<SectionView> =>
  ask("PATCH", `${at(specification)}/sections/${id}`, body);

export const moveSection = (specification: string, id: string, body: { parent_id: string | null; after_id: string | null }): Promise<void> =>
  ask("POST", `${at(specification)}/sections/${id}/move`, body);

export const addRequirement = (specification: string, body: { section_id: string; after_id: string | null; title: string }): Promise<Created> =>
  ask("POST", `${at(specification)}/requirements`, body);

export const moveRequirement = (specification: string, id: string, body: { section_id: string; after_id: string | null }): Promise<void> =>
  ask("POST", `${at(specification)}/requirements/${id}/move`, body);

export type Whole = "withdraw" | "restore" | "duplicate";

export const doToSection = (specification: string, id: string, deed: Whole): Promise<void> =>
  ask("POST", `${at(specification)}/sections/${id}/${deed}`);

export const doToRequirement = (specification: string, id: string, deed: Whole): Promise<void> =>
  ask("POST", `${at(specification)}/requirements/${id}/${deed}`);
