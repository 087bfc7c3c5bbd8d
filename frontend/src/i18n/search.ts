export const SEARCH = {
  title: ["Chercher, aller à un code", "Search, go to a code"],
  label: ["Un code ou quelques mots", "A code or a few words"],
  hint: ["Seulement dans ce que vous pouvez lire.", "Only in what you may read."],
  nothing: ["Rien de tel dans ce que vous pouvez lire.", "Nothing like this in what you may read."],
  results: ["Trouvé", "Found"],
  "kind.requirement": ["exigence", "requirement"],
  "kind.section": ["partie", "part"],
  "kind.finding": ["constat", "finding"],
  "kind.result": ["résultat", "result"],
  "kind.situation": ["situation", "situation"],
  "kind.criterion": ["critère", "criterion"],
  "kind.thread": ["fil", "thread"],
} as const;
