"""Help with wording: what a careful reader would remark in a statement, and why; it explains and never forbids."""

from server.domain.wording.checking import Remark, remarks_on
from server.domain.wording.registry import RULES
from server.domain.wording.rule import Example, Rule

__all__ = ["RULES", "Example", "Remark", "Rule", "remarks_on"]
