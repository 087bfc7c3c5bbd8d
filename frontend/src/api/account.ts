// One's own settings and sessions.
import { ask } from "./client";

export interface AccountChange {
  language?: "fr" | "en";
  theme?: "auto" | "light" | "dark";
  single_keys?: boolean;
  seen_by_management?: boolean;
}

export const changeAccount = (change: AccountChange): Promise<void> => ask("PATCH", "/api/account", change);

export const revokeSession = (id: string): Promise<void> => ask("POST", `/api/account/sessions/${id}/revoke`);

export const revokeOtherSessions = (): Promise<void> => ask("POST", "/api/account/sessions/revoke-others");

export const ownData = (format: "html" | "json"): string => `/api/account/data/${format}`;

export const eraseMe = (confirmation: string): Promise<{ href: string }> => ask("POST", "/api/account/erase", { confirmation });
