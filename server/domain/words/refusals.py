"""What people read when something is refused: first what is kept, then what to do."""

from typing import Final

WORDS: Final = {
    "refusal.not_in_your_sight": ("Cette page n’est pas là.", "This page is not here."),
    "refusal.not_allowed": (
        "Votre rôle ne permet pas cela ici. Demandez à l’un des deux pilotes.",
        "Your role does not allow this here. Ask one of the two pilots.",
    ),
    "refusal.not_signed_in": (
        "Entrez d’abord avec votre adresse de courriel.",
        "Sign in with your e-mail address first.",
    ),
    "refusal.invalid": (
        "La demande n’a pas été comprise. Rien n’a changé.",
        "The request was not understood. Nothing changed.",
    ),
    "refusal.invalid.form": (
        "Ce qui a été envoyé n’a pas été compris ({field}). Rien n’a changé.",
        "What was sent was not understood ({field}). Nothing changed.",
    ),
    "refusal.origin": (
        "Cette demande ne vient pas d’ici. Rien n’a changé.",
        "This request did not come from this site. Nothing changed.",
    ),
    "refusal.too_large": (
        "C’est plus grand que la limite ({limit}). Rien n’a été envoyé.",
        "This is over the limit ({limit}). Nothing was sent.",
    ),
    "refusal.conflict": (
        "Cela a changé entre-temps. Relisez, puis recommencez.",
        "This changed meanwhile. Read it again, then try again.",
    ),
    "refusal.conflict.codes_exhausted": (
        "Tous les numéros de « {prefix} » sont pris. Choisissez un autre préfixe de chapitre.",
        "All the numbers of “{prefix}” are taken. Choose another chapter prefix.",
    ),
    "refusal.field_changed": (
        "Quelqu’un a changé ce champ en même temps que vous. Votre valeur est gardée ici : choisissez.",
        "Someone changed this field at the same time as you. Your value is kept here: choose.",
    ),
    "refusal.trace_would_loop": (
        "Ce lien ferait de cette exigence sa propre origine.",
        "This link would make this requirement its own origin.",
    ),
    "refusal.version_frozen": (
        "Une version figée ne change plus. Modifiez la version de travail.",
        "A frozen version no longer changes. Edit the working version.",
    ),
    "refusal.seat_vacant": (
        "Il manque l’un des deux pilotes. Invitez-le, puis recommencez.",
        "One of the two pilots is missing. Invite them, then try again.",
    ),
    "refusal.too_many_attempts": (
        "Trop d’essais. Recommencez dans {minutes} minutes.",
        "Too many attempts. Try again in {minutes} minutes.",
    ),
    "refusal.not_ready": (
        "Concerté ne peut pas répondre maintenant. Ce qui était enregistré l’est toujours. Réessayez dans un instant.",
        "Concerté cannot answer just now. What was saved is still saved. Try again in a moment.",
    ),
    "refusal.not_ready.database": (
        "La base de données ne répond pas. Vérifiez DATABASE_URL, et qu’elle fonctionne : {trouble}",
        "The database does not answer. Check DATABASE_URL, and that it runs: {trouble}",
    ),
    "refusal.not_ready.schema": (
        "La base de données n’est pas prête. Pour commencer, `concerte init` ; après une mise à jour, `concerte migrate`.",
        "The database is not ready. To begin, `concerte init`; after an update, `concerte migrate`.",
    ),
    "refusal.not_ready.newer": (
        "La base de données vient d’une version plus récente de Concerté. Installez cette version. Rien n’a changé.",
        "The database comes from a newer version of Concerté. Install that version. Nothing changed.",
    ),
    "refusal.not_ready.bus": (
        "Redis ou Valkey ne répond pas. Vérifiez REDIS_URL, et qu’il fonctionne : {trouble}",
        "Redis or Valkey does not answer. Check REDIS_URL, and that it runs: {trouble}",
    ),
    "refusal.not_ready.port": (
        "{host}, port {port} : {trouble}. Choisissez un autre port (PORT=8001), ou arrêtez ce qui l’occupe.",
        "{host}, port {port}: {trouble}. Choose another port (PORT=8001), or stop what holds it.",
    ),
}
