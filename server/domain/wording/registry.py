"""The one list of the rules of wording, in the order in which they speak of the same words."""

from typing import Final

from server.domain.wording import english, french
from server.domain.wording.rule import Example, Rule
from server.domain.words import Language

_FR, _EN = Language.FRENCH, Language.ENGLISH

RULES: Final = (
    Rule(
        "person",
        ("Une personne nommée", "A person is named"),
        (
            "Les personnes changent, la fonction reste ; et un nom n’a pas à partir chez un fournisseur.",
            "People change, functions stay; and a name has no reason to leave for a supplier.",
        ),
        (
            "Nommez la fonction : l’ordonnanceur, la cheffe d’atelier.",
            "Name the function: the scheduler, the shop manager.",
        ),
        {_FR: french.PERSON, _EN: english.PERSON},
        (
            Example(_FR, "Le module doit prévenir Mme Roux.", "Le module doit prévenir l’ordonnanceur."),
            Example(_EN, "The module shall warn Mrs Baker.", "The module shall warn the scheduler."),
        ),
    ),
    Rule(
        "solution",
        ("Une solution plutôt que le besoin", "A solution instead of the need"),
        (
            "Nommer l’écran ou la marque ferme la porte à une meilleure réponse du fournisseur.",
            "Naming the screen or the brand closes the door to a better answer from the supplier.",
        ),
        (
            "Dites ce que la personne doit obtenir. Une technique imposée est une contrainte : donnez-lui ce type et sa raison.",
            "Say what the person must obtain. A technique that is imposed is a constraint: give it that kind, and its reason.",
        ),
        {_FR: french.SOLUTION, _EN: english.SOLUTION},
        (
            Example(
                _FR,
                "Le module doit avoir un bouton pour signaler un aléa.",
                "L’opérateur doit signaler un aléa en 3 gestes au plus.",
            ),
            Example(
                _EN,
                "The module shall have a button to report a hazard.",
                "The operator shall report a hazard in 3 steps at most.",
            ),
        ),
    ),
    Rule(
        "open",
        ("Une liste ouverte", "An open list"),
        (
            "Personne ne sait ce que la liste contient encore : chacun la complète à sa façon.",
            "Nobody knows what else the list holds: everyone completes it their own way.",
        ),
        ("Écrivez la liste entière, ou dites ce qui en décide.", "Write the whole list, or say what decides on it."),
        {_FR: french.OPEN, _EN: english.OPEN},
        (
            Example(
                _FR,
                "Le module doit afficher l’article, la quantité, etc.",
                "Le module doit afficher l’article et la quantité.",
            ),
            Example(
                _EN,
                "The module shall display the part, the quantity, etc.",
                "The module shall display the part and the quantity.",
            ),
        ),
    ),
    Rule(
        "escape",
        ("Une porte de sortie", "A way out"),
        (
            "Avec ces mots, ne rien faire répond aussi à l’exigence.",
            "With these words, doing nothing meets the requirement too.",
        ),
        (
            "Dites dans quel cas précis, ou retirez ces mots. Ce qui se négocie se dit par la flexibilité du critère.",
            "Say in which precise case, or drop these words. What can be negotiated is said by the criterion’s flexibility.",
        ),
        {_FR: french.ESCAPE, _EN: english.ESCAPE},
        (
            Example(
                _FR,
                "Le module doit, si possible, proposer deux plannings.",
                "Lorsque l’ordonnanceur déclare un aléa, le module doit proposer deux plannings.",
            ),
            Example(
                _EN,
                "The module shall, if possible, propose two schedules.",
                "When the scheduler reports a hazard, the module shall propose two schedules.",
            ),
        ),
    ),
    Rule(
        "and_or",
        ("« et/ou »", "“and/or”"),
        ("L’un, l’autre, ou les deux ? Le fournisseur choisira.", "One, the other, or both? The supplier will choose."),
        ("Écrivez « et » ou « ou », ou deux exigences.", "Write “and” or “or”, or two requirements."),
        {_FR: french.AND_OR, _EN: english.AND_OR},
        (
            Example(
                _FR,
                "Le module doit alerter l’ordonnanceur et/ou l’atelier.",
                "Le module doit alerter l’ordonnanceur et l’atelier.",
            ),
            Example(
                _EN,
                "The module shall alert the scheduler and/or the shop.",
                "The module shall alert the scheduler and the shop.",
            ),
        ),
    ),
    Rule(
        "no_unit",
        ("Un nombre sans unité", "A number without unit"),
        ("Un nombre seul se lit de plusieurs façons.", "A number alone can be read in several ways."),
        ("Ajoutez l’unité, ou ce qui est compté.", "Add the unit, or what is counted."),
        {_FR: french.no_unit, _EN: english.no_unit},
        (
            Example(_FR, "Le module doit répondre en moins de 3.", "Le module doit répondre en moins de 3 s."),
            Example(_EN, "The module shall answer in less than 3.", "The module shall answer in less than 3 s."),
        ),
    ),
    Rule(
        "absolute",
        ("Un absolu", "An absolute"),
        (
            "« Tous », « toujours », « jamais » ne se vérifient pas : un seul oubli, et l’exigence est manquée.",
            "“All”, “always”, “never” cannot be verified: one omission, and the requirement is missed.",
        ),
        (
            "Dites lesquels, ou mettez dans un critère la part qui suffit.",
            "Say which, or put the share that is enough into a criterion.",
        ),
        {_FR: french.ABSOLUTE, _EN: english.ABSOLUTE},
        (
            Example(
                _FR,
                "Le module doit toujours afficher la contrainte.",
                "Le module doit afficher la contrainte de chaque OF déplacé.",
            ),
            Example(
                _EN,
                "The module shall always display the constraint.",
                "The module shall display the constraint of each order moved.",
            ),
        ),
    ),
    Rule(
        "several",
        ("Deux choses en une", "Two things in one"),
        (
            "Deux verbes font deux exigences : on ne peut ni viser ni refuser l’une sans l’autre.",
            "Two verbs make two requirements: one cannot be signed off or refused without the other.",
        ),
        ("Écrivez une exigence par verbe.", "Write one requirement for each verb."),
        {_FR: french.SEVERAL, _EN: english.SEVERAL},
        (
            Example(
                _FR,
                "Le module doit enregistrer l’aléa et alerter l’ordonnanceur.",
                "Le module doit alerter l’ordonnanceur.",
            ),
            Example(
                _EN,
                "The module shall record the hazard and alert the scheduler.",
                "The module shall alert the scheduler.",
            ),
        ),
    ),
    Rule(
        "negative",
        ("Une interdiction", "A prohibition"),
        (
            "Ce qui ne doit pas arriver se vérifie mal, sauf si c’est impératif.",
            "What must not happen is hard to verify, unless it is mandatory.",
        ),
        (
            "Dites ce qui doit arriver, ou donnez à l’interdiction un critère F0.",
            "Say what must happen, or give the prohibition an F0 criterion.",
        ),
        {_FR: french.NEGATIVE, _EN: english.NEGATIVE},
        (
            Example(
                _FR,
                "Le module ne doit pas diffuser un planning refusé.",
                "Le module doit soumettre chaque planning à l’ordonnanceur.",
            ),
            Example(
                _EN,
                "The module shall not publish a schedule that was refused.",
                "The module shall submit each schedule to the scheduler.",
            ),
        ),
    ),
    Rule(
        "passive",
        ("On ne sait pas qui le fait", "Nobody is said to do it"),
        (
            "Sans auteur de l’action, chacun croit que c’est l’autre qui la fait.",
            "When the one who acts is not named, everyone thinks somebody else does.",
        ),
        (
            "Commencez par qui agit : le système, le fournisseur, la ligne.",
            "Begin with who acts: the system, the supplier, the line.",
        ),
        {_FR: french.passive, _EN: english.passive},
        (
            Example(_FR, "L’alerte sera affichée à l’atelier.", "Le module doit afficher l’alerte à l’atelier."),
            Example(
                _EN, "The alert shall be displayed in the shop.", "The module shall display the alert in the shop."
            ),
        ),
    ),
    Rule(
        "ability",
        ("Pouvoir n’est pas faire", "Being able is not doing"),
        (
            "Qui peut faire ne le fait pas toujours : on ne saura pas quoi vérifier.",
            "What can be done is not always done: nobody will know what to verify.",
        ),
        ("Écrivez « doit » et le verbe de l’action.", "Write “shall” and the verb of the action."),
        {_FR: french.ABILITY, _EN: english.ABILITY},
        (
            Example(_FR, "Le module permet de corriger un temps.", "Le module doit enregistrer le temps corrigé."),
            Example(_EN, "The module can correct a time.", "The module shall record the corrected time."),
        ),
    ),
    Rule(
        "purpose",
        ("Le pourquoi dans l’énoncé", "The reason within the statement"),
        (
            "La raison allonge l’énoncé et semble faire partie de ce qui est demandé.",
            "The reason makes the statement longer and seems to be a part of what is asked.",
        ),
        ("Déplacez la raison dans « Pourquoi ».", "Move the reason to “Why”."),
        {_FR: french.PURPOSE, _EN: english.PURPOSE},
        (
            Example(
                _FR,
                "Le module doit dater chaque saisie afin de suivre les temps.",
                "Le module doit dater chaque saisie.",
            ),
            Example(
                _EN, "The module shall date each entry in order to follow times.", "The module shall date each entry."
            ),
        ),
    ),
    Rule(
        "pronoun",
        ("De qui parle-t-on ?", "Who is meant?"),
        (
            "Une exigence se lit seule : « il » ou « celui-ci » peut désigner autre chose que ce que vous pensez.",
            "A requirement is read on its own: “it” may stand for something else than you think.",
        ),
        ("Répétez le nom.", "Say the name again."),
        {_FR: french.PRONOUN, _EN: english.PRONOUN},
        (
            Example(_FR, "Il doit afficher l’OF en cours.", "Le module doit afficher l’OF en cours."),
            Example(_EN, "It shall display the current order.", "The module shall display the current order."),
        ),
    ),
    Rule(
        "vague",
        ("Un mot flou", "A vague word"),
        (
            "Deux personnes ne le mesureront pas pareil : à la recette, chacun aura raison.",
            "Two people will not measure it alike: at acceptance, both will be right.",
        ),
        (
            "Retirez le mot et dites dans un critère à quoi on le verra.",
            "Drop the word and say in a criterion how it will be seen.",
        ),
        {_FR: french.VAGUE, _EN: english.VAGUE},
        (
            Example(_FR, "Le module doit répondre rapidement.", "Le module doit répondre en moins de 3 s."),
            Example(_EN, "The module shall answer quickly.", "The module shall answer in less than 3 s."),
        ),
    ),
)
"""One entry per rule; its code is what answers, labels and tests name."""
