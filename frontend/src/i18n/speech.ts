export const SPEECH = {
  tab: ["Paroles", "Speech"],
  aboutKeeper: [
    "Seuls celles et ceux qui ont parlé et le conseil travail lisent ces paroles. Ni les pilotes, ni la direction, ni l’administration technique. Elles ne sortent d’ici que par un constat, écrit avec d’autres mots.",
    "Only those who spoke and the work consultant read these words. Neither the pilots, nor management, nor the technical administrator. They leave here only as a finding, written in other words.",
  ],
  aboutSpeaker: [
    "Ce que vous avez dit, avec vos mots. Seuls celles et ceux qui ont parlé avec vous et le conseil travail le lisent. Ni les pilotes, ni la direction, ni l’administration technique.",
    "What you said, in your words. Only those who spoke with you and the work consultant read it. Neither the pilots, nor management, nor the technical administrator.",
  ],
  empty: [
    "Un entretien, une discussion au poste : gardez ici les mots tels qu’ils ont été dits, puis écrivez-en un constat que toute l’entreprise peut lire.",
    "An interview, a talk at the workstation: keep the words here as they were said, then write a finding the whole company can read.",
  ],
  record: ["Garder une parole", "Keep what was said"],
  titleField: ["Où et quand, en quelques mots", "Where and when, in a few words"],
  textField: ["Ce qui a été dit, mot pour mot", "What was said, word for word"],
  whoSpoke: ["Qui a parlé ?", "Who spoke?"],
  whoSpokeHint: [
    "Ces personnes pourront relire cette parole, et personne d’autre que vous.",
    "These people will be able to read it again, and nobody else but you.",
  ],
  spoke: ["Ont parlé : {names}", "Who spoke: {names}"],
  nobody: ["Personne d’autre que le conseil travail ne lit cette parole.", "Nobody but the work consultant reads this."],
  became: ["En est venu :", "Came of it:"],
  make: ["En faire un constat", "Make it a finding"],
  makeNamed: ["En faire un constat : {code}", "Make it a finding: {code}"],
  speakers: ["Qui a parlé", "Who spoke"],
  speakersOf: ["Qui a parlé : {code}", "Who spoke: {code}"],
  speakersLose: [
    "Qui n’est plus nommé ici ne lit plus cette parole, tout de suite.",
    "Whoever is no longer named here no longer reads this, at once.",
  ],
  inYourWords: [
    "Écrivez avec d’autres mots : ni nom, ni phrase reprise. Toute l’entreprise lira ce constat ; le lien vers la parole reste entre celles et ceux qui la lisent.",
    "Write in other words: no name, no phrase repeated. The whole company will read this finding; its link to what was said stays with those who read it.",
  ],
} as const;
