"""The words of the help with wording; those of each rule stand with the rule."""

from typing import Final

from server.domain.wording.registry import RULES

WORDS: Final = {
    **{f"wording.{rule.code}.name": rule.name for rule in RULES},
    **{f"wording.{rule.code}.why": rule.why for rule in RULES},
    **{f"wording.{rule.code}.do": rule.do for rule in RULES},
    "wording.title": ("Relecture de l’ensemble", "Reading the whole again"),
    "wording.lede": (
        "Ce qu’une lecture attentive remarque avant de viser. Rien ici ne bloque, et tout s’explique.",
        "What a careful reading remarks before signing off. Nothing here blocks, and everything is explained.",
    ),
    "wording.sight.whole": (
        "Lu sur tout le cahier des charges.",
        "Read on the whole specification.",
    ),
    "wording.sight.mine": (
        "Lu sur ce que vous lisez vous-même.",
        "Read on what you read yourself.",
    ),
    "wording.none": (
        "Rien à remarquer. Les nouvelles exigences seront relues ici.",
        "Nothing to remark. New requirements will be read again here.",
    ),
    "wording.empty": (
        "Rien à relire : aucune exigence n’est encore écrite.",
        "Nothing to read again: no requirement is written yet.",
    ),
    "wording.set": ("L’ensemble", "The set"),
    "wording.statements": ("Les énoncés", "The statements"),
    "wording.statements.none": (
        "Aucune remarque sur les énoncés.",
        "No remark on the statements.",
    ),
    "wording.set.none": (
        "Chaque exigence a une origine et un critère ; aucune n’en contredit ni n’en double une autre.",
        "Each requirement has an origin and a criterion; none contradicts or doubles another.",
    ),
    "wording.requirement": ("Exigence", "Requirement"),
    "wording.remarked": ("Remarqué", "Remarked"),
    "wording.why": ("Pourquoi, et que faire", "Why, and what to do"),
    "wording.instead": ("Plutôt : {words}.", "Rather: {words}."),
    "wording.count.one": ("une exigence", "one requirement"),
    "wording.count.many": ("{number} exigences", "{number} requirements"),
    "wording.with": ("avec {code}", "with {code}"),
    "wording.link": ("Relire l’ensemble", "Read the whole again"),
    "wording.back": ("Retour au texte", "Back to the text"),
    "wording.set.no_origin": ("Sans origine", "Without origin"),
    "wording.set.no_origin.do": (
        "Nul ne saura pourquoi elle est là. Reliez-la à un constat ou à un résultat de simulation, ou retirez-la.",
        "Nobody will know why it is there. Link it to a finding or a result of a simulation, or withdraw it.",
    ),
    "wording.set.no_criterion": ("Sans critère", "Without criterion"),
    "wording.set.no_criterion.do": (
        "Elle ne se vérifie pas. Comment le verra-t-on au poste ? Ajoutez un critère et un niveau.",
        "It cannot be verified. How will it be seen at the workstation? Add a criterion and a level.",
    ),
    "wording.set.conflict": ("En conflit", "In conflict"),
    "wording.set.conflict.do": (
        "Deux exigences se contredisent. Gardez-en une, conciliez-les, ou ouvrez un arbitrage.",
        "Two requirements contradict each other. Keep one, reconcile them, or open an arbitration.",
    ),
    "wording.set.duplicate": ("En double", "Duplicate"),
    "wording.set.duplicate.do": (
        "Deux énoncés disent presque la même chose. Gardez le meilleur et retirez l’autre.",
        "Two statements say nearly the same. Keep the better one and withdraw the other.",
    ),
}
