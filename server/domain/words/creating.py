"""What people read when a firm, a project or a specification begins, comes in from a file, or is kept safe."""

from typing import Final

WORDS: Final = {
    "creating.first_section": ("Pour quoi faire", "What for"),
    "refusal.not_allowed.found": (
        "Seuls les pilotes d’une entreprise peuvent en inscrire une autre ici.",
        "Only the pilots of a firm may register another one here.",
    ),
    "refusal.invalid.person": (
        "Personne n’est inscrit ici avec cette adresse.",
        "Nobody is registered here with this address.",
    ),
    "refusal.invalid.specification": (
        "Cette personne ne lit aucun cahier des charges « {name} ». Donnez son nom court, ou l’identifiant de son adresse.",
        "This person reads no specification “{name}”. Give its short name, or the identifier in its address.",
    ),
    "refusal.conflict.short_name_in_two_projects": (
        "Deux de vos projets ont un cahier des charges « {name} ». Donnez son identifiant.",
        "Two of your projects have a specification “{name}”. Give its identifier.",
    ),
    "refusal.conflict.already_set_up": (
        "Cette installation a déjà sa première entreprise. Rien n’a changé.",
        "This installation already has its first firm. Nothing changed.",
    ),
    "refusal.conflict.real_installation": (
        "Cette installation est réelle : la démonstration n’y entre pas.",
        "This is a real installation: the demo does not go in it.",
    ),
    "refusal.conflict.not_empty": (
        "La base de données n’est pas vide. Rien n’a été restauré.",
        "The database is not empty. Nothing was restored.",
    ),
    "refusal.invalid.backup": (
        "Ce fichier n’est pas une sauvegarde entière de Concerté. Rien n’a été restauré.",
        "This file is not a whole backup of Concerté. Nothing was restored.",
    ),
    "refusal.invalid.backup_version": (
        "Cette sauvegarde vient d’une autre version ({revision}). Installez cette version, restaurez, puis mettez à jour.",
        "This backup comes from another version ({revision}). Install that version, restore, then update.",
    ),
}
