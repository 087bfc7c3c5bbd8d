"""Every rule of PROTOCOL.md is quoted by a test, no test quotes a rule that does not exist, and its codes are ours."""

import re
from pathlib import Path

from server.crdt import refusals
from server.realtime import close_codes
from server.realtime.close_codes import Denial, DocumentClose, SocketClose

TESTS = Path(__file__).resolve().parent.parent
PROTOCOL = (TESTS.parent / "server" / "realtime" / "PROTOCOL.md").read_text("utf-8")


def test_every_rule_is_quoted_by_a_test_and_every_quoted_rule_exists() -> None:
    rules = {int(number) for number in re.findall(r"^- \*\*P(\d+) — ", PROTOCOL, re.MULTILINE)}
    places = [*(TESTS / "realtime").glob("test_*.py"), *(TESTS / "conformance").glob("test_*.py")]
    source = "\n".join(place.read_text("utf-8") for place in places)
    quoted = {int(number) for number in re.findall(r"^(?:async )?def test_p(\d+)_", source, re.MULTILINE)}

    assert len(rules) > 30
    assert quoted == rules


def test_p8_the_tables_name_every_code_that_the_server_sends_and_no_other() -> None:
    sockets, documents, denials = _tables()

    assert sockets == {str(end.code) for end in vars(close_codes).values() if isinstance(end, SocketClose)}
    assert documents == {reason.value for reason in DocumentClose} | {"gap"}
    assert denials == {denial.value for denial in Denial}
    assert not set(refusals.REASONS) & (documents | denials)


def _tables() -> list[set[str]]:
    """Return the codes in the first columns of the three tables of P8."""
    rule = PROTOCOL.partition("**P8 — ")[2].partition("\n## ")[0]
    firsts = [
        [line.split("|")[1] for line in table.splitlines()[2:] if line.strip()]
        for table in re.split(r"\n\s*\n", rule)
        if table.strip().startswith("|")
    ]
    codes = re.compile(r"\d{4}|(?<=`)[a-z-]+(?=`)")
    return [{code for cell in column for code in codes.findall(cell)} for column in firsts]
