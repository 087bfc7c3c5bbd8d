// The live documents of the texts of a requirement or a section.
import { ask, query } from "./client";
import type { LiveText } from "./types";

export const readTexts = (specification: string, about: { requirement?: string; section?: string }): Promise<{ texts: LiveText[] }> =>
  ask("GET", `/api/specifications/${specification}/texts${query({ requirement: about.requirement, section: about.section })}`);
