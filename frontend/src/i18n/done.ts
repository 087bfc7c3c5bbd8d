// What was just done to the order of things, said with the way to take it back.
import { speak, type Words } from "./index";

const DONE = {
  undo: ["Annuler", "Undo"],
  undone: ["C’est annulé.", "Undone."],
  move_section: ["Partie déplacée.", "Part moved."],
  withdraw_section: ["Partie retirée.", "Part withdrawn."],
  restore_section: ["Partie rétablie.", "Part restored."],
  duplicate_section: ["Partie dupliquée.", "Part duplicated."],
  move_requirement: ["Exigence déplacée.", "Requirement moved."],
  withdraw_requirement: ["Exigence retirée.", "Requirement withdrawn."],
  restore_requirement: ["Exigence rétablie.", "Requirement restored."],
  duplicate_requirement: ["Exigence dupliquée.", "Requirement duplicated."],
  split_requirement: ["Exigence scindée.", "Requirement split."],
  merge_requirement: ["Exigences réunies.", "Requirements merged."],
  withdraw_criterion: ["Critère retiré.", "Criterion withdrawn."],
  remove_link: ["Lien retiré.", "Link removed."],
  withdraw_origin: ["Mis de côté.", "Set aside."],
  restore_origin: ["De retour.", "Back again."],
} as const satisfies Words;

export const sayDone = speak(DONE);

/** The sentence for an operation after which people look for a way back; null for the others, whose result stands before them. */
export function deedDone(operation: string): string | null {
  return operation in DONE ? sayDone(operation as keyof typeof DONE) : null;
}
