"""The words of the matrix of origins."""

from typing import Final

WORDS: Final = {
    "matrix.title": ("Ce qui manque", "What is missing"),
    "matrix.lede.whole": (
        "Une exigence sans origine, un constat sans suite. Le reste se tient.",
        "A requirement without origin, a finding without follow-up. The rest holds.",
    ),
    "matrix.lede.mine": (
        "D’où vient chaque exigence et ce que devient chaque constat, dans ce que vous lisez vous-même.",
        "Where each requirement comes from and what becomes of each finding, in what you read yourself.",
    ),
    "matrix.form": ("Forme", "Form"),
    "matrix.list": ("Liste", "List"),
    "matrix.matrix": ("Matrice", "Matrix"),
    "matrix.table": ("Tableau", "Table"),
    "matrix.chapters": ("Partie", "Part"),
    "matrix.whole": ("Matrice des exigences et de leurs origines", "Matrix of requirements and their origins"),
    "matrix.of": ("Matrice de la partie {number}, {title}", "Matrix of part {number}, {title}"),
    "matrix.requirement": ("Exigence", "Requirement"),
    "matrix.origin": ("Origine", "Origin"),
    "matrix.link": ("Lien", "Link"),
    "matrix.reason": ("Raison", "Reason"),
    "matrix.tied": ("{requirement} {link} {origin}", "{requirement} {link} {origin}"),
    "matrix.key.tied": ("relie", "ties"),
    "matrix.key.hole": ("rangée ou colonne vide : un trou", "an empty row or column: a hole"),
    "matrix.key.far": (
        "Les constats reliés à d’autres parties n’ont pas de colonne ici.",
        "Findings tied to other parts have no column here.",
    ),
    "matrix.orphan": ("Sans origine", "No origin"),
    "matrix.orphan.seen": ("Aucune origine que vous lisiez", "No origin that you read"),
    "matrix.uncovered": ("Sans suite", "No follow-up"),
    "matrix.uncovered.seen": ("Aucune suite que vous lisiez", "No follow-up that you read"),
    "matrix.do.link": ("Relier à un constat", "Tie to a finding"),
    "matrix.do.link_named": (" : {code}", ": {code}"),
    "matrix.do.make": ("En faire une exigence", "Make it a requirement"),
    "matrix.holds": (
        "Aucun trou : toute exigence a une origine, tout constat validé une suite.",
        "No hole: every requirement has an origin, every validated finding a follow-up.",
    ),
    "matrix.empty": (
        "Pas encore d’exigence. On verra ici de quels constats et de quels résultats elles viennent, et ce qui manque.",
        "No requirement yet. This shows which findings and results they come from, and what is missing.",
    ),
}
