// Changes proposed to texts.
import { ask, query } from "./client";
import type { ProposalCard } from "./types";

const at = (specification: string): string => `/api/specifications/${specification}`;
const proposal = (specification: string, id: string): string => `/api/specifications/${specification}/proposals/${id}`;

/** What waits, and what was answered and not read yet; about one requirement or section everything, settled ones too. */
export const readProposals = (specification: string, about: { requirement?: string; section?: string } = {}): Promise<{ proposals: ProposalCard[] }> =>
  ask("GET", `${at(specification)}/proposals${query({ requirement: about.requirement, section: about.section })}`);

export const beginProposal = (specification: string, part: string): Promise<ProposalCard> =>
  ask("POST", `${at(specification)}/texts/${part}/proposals`);

export const openProposal = (specification: string, id: string, reason: string): Promise<void> =>
  ask("POST", `${proposal(specification, id)}/open`, { reason });

export const acceptProposal = (specification: string, id: string, despite: string): Promise<void> =>
  ask("POST", `${proposal(specification, id)}/accept`, { despite });

export const declineProposal = (specification: string, id: string, reason: string): Promise<void> =>
  ask("POST", `${proposal(specification, id)}/decline`, { reason });

export const withdrawProposal = (specification: string, id: string): Promise<void> =>
  ask("POST", `${proposal(specification, id)}/withdraw`);

export const acknowledgeDecision = (specification: string, id: string): Promise<void> =>
  ask("POST", `${proposal(specification, id)}/acknowledge`);
