export const LEVELS = {
  title: ["Niveaux de lecture", "Reading levels"],
  about: [
    "Du plus ouvert au plus fermé. Qui lit jusqu’à un niveau lit aussi tous ceux d’avant. Chaque partie du cahier des charges en porte un.",
    "From the most open to the most closed. Whoever reads up to a level also reads all before it. Each part of the specification bears one.",
  ],
  named: ["Fournisseurs désignés, sous accord", "Named suppliers, under agreement"],
  readsAll: ["l’entreprise, les consultants et tous les fournisseurs consultés", "the company, the consultants and all consulted suppliers"],
  readsNamed: ["l’entreprise, les consultants et les fournisseurs nommés", "the company, the consultants and the suppliers named"],
  readsFirm: ["l’entreprise et les consultants, jamais un fournisseur", "the company and the consultants, never a supplier"],
  reads: ["lu par {names}", "read by {names}"],
  change: ["Nommer les niveaux", "Name the levels"],
  order: [
    "Dans l’ordre, du plus ouvert au plus fermé. N0 et N1 sont ce que lisent des fournisseurs, N2 toute l’entreprise ; au-dessus, c’est à vous de choisir.",
    "In order, from the most open to the most closed. N0 and N1 are what suppliers read, N2 the whole company; above, it is yours to choose.",
  ],
  nameOf: ["Nom de {level}", "Name of {level}"],
  addAbove: ["Ajouter un niveau au-dessus", "Add a level above"],
  removeLast: ["Retirer {level}", "Remove {level}"],
  usual: ["Revenir aux niveaux habituels", "Go back to the usual levels"],
  then: [
    "Changer un nom ne change pas qui lit : cela se règle personne par personne, dans « Membres ». Le binôme lit toujours tout. Un niveau où quelque chose est gardé ne se retire pas.",
    "Changing a name does not change who reads: that is set person by person, under “Members”. The pair always reads everything. A level where something is kept cannot be removed.",
  ],
  keep: ["Garder", "Keep"],
  readsUpTo: ["Lit jusqu’à", "Reads up to"],
  nothing: ["rien du cahier des charges", "nothing of the specification"],
} as const;
