"""Every format says exactly what its reader may know: the entitled words are there, the others are nowhere in the bytes."""

import json
from dataclasses import replace

import pytest

from server.exports import FORMATS
from server.policy.reader import Reader
from tests.exports import editions
from tests.pdf_words import pages_of

RESERVED = "onze puis sept"
MARGIN = "Notre marge"
RHYTHM = "Cadence secrète"
FINDING = "voix haute"
INSTEAD = "Séquence remise après accord"

EXPECTED = {
    editions.PILOT: {RESERVED, MARGIN, RHYTHM, FINDING, INSTEAD},
    editions.CHOSEN: {RESERVED},
    editions.RIVAL: {INSTEAD},
}


def _words(name: str, content: bytes) -> str:
    return " ".join(("".join(pages_of(content)) if name == "pdf" else content.decode()).split())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("reader", EXPECTED, ids=lambda reader: reader.person_id)
def test_a_file_holds_what_its_reader_may_know_and_nothing_else(name: str, reader: Reader) -> None:
    words = _words(name, FORMATS[name].render(editions.edition(editions.specification(), reader)))
    found = {phrase for phrase in (RESERVED, MARGIN, RHYTHM, FINDING, INSTEAD) if phrase in words}
    # In JSON the sentence others read instead is not repeated beside the part itself.
    assert found == EXPECTED[reader] - ({INSTEAD} if name == "json" and reader is editions.PILOT else set())


@pytest.mark.parametrize("name", FORMATS)
def test_a_supplier_reads_no_rival_name(name: str) -> None:
    one = editions.edition(editions.specification(), editions.CHOSEN)
    words = _words(name, FORMATS[name].render(replace(one, audience="Orvane")))
    assert "Orvane" in words
    assert "Tessel" not in words


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_edition_gives_the_same_bytes(name: str) -> None:
    one = editions.edition(editions.specification(), editions.PILOT)
    assert FORMATS[name].render(one) == FORMATS[name].render(one)


def test_json_gives_one_object_per_visible_part_with_its_label() -> None:
    one = editions.edition(editions.specification(chapters=1, each=1), editions.PILOT)
    made = json.loads(FORMATS["json"].render(one))
    assert all({"kind", "of", "label"} <= part.keys() for part in made["parts"])
    kinds = [part["kind"] for part in made["parts"] if part["of"] == "PLA-100"]
    assert kinds == ["requirement", "statement", "rationale", "criterion", "criterion", "link"]


def test_html_needs_nothing_from_elsewhere() -> None:
    made = FORMATS["html"].render(editions.edition(editions.specification(), editions.PILOT)).decode()
    assert "http://" not in made.replace("http://www.w3.org", "")
    assert "https://" not in made
    assert "<script" not in made
