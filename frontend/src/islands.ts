// The rooms with an interactive part, by the name the server's pages give them.
import type { ComponentType } from "react";

/** Its props come from our own server as JSON, in the shapes of api/types.ts. */
export interface Island {
  default: ComponentType<never>;
}

export const islandLoaders: Readonly<Record<string, () => Promise<Island>>> = {
  outline: () => import("./outline/Outline"),
  context: () => import("./context/Context"),
  proposals: () => import("./proposals/Proposals"),
  facts: () => import("./facts/Facts"),
  level: () => import("./level/Level"),
  search: () => import("./search/Search"),
  origins: () => import("./origins/Origins"),
  "bring-in": () => import("./bringing/BringIn"),
  "make-requirement": () => import("./origins/MakeRequirement"),
  signing: () => import("./signing/Signing"),
  decisions: () => import("./decisions/Decisions"),
  case: () => import("./decisions/Case"),
  release: () => import("./release/Release"),
  "supplier-answers": () => import("./answers/Answers"),
  people: () => import("./people/People"),
  register: () => import("./register/Register"),
  account: () => import("./account/Account"),
  "first-project": () => import("./project/FirstProject"),
  shortcuts: () => import("./shortcuts/Shortcuts"),
  "view-as": () => import("./viewas/ViewAs"),
};
