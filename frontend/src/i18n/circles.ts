export const CIRCLES = {
  title: ["Cercles fermés", "Closed circles"],
  about: [
    "Un cercle réunit le binôme et quelques personnes que vous nommez. Ce que l’on y garde n’est lu par personne d’autre, même au même niveau. À qui n’en est pas, rien ne dit qu’il existe.",
    "A circle is the pair and a few people you name. What is kept there is read by nobody else, even at the same level. To whoever is not in it, nothing says it exists.",
  ],
  aboutMember: [
    "Le binôme vous a nommé·e dans ces cercles : ce que l’on y garde n’est lu par personne d’autre.",
    "The pair named you in these circles: what is kept there is read by nobody else.",
  ],
  pairOnly: ["le binôme seul", "the pair alone"],
  pairAnd: ["le binôme, {names}", "the pair, {names}"],
  add: ["Former un cercle", "Form a circle"],
  change: ["Modifier", "Change"],
  changeOf: ["Modifier le cercle « {name} »", "Change the circle “{name}”"],
  name: ["Nom du cercle", "Name of the circle"],
  nameHint: ["Ses membres le liront à côté de chaque partie gardée là.", "Its members will read it beside each part kept there."],
  people: ["Avec le binôme", "With the pair"],
  use: [
    "Pour y mettre une partie : ouvrez « Qui peut lire cette partie ? » et choisissez ce cercle.",
    "To put a part there: open “Who can read this part?” and choose this circle.",
  ],
  keep: ["Garder", "Keep"],
  remove: ["Supprimer le cercle", "Delete the circle"],
} as const;
