"""Every rule of RULES.md is quoted by a test, and no test quotes a rule that does not exist."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
RULES = TESTS.parent / "server" / "policy" / "RULES.md"


def test_every_rule_is_quoted_by_a_test_and_every_quoted_rule_exists() -> None:
    rules = {
        rule.lower() for rule in re.findall(r"^- \*\*([A-Z]\d+)\*\*", RULES.read_text(encoding="utf-8"), re.MULTILINE)
    }
    places = [*(TESTS / "policy").glob("test_*.py"), *(TESTS / "services").glob("test_*.py")]
    names = [
        name
        for place in places
        for name in re.findall(r"^def test_(\w+)", place.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    quoted = {found[0] for name in names if (found := re.match(r"[a-z]\d+(?=_)", name))}

    assert len(rules) > 30
    assert quoted == rules
