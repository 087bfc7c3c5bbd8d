// The two visas of a requirement: read, given, taken back, refused, carried over a change of mere wording.
import { ask } from "./client";
import type { SigningCard } from "./types";

const at = (specification: string, requirement: string): string => `/api/specifications/${specification}/requirements/${requirement}`;

export const readSigning = (specification: string, requirement: string): Promise<SigningCard> => ask("GET", `${at(specification, requirement)}/signing`);

export const giveVisa = (specification: string, requirement: string, mark: string, reason: string): Promise<SigningCard> =>
  ask("POST", `${at(specification, requirement)}/visa`, { mark, reason });

export const withdrawVisa = (specification: string, requirement: string): Promise<SigningCard> => ask("POST", `${at(specification, requirement)}/visa/withdraw`);

export const refuseVisa = (specification: string, requirement: string, reason: string): Promise<SigningCard> =>
  ask("POST", `${at(specification, requirement)}/visa/refuse`, { reason });

export const carryVisas = (specification: string, requirement: string, mark: string): Promise<SigningCard> =>
  ask("POST", `${at(specification, requirement)}/visa/carry`, { mark });
