// A separate capped session that shows exactly what a supplier sees.
import { ask } from "./client";

export const viewAs = (specification: string, organization: string): Promise<{ href: string }> =>
  ask("POST", `/api/specifications/${specification}/view-as`, { organization_id: organization });
