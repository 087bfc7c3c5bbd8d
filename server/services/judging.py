"""How the levels of a criterion are read: numbers with a decimal comma, or words when nothing is compared."""

from server.domain.content import Criterion
from server.domain.decimals import is_number, with_comma
from server.domain.errors import Conflict, Invalid
from server.domain.requirement import Flexibility, Operator
from server.services.fields import line


def read_level(value: object, operator: Operator) -> str:
    """Return a level as it is kept: « 1,20 » for 1.20 or 1,20; words only without a comparison. Raises Invalid."""
    level = with_comma(line(value, most=200))
    if operator is not Operator.NONE and level and not is_number(level):
        raise Invalid("operator")
    return level


def demand_verifiable(criteria: tuple[Criterion, ...]) -> None:
    """Raise Conflict("f0_verification") when an imperative criterion does not say how it will be verified."""
    for criterion in criteria:
        if criterion.flexibility is Flexibility.F0 and criterion.verification is None:
            raise Conflict("f0_verification", name=criterion.name)
