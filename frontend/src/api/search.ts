// Search over what this reader may read.
import { ask, query } from "./client";
import type { SearchResult } from "./types";

export const search = (specification: string, text: string): Promise<{ results: SearchResult[] }> =>
  ask("GET", `/api/specifications/${specification}/search${query({ q: text })}`);
