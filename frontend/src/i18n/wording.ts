// The words around the help with wording; those of each rule come with the remarks.
export const WORDING = {
  title: ["Rédaction", "Wording"],
  none: ["Rédaction : rien à remarquer.", "Wording: nothing to remark."],
  instead: ["Plutôt : {words}.", "Rather: {words}."],
  noneHere: ["Rien à remarquer.", "Nothing to remark."],
  place: ["{number} sur {count}", "{number} of {count}"],
  hint: ["Une aide, jamais un blocage.", "A help, never a block."],
  whole: ["Relire l’ensemble", "Read the whole again"],
} as const;
