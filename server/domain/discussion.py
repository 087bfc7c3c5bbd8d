"""Talk around the specification: threads, what they are about, and how they end."""

from enum import StrEnum


class ThreadKind(StrEnum):
    """What the first words of a thread are."""

    EFFECT = "effect"
    EXPECTATION = "expectation"
    WORRY = "worry"
    PROPOSAL = "proposal"
    QUESTION = "question"
    REMARK = "remark"


class Cause(StrEnum):
    """What stops a supplier who asks a question."""

    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    CONTRADICTION = "contradiction"
    ALTERNATIVE = "alternative"


class ThreadStatus(StrEnum):
    """Whether a thread still waits for an end."""

    OPEN = "open"
    RESOLVED = "resolved"


class Outcome(StrEnum):
    """What came of a thread: every thread ends with one (domain guide §3.2)."""

    CHANGES_REQUIREMENT = "changes_requirement"
    NEW_REQUIREMENT = "new_requirement"
    NOT_KEPT = "not_kept"
    TO_ARBITRATION = "to_arbitration"


class Compliance(StrEnum):
    """A supplier's answer to one requirement."""

    COMPLIANT = "C"
    PARTIAL = "CP"
    NON_COMPLIANT = "NC"
    TO_CLARIFY = "clarify"


class Reach(StrEnum):
    """Who in the firm reads what a supplier answers: the pair and management, also its consultants, or everybody."""

    PAIR = "pair"
    OFFERS = "offers"
    FIRM = "firm"
