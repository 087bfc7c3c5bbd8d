// Requirements split, merged and moved, and what that would change for whom.
import { ask } from "./client";
import type { ForetoldView, SplitPart, SplittingView } from "./types";

const at = (specification: string, id: string): string => `/api/specifications/${specification}/requirements/${id}`;

export const readSplitting = (specification: string, id: string): Promise<SplittingView> => ask("GET", `${at(specification, id)}/splitting`);

export const split = (specification: string, id: string, body: { mark: string; parts: SplitPart[]; kept_link_ids: string[] }): Promise<unknown> =>
  ask("POST", `${at(specification, id)}/split`, body);

export const readMerging = (specification: string, id: string, other: string): Promise<ForetoldView> =>
  ask("GET", `${at(specification, id)}/merging/${other}`);

export const merge = (specification: string, id: string, other: string): Promise<void> =>
  ask("POST", `${at(specification, id)}/merge`, { other_id: other });

export const readMoving = (specification: string, id: string, section: string): Promise<ForetoldView> =>
  ask("GET", `${at(specification, id)}/moving/${section}`);
