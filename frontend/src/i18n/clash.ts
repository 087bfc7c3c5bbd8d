export const CLASH = {
  clash: [
    "Quelqu’un a changé « {field} » en même temps que vous. Rien n’est perdu : choisissez.",
    "Someone changed “{field}” at the same time as you. Nothing is lost: choose.",
  ],
  yours: ["Votre valeur : {value}", "Your value: {value}"],
  theirs: ["La sienne, déjà enregistrée : {value}", "Theirs, already saved: {value}"],
  nothing: ["rien", "nothing"],
  keepMine: ["Mettre la mienne", "Use mine"],
  keepTheirs: ["Garder la sienne", "Keep theirs"],
} as const;
