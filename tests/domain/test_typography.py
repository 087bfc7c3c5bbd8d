"""French spacing replaces spaces one for one and touches nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.typography import NARROW, NO_BREAK, typeset

SPACED = st.text(alphabet=" \u00a0\u202f0123456789:;!?«»≤≥=%,.mkgsh€°Caé'’\n", max_size=60)


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Attention : haut", "Attention_: haut"),
        ("Vrai ? Oui ! Non ; si", "Vrai~? Oui~! Non~; si"),
        ("un « essai » ici", "un «_essai_» ici"),
        ("12 345 678 pièces", "12~345~678 pièces"),
        ("1 234 kg et 5 mm", "1~234_kg et 5_mm"),
        ("≤ 5 mm, ≥ 20 °C, = 3 %", "≤_5_mm, ≥_20_°C, =_3_%"),
        ("85 dB, 300 lux, 2,5 m²", "85_dB, 300_lux, 2,5_m²"),
        ("10 km/h et 3 h", "10_km/h et 3_h"),
        ("a != b", "a !=_b"),
        ("lot 2 à 4 postes", "lot 2 à 4 postes"),
        ("2 l’un, 4 maisons, 3 sacs", "2 l’un, 4 maisons, 3 sacs"),
        ("1234 5678", "1234 5678"),
        ("3,141 592", "3,141 592"),
        ("sans espace: ni; ni!", "sans espace: ni; ni!"),
    ],
)
def test_french_spacing_of_what_people_write(typed: str, set_as: str) -> None:
    assert typeset(typed, "fr") == set_as.replace("_", NO_BREAK).replace("~", NARROW)


@given(SPACED)
def test_the_length_stays_and_only_plain_spaces_change(text: str) -> None:
    made = typeset(text, "fr")
    assert len(made) == len(text)
    for before, after in zip(text, made, strict=True):
        assert after == before or (before == " " and after in (NO_BREAK, NARROW))


@given(SPACED)
def test_setting_twice_is_setting_once(text: str) -> None:
    made = typeset(text, "fr")
    assert typeset(made, "fr") == made


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_keeps_its_offsets_in_the_browser(text: str) -> None:
    assert len(typeset(text, "fr").encode("utf-16-le")) == len(text.encode("utf-16-le"))


@given(SPACED)
def test_english_stays_as_it_was_typed(text: str) -> None:
    assert typeset(text, "en") == text
