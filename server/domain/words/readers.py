"""Who will read a thread, where the words of the levels are not enough."""

from typing import Final

WORDS: Final = {
    "readers.offer.insiders": (
        "Le binôme, la direction et les consultants, qui lisent les offres",
        "The pair, management and the consultants, who read offers",
    ),
    "readers.level": (
        "Les personnes qui lisent jusqu’à « {level} »",
        "The people who read up to “{level}”",
    ),
    "readers.speech": (
        "Celles et ceux qui ont parlé, et le conseil travail",
        "Those who spoke, and the work consultant",
    ),
    "readers.representatives": ("Les élus du personnel, et eux seuls", "The employee representatives, and they alone"),
    "readers.circle": (
        "Le cercle « {circle} » : le binôme et les personnes qu’il a nommées",
        "The circle “{circle}”: the pair and the people it named",
    ),
    "readers.supplier.you": (
        "Vous et l’entreprise, jamais un autre fournisseur",
        "You and the company, never another supplier",
    ),
}
