"""The words of a table that is brought in."""

from typing import Final

WORDS: Final = {
    "table.title": ("Importer un tableau", "Bring a table in"),
    "table.field.title": ("Titre", "Title"),
    "table.field.text": ("Texte", "Text"),
    "table.field.register": ("Registre", "Register"),
    "table.field.evidence": ("Preuve", "Evidence"),
    "table.field.severity": ("Gravité", "Severity"),
    "table.field.situation": ("Situation de travail", "Work situation"),
    "table.field.unit": ("Équipe ou lieu", "Team or place"),
    "table.field.support": ("Support", "Support"),
    "table.field.reason": ("Raison", "Reason"),
    "table.field.condition": ("Condition", "Condition"),
    "table.field.tasks": ("Tâches", "Tasks"),
    "table.field.kind": ("Nature", "Kind"),
    "table.field.simulation": ("Simulation", "Simulation"),
    "table.field.statement": ("Énoncé", "Statement"),
    "table.field.rationale": ("Pourquoi", "Why"),
    "table.field.priority": ("Priorité", "Priority"),
    "table.field.section": ("Partie", "Part"),
    "table.field.criterion": ("Critère", "Criterion"),
    "table.field.operator": ("Signe", "Sign"),
    "table.field.value": ("Niveau", "Level"),
    "table.field.measure": ("Unité de mesure", "Unit of measure"),
    "table.field.flexibility": ("Flexibilité", "Flexibility"),
    "table.problem.choice": (
        "« {value} » n’est pas l’un des mots possibles.",
        "“{value}” is not one of the possible words.",
    ),
    "table.problem.unknown": (
        "« {value} » n’existe pas dans le projet : ajoutez-le d’abord, ou videz la case.",
        "“{value}” does not exist in the project: add it first, or empty the cell.",
    ),
    "table.problem.long": ("Trop long : {limit} signes au plus.", "Too long: {limit} characters at most."),
    "table.problem.missing": (
        "Il manque : {field}. Choisissez une colonne ou une valeur pour toutes les lignes.",
        "Missing: {field}. Choose a column, or one value for all rows.",
    ),
    "table.problem.register": ("Ce registre n’est pas le vôtre.", "This register is not yours."),
    "refusal.too_large.file": (
        "Le fichier dépasse {limit} Mo. Rien n’a été importé : partagez-le en plusieurs.",
        "The file is over {limit} MB. Nothing was brought in: split it into several.",
    ),
    "refusal.too_large.table": (
        "Le tableau dépasse {rows} lignes ou {columns} colonnes. Rien n’a été importé : partagez-le en plusieurs.",
        "The table is over {rows} rows or {columns} columns. Nothing was brought in: split it into several.",
    ),
    "refusal.too_large.cell": (
        "Une case dépasse {limit} signes (« {sheet} », ligne {line}). Rien n’a été importé : raccourcissez-la.",
        "A cell is over {limit} characters (“{sheet}”, row {line}). Nothing was brought in: shorten it.",
    ),
    "refusal.too_large.archive": (
        "Une fois ouvert, le fichier serait démesuré. Rien n’a été importé : enregistrez-le de nouveau, sans images ni pièces jointes.",
        "Once opened, the file would be excessively large. Nothing was brought in: save it again without pictures or attachments.",
    ),
    "refusal.invalid.archive": (
        "Le fichier est abîmé ou protégé par un mot de passe. Rien n’a été importé : enregistrez-le de nouveau sans protection.",
        "The file is damaged or protected by a password. Nothing was brought in: save it again without protection.",
    ),
    "refusal.invalid.hostile": (
        "Le fichier contient une déclaration que Concerté n’ouvre jamais. Rien n’a été importé : exportez-le de nouveau depuis l’outil.",
        "The file holds a declaration that Concerté never opens. Nothing was brought in: export it again from the tool.",
    ),
    "refusal.invalid.workbook": (
        "Le classeur ne s’ouvre pas. Rien n’a été importé : ouvrez-le dans un tableur et enregistrez-le en .xlsx.",
        "The workbook does not open. Nothing was brought in: open it in a spreadsheet and save it as .xlsx.",
    ),
    "refusal.invalid.csv": (
        "Le fichier CSV ne se lit pas (ligne {line}). Rien n’a été importé : vérifiez les guillemets.",
        "The CSV file cannot be read (row {line}). Nothing was brought in: check the quotation marks.",
    ),
    "refusal.invalid.no_text": (
        "Ce fichier n’est pas un texte. Rien n’a été importé : choisissez un fichier .xlsx, .csv, .md, .reqif ou .reqifz.",
        "This file is no text. Nothing was brought in: choose a .xlsx, .csv, .md, .reqif or .reqifz file.",
    ),
    "refusal.invalid.xml": (
        "Le fichier ReqIF ne se lit pas. Rien n’a été importé : exportez-le de nouveau depuis l’outil.",
        "The ReqIF file cannot be read. Nothing was brought in: export it again from the tool.",
    ),
    "refusal.invalid.not_reqif": (
        "Le fichier ressemble à du ReqIF mais n’en suit pas la norme. Rien n’a été importé : exportez-le depuis un outil d’exigences.",
        "The file looks like ReqIF but does not follow the standard. Nothing was brought in: export it from a requirements tool.",
    ),
    "refusal.invalid.no_table": (
        "Aucun tableau dans ce fichier : il faut une ligne de titres et au moins une ligne sous elle.",
        "No table in this file: there must be a row of headings and at least one row under it.",
    ),
    "refusal.invalid.file_kind": (
        "Ce genre de fichier ne s’importe pas. Choisissez un fichier .xlsx, .csv, .md, .reqif ou .reqifz.",
        "This kind of file cannot be brought in. Choose a .xlsx, .csv, .md, .reqif or .reqifz file.",
    ),
    "refusal.invalid.row": (
        "Une ligne acceptée n’est plus bonne. Rien n’a été importé : relisez l’aperçu.",
        "An accepted row is no longer right. Nothing was brought in: read the preview again.",
    ),
}
