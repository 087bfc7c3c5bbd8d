// The register of access of a project.
import { ask, base, query } from "./client";
import type { RegisterKind, RegisterView } from "./types";

export interface Wanted {
  kind?: RegisterKind;
  since?: string;
  until?: string;
}

const at = (project: string): string => `/api/projects/${project}/register`;

const asked = ({ kind, since, until }: Wanted): string => query({ kind, since, until });

export const readRegister = (project: string, wanted: Wanted): Promise<RegisterView> => ask("GET", at(project) + asked(wanted));

export const registerFile = (project: string, format: "csv" | "json", wanted: Wanted): string => `${base()}${at(project)}/files/${format}${asked(wanted)}`;
