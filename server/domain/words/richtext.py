"""What people read when a text cannot be kept as it is."""

from typing import Final

WORDS: Final = {
    "refusal.rich_text.shape": (
        "Ce texte n’a pas pu être lu. Rien n’a changé.",
        "This text could not be read. Nothing changed.",
    ),
    "refusal.rich_text.node": (
        "Ce texte contient un élément que Concerté ne connaît pas. Rechargez la page.",
        "This text contains an element that Concerté does not know. Reload the page.",
    ),
    "refusal.rich_text.mark": (
        "Ce texte contient une mise en forme que Concerté ne connaît pas. Rechargez la page.",
        "This text contains formatting that Concerté does not know. Reload the page.",
    ),
    "refusal.rich_text.attribute": (
        "Une image, une mention ou un tableau de ce texte est mal formé. Retirez-le et recommencez.",
        "A picture, a mention or a table in this text is malformed. Remove it and try again.",
    ),
    "refusal.rich_text.link": (
        "Un lien commence par https, http ou mailto. Corrigez l’adresse du lien.",
        "A link starts with https, http or mailto. Correct the address of the link.",
    ),
    "refusal.rich_text.content": (
        "Un élément de ce texte n’est pas à sa place. Rechargez la page.",
        "An element of this text is not in its place. Reload the page.",
    ),
    "refusal.rich_text.text": (
        "Ce texte contient des caractères invisibles. Collez-le sans mise en forme.",
        "This text contains invisible characters. Paste it without formatting.",
    ),
    "refusal.rich_text.depth": (
        "Ce texte a trop de niveaux imbriqués. Sortez une partie de ses listes ou tableaux.",
        "This text has too many nested levels. Take some of its lists or tables out.",
    ),
}
