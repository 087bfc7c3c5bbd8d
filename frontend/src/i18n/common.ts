export const COMMON = {
  close: ["Fermer, Échap", "Close, Esc"],
  cancel: ["Annuler", "Cancel"],
  unreachable: [
    "Le serveur ne répond pas. Ce que vous avez écrit est gardé ici : réessayez dans un instant.",
    "The server does not answer. What you wrote is kept here: try again in a moment.",
  ],
  signedOut: [
    "Votre session est finie. Ce que vous avez écrit est gardé ici : ouvrez une session dans un autre onglet, puis réessayez.",
    "Your session has ended. What you wrote is kept here: sign in from another tab, then try again.",
  ],
  digitsOnly: ["Écrivez un nombre entier, par exemple 1.", "Write a whole number, for instance 1."],
  unexpected: [
    "Rien n’a changé, et ce que vous avez écrit est gardé ici. Réessayez ; si cela continue, prévenez un pilote.",
    "Nothing changed, and what you wrote is kept here. Try again; if it goes on, tell a pilot.",
  ],
  "deed.writing": ["Écriture…", "Writing…"],
  "deed.saved": ["Enregistré", "Saved"],
  "deed.refused": ["Pas enregistré", "Not saved"],
  choose: ["Choisir", "Choose"],
} as const;
