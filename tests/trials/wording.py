"""How well the rules of wording see what a person saw in real French sentences: for tuning in one half, held out in the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.domain.wording import RULES, remarks_on
from tests.trials.sentences import sentences_of, sign_of

LABELS: Final = Path(__file__).with_name("labels_fr.txt")
HALVES: Final = ("tuning", "held out")


@dataclass(frozen=True, slots=True)
class Score:
    """One rule (or « all ») in one half: remarked rightly, remarked wrongly, and missed, by sentence."""

    half: str
    rule: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The part of its remarks that are right; None when it made none."""
        made = self.right + self.wrong
        return self.right / made if made else None

    @property
    def recall(self) -> float | None:
        """The part found of what there was to remark; None when there was nothing."""
        there = self.right + self.missed
        return self.right / there if there else None

    def line(self) -> str:
        """Both figures with what they are made of."""
        shown = ["—" if one is None else f"{one:.0%}" for one in (self.precision, self.recall)]
        made = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"  {self.half:9} {self.rule:10} precision {shown[0]:>5}  recall {shown[1]:>5}  ({made})"


def labels() -> dict[str, frozenset[str]]:
    """Return what was remarked by hand, by the sign of the sentence."""
    lines = (line.split() for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {sign: frozenset(remarks) - {"-"} for sign, *remarks in lines}


def half_of(sign: str) -> str:
    """Return the half a sentence belongs to: that of an even last digit is for tuning."""
    return HALVES[int(sign[-1], 16) % 2]


def measure(folder: Path, seen: Mapping[str, frozenset[str]]) -> tuple[int, list[Score]]:
    """Return how many labelled sentences the folder holds, and the score of each rule and of all in both halves."""
    known = {sign: sentence for sentence in sentences_of(folder) if (sign := sign_of(sentence)) in seen}
    made = {sign: frozenset(one.rule for one in remarks_on(sentence, "fr")) for sign, sentence in known.items()}
    scores: list[Score] = []
    for half in HALVES:
        here = [sign for sign in known if half_of(sign) == half]
        rows = [_score(half, rule.code, here, made, seen) for rule in RULES]
        scores += rows
        scores.append(
            Score(half, "all", *(sum(getattr(row, name) for row in rows) for name in ("right", "wrong", "missed")))
        )
    return len(known), scores


def _score(
    half: str, rule: str, signs: list[str], made: Mapping[str, frozenset[str]], seen: Mapping[str, frozenset[str]]
) -> Score:
    pairs = [(rule in made[sign], rule in seen[sign]) for sign in signs]
    return Score(half, rule, pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)))
