export const VIEW_AS = {
  open: ["Voir comme…", "View as…"],
  as: ["Voir comme {name}", "View as {name}"],
  read: ["Lu par {people}", "Read by {people}"],
  noneYet: ["Personne n’y est encore invité", "Nobody there is invited yet"],
  lost: ["Ce qui se perd vers {name}", "What is lost on the way to {name}"],
  opened: ["La vue de {name} est ouverte dans un autre onglet. Votre session d’ici ne change pas.", "The view of {name} is open in another tab. Your session here does not change."],
  blocked: ["Le navigateur a retenu le nouvel onglet.", "The browser held the new tab back."],
  follow: ["Ouvrir la vue de {name}", "Open the view of {name}"],
} as const;
