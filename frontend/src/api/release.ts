// Freezing, confirming, previewing, sending, exporting; opening a part live.
import { ask, query } from "./client";
import type { PreviewView, ReleaseBoardView } from "./types";

export type Format = "pdf" | "html" | "json";

const at = (specification: string): string => `/api/specifications/${specification}`;

export const freeze = (specification: string, name: string): Promise<ReleaseBoardView> => ask("POST", `${at(specification)}/baselines`, { name });

export const confirmBaseline = (specification: string, id: string): Promise<ReleaseBoardView> => ask("POST", `${at(specification)}/baselines/${id}/confirm`);

export const declineBaseline = (specification: string, id: string, reason: string): Promise<ReleaseBoardView> =>
  ask("POST", `${at(specification)}/baselines/${id}/decline`, { reason });

/** What an organisation would read of a frozen version; without one, what the firm reads. */
export const preview = (specification: string, baseline: string, organization: string | undefined): Promise<PreviewView> =>
  ask("GET", `${at(specification)}/baselines/${baseline}/preview${query({ organization })}`);

export const sendRelease = (specification: string, body: { baseline_id: string; organization_id: string; language: "fr" | "en"; reason: string }): Promise<ReleaseBoardView> =>
  ask("POST", `${at(specification)}/releases`, body);

export const openSection = (specification: string, body: { section_id: string; organization_id: string }): Promise<ReleaseBoardView> =>
  ask("POST", `${at(specification)}/openings`, body);

export const showReserved = (specification: string, shown: boolean): Promise<ReleaseBoardView> =>
  ask("PUT", `/api/specifications/${specification}/reserved`, { shown });

export const letWrite = (specification: string, id: string, writes: boolean): Promise<ReleaseBoardView> =>
  ask("POST", `${at(specification)}/openings/${id}/writing`, { writes });

export const closeOpening = (specification: string, id: string): Promise<ReleaseBoardView> => ask("POST", `${at(specification)}/openings/${id}/close`);

export const releaseFile = (specification: string, release: string, format: string): string => `${at(specification)}/releases/${release}/files/${format}`;

export const exportFile = (specification: string, baseline: string, format: Format, organization: string | undefined, language: "fr" | "en"): string =>
  `${at(specification)}/baselines/${baseline}/files/${format}${query({ organization, language })}`;

/** The page of what is lost on the way to a supplier, were the working text sent now. */
export const lossPlace = (specification: string, organization: string): string => `/s/${specification}/diffuser/perte/${organization}`;
