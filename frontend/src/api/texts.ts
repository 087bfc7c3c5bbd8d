// The live documents of the texts of a thing.
import { ask, query } from "./client";
import type { About } from "./context";
import type { LiveText } from "./types";

export const readTexts = (specification: string, about: About): Promise<{ texts: LiveText[] }> =>
  ask("GET", `/api/specifications/${specification}/texts${query(about)}`);
