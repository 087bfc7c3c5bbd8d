"""Who will read a thread, where the words of the levels are not enough."""

from typing import Final

WORDS: Final = {
    "readers.offer.insiders": (
        "Le binôme, la direction et les consultants, qui lisent les offres",
        "The pair, management and the consultants, who read offers",
    ),
    "readers.supplier.you": (
        "Vous et l’entreprise, jamais un autre fournisseur",
        "You and the company, never another supplier",
    ),
}
