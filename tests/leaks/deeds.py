"""What is written while everything is changed: canaries in the words of each deed, to be looked for in what it tells."""

from dataclasses import replace
from typing import Any, Final

from tests.leaks.canary import Kind
from tests.leaks.world import World
from tests.web.ask import Ask
from tests.web.asking import Row

WORDS: Final = frozenset(
    {
        *("title", "text", "reason", "name", "statement", "rationale", "comment", "message"),
        *("question", "summary", "words", "reasons", "given_up", "dissent"),
    }
)
"""Fields in which people write."""

FIELDS_OF_WORDS: Final = WORDS | {"support_reason"}

OF_ANOTHER_PROJECT: Final = ("create_project", "preview_import")
"""What is written there is told to its writer alone."""

KINDS: Final = {
    "add_organization": (Kind.SUPPLIER, "N2"),
    "invite": (Kind.PERSON, "N2"),
    "record_answer": (Kind.ANSWER, "N1:A|OFFRE:A"),
    "ask_supplier": (Kind.ANSWER, "N1:A|OFFRE:A"),
    "answer_question": (Kind.ANSWER, "N1:A|OFFRE:A"),
    "reply_to_supplier": (Kind.ANSWER, "N1:A|OFFRE:A"),
    "give_voice": (Kind.PROPOSAL, "N2"),
}
"""Who may read the words of these deeds; those of the others were written where the firm alone reads (N2)."""


def with_words(world: World, row: Row, ask: Ask) -> Ask:
    """Return the same request with a canary after each piece of people's text in its body."""
    if ask.body is None or row.name in OF_ANOTHER_PROJECT:
        return ask
    kind, label = KINDS.get(row.name, (Kind.HISTORY, "N2"))
    person = ask.who if kind is Kind.PROPOSAL else ""
    of = "A" if kind is Kind.ANSWER else "firm" if kind is Kind.PERSON else ""

    def marked(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: marked(key, inner) for key, inner in value.items()}
        writes = name in WORDS or (name == "value" and (ask.body or {}).get("field") in FIELDS_OF_WORDS)
        if not (writes and isinstance(value, str)):
            return value
        return f"{value} {world.aviary.plant(f'{name} of {row.name}', kind, label, of=of, person=person, wanted=False)}"

    return replace(ask, body=marked("", ask.body))
