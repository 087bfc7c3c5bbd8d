// Starting a project from a template, a document, or nothing.
import { ask } from "./client";
import type { Created, ImportPreview, Seat } from "./types";

export interface NewProject {
  name: string;
  firm_id: string | null;
  firm_name: string;
  template: string | null;
  markdown: string | null;
  seat: Seat;
  other_pilot_email: string;
  language: "fr" | "en";
}

export const createProject = (body: NewProject): Promise<Created> => ask("POST", "/api/projects", body);

export const previewImport = (name: string, markdown: string): Promise<ImportPreview> => ask("POST", "/api/imports/preview", { name, markdown });
