"""The words printed around a specification in its files."""

from typing import Final

WORDS: Final = {
    "export.specification": ("Cahier des charges", "Specification"),
    "export.contents": ("Sommaire", "Contents"),
    "export.for": ("Pour {audience}", "For {audience}"),
    "export.dated": ("Le {date}", "{date}"),
    "export.digest": ("Empreinte du contenu", "Content fingerprint"),
    "export.origins": ("Constats et résultats cités", "Findings and results quoted"),
    "export.trace": ("D’où vient chaque exigence", "Where each requirement comes from"),
    "export.trace.requirement": ("Exigence", "Requirement"),
    "export.trace.origin": ("Origine", "Origin"),
    "export.trace.link": ("Lien", "Link"),
    "export.trace.reason": ("Raison", "Reason"),
    "export.trace.none": ("Aucune origine visible à ce niveau.", "No origin visible at this level."),
    "export.working": ("Version de travail", "Working version"),
    "past.by": ("{name} : ", "{name}: "),
    "redline.del": ("supprimé : ", "deleted: "),
    "redline.ins": ("ajouté : ", "added: "),
    "export.page": ("page {page} / {pages}", "page {page} / {pages}"),
}
