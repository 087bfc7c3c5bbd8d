"""What people read when a document or a template cannot be taken in as it stands."""

from typing import Final

WORDS: Final = {
    "refusal.too_large.document": (
        "Le document dépasse {limit}. Rien n’a été importé : partagez-le en plusieurs fichiers.",
        "The document is over {limit}. Nothing was imported: split it into several files.",
    ),
    "refusal.invalid.not_utf8": (
        "Le texte n’est pas en UTF-8 (octet {position}). Rien n’a été importé : enregistrez-le en UTF-8.",
        "The text is not UTF-8 (byte {position}). Nothing was imported: save it as UTF-8.",
    ),
    "refusal.invalid.too_deep": (
        "Des listes ou des citations s’emboîtent sur plus de {limit} niveaux. Rien n’a été importé.",
        "Lists or quotes nest deeper than {limit} levels. Nothing was imported.",
    ),
    "refusal.invalid.empty_document": (
        "Le document ne contient aucun texte. Rien n’a été importé.",
        "The document holds no text. Nothing was imported.",
    ),
    "refusal.not_understood": (
        "Le fichier n’a pas été compris : {count} points à corriger. Rien n’a été importé.",
        "The file was not understood: {count} points to correct. Nothing was imported.",
    ),
    "import.introduction": ("Introduction", "Introduction"),
    "import.untitled": ("Sans titre", "Untitled"),
    "import.too_long": (
        "« {name} » est trop long : {limit} signes au plus.",
        "“{name}” is too long: {limit} characters at most.",
    ),
    "import.no_front_matter": (
        "Le fichier doit commencer par un en-tête entre deux lignes « --- ».",
        "The file must begin with a header between two lines “---”.",
    ),
    "import.bad_front_matter": (
        "L’en-tête ne se lit pas : écrivez « nom: valeur », un par ligne.",
        "The header cannot be read: write “name: value”, one per line.",
    ),
    "import.front_missing": ("L’en-tête n’a pas « {name} ».", "The header has no “{name}”."),
    "import.front_unknown": ("L’en-tête ne connaît pas « {name} ».", "The header does not know “{name}”."),
    "import.front_value": (
        "« {name} » ne peut pas être « {value} ». Attendu : {expected}.",
        "“{name}” cannot be “{value}”. Expected: {expected}.",
    ),
    "import.heading_depth": (
        "Le titre « {title} » n’est pas à sa place : ici, on attend {expected}.",
        "The heading “{title}” is out of place: here one expects {expected}.",
    ),
    "import.part_unknown": (
        "La partie « {title} » n’existe pas. Parties connues : {expected}.",
        "There is no part “{title}”. Known parts: {expected}.",
    ),
    "import.part_twice": ("La partie « {title} » est écrite deux fois.", "The part “{title}” is written twice."),
    "import.text_astray": (
        "Ce texte n’est sous aucun titre qui puisse le recevoir.",
        "This text stands under no heading that can take it.",
    ),
    "import.key_expected": (
        "Le titre « {title} » doit commencer par un repère, par exemple « {example} · … ».",
        "The heading “{title}” must begin with a key, for example “{example} · …”.",
    ),
    "import.key_twice": ("Le repère {code} est déjà pris.", "The key {code} is already taken."),
    "import.name_twice": ("« {name} » est écrit deux fois.", "“{name}” is written twice."),
    "import.key_unknown": (
        "{code} n’existe pas dans ce fichier.",
        "{code} does not exist in this file.",
    ),
    "import.field_form": (
        "Écrivez « - Nom : valeur » ; lu : « {text} ».",
        "Write “- Name: value”; read: “{text}”.",
    ),
    "import.field_unknown": (
        "« {name} » n’est pas un champ d’ici. Champs connus : {expected}.",
        "“{name}” is not a field here. Known fields: {expected}.",
    ),
    "import.field_twice": ("Le champ « {name} » est écrit deux fois.", "The field “{name}” is written twice."),
    "import.field_missing": ("Il manque le champ « {name} ».", "The field “{name}” is missing."),
    "import.field_value": (
        "« {name} » ne peut pas être « {value} ». Attendu : {expected}.",
        "“{name}” cannot be “{value}”. Expected: {expected}.",
    ),
    "import.label_unknown": (
        "« {value} » n’est pas un niveau de confidentialité. Attendu : N0, N1, N1:A, N2, N3 ou N4.",
        "“{value}” is not a confidentiality level. Expected: N0, N1, N1:A, N2, N3 or N4.",
    ),
    "import.supplier_unknown": (
        "Le fournisseur {value} n’est pas annoncé dans « suppliers » de l’en-tête.",
        "Supplier {value} is not announced in “suppliers” of the header.",
    ),
    "import.label_too_open": (
        "{label} est plus ouvert que {outer}, le niveau de ce qui le contient.",
        "{label} is more open than {outer}, the level of what holds it.",
    ),
    "import.task_unknown": (
        "La tâche « {name} » n’est pas dans le tableau des tâches.",
        "The task “{name}” is not in the table of tasks.",
    ),
    "import.unit_unknown": (
        "L’équipe « {name} » n’est pas dans le tableau des tâches.",
        "The team “{name}” is not in the table of tasks.",
    ),
    "import.situation_unknown": (
        "La situation « {name} » n’est pas décrite.",
        "The situation “{name}” is not described.",
    ),
    "import.statement_missing": ("{code} n’a pas d’énoncé.", "{code} has no statement."),
    "import.text_missing": ("« {title} » n’a pas de texte.", "“{title}” has no text."),
    "import.criteria_missing": ("{code} n’a pas de critère.", "{code} has no criterion."),
    "import.level_missing": (
        "Le critère « {name} » n’a pas de niveau : remplissez la colonne Valeur.",
        "The criterion “{name}” has no level: fill the Value column.",
    ),
    "import.table_expected": (
        "On attend ici un tableau avec les colonnes : {expected}.",
        "A table is expected here, with the columns: {expected}.",
    ),
    "import.column_missing": ("Il manque la colonne « {name} ».", "The column “{name}” is missing."),
    "import.column_unknown": (
        "« {name} » n’est pas une colonne d’ici. Colonnes connues : {expected}.",
        "“{name}” is not a column here. Known columns: {expected}.",
    ),
    "import.trace_form": (
        "Écrivez « - repère, sorte de lien : raison » ; lu : « {text} ».",
        "Write “- key, kind of link: reason”; read: “{text}”.",
    ),
    "import.trace_reason": ("Le lien vers {code} n’a pas de raison.", "The link to {code} has no reason."),
    "import.trace_loop": (
        "{code} serait, de lien en lien, sa propre origine.",
        "Link after link, {code} would be its own origin.",
    ),
    "import.person_unknown": (
        "La personne « {name} » n’est pas dans l’en-tête.",
        "The person “{name}” is not in the header.",
    ),
    "import.message_form": (
        "Écrivez « - personne : ce qu’elle dit » ; lu : « {text} ».",
        "Write “- person: what they say”; read: “{text}”.",
    ),
    "import.quote_unknown": (
        "La phrase « {quote} » n’est pas dans l’énoncé de {code}.",
        "The phrase “{quote}” is not in the statement of {code}.",
    ),
    "import.section_unknown": (
        "Le modèle n’a pas de chapitre « {title} » à cette place.",
        "The template has no chapter “{title}” at this place.",
    ),
    "import.no_template": (
        "Le dossier {folder} ne contient aucun fichier de modèle (fr.md, en.md).",
        "The folder {folder} holds no template file (fr.md, en.md).",
    ),
    "import.language_file": (
        "La langue de l’en-tête (« {value} ») n’est pas celle du nom du fichier.",
        "The language in the header (“{value}”) is not that of the file name.",
    ),
}
