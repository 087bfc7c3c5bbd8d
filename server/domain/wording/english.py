"""What the rules of wording look for in English."""

import re
from collections.abc import Iterator
from typing import Final

from server.domain.wording.rule import LETTER, Found, either, pattern, words

VAGUE: Final = words(
    (
        (
            r"fast quick(?:ly)? rapid(?:ly)? slow(?:ly)? prompt(?:ly)? immediate(?:ly)? instant(?:ly)? "
            r"in_real_time as_soon_as_possible timely responsive"
        ),
        "in less than … seconds",
    ),
    (
        (
            r"simple simply easy easily user-friendly ergonomic intuitive(?:ly)? convenient(?:ly)? difficult "
            r"complex usable accessible straightforward"
        ),
        "in … steps at most, without help",
    ),
    (
        r"regularly often sometimes frequent(?:ly)? periodic(?:ally)? usually generally normally rarely occasionally",
        "every … hours, or at each …",
    ),
    (
        r"several some many few various numerous about approximately roughly (?<!at_)most a_lot_of a_number_of almost",
        "at least … (the number)",
    ),
    (
        (
            r"adequate(?:ly)? appropriate(?:ly)? suitable suitably sufficient(?:ly)? optimal(?:ly)? optimum "
            r"efficient(?:ly)? effective(?:ly)? modern robust reliable "
            r"flexible scalable relevant correct(?:ly)? reasonable reasonably acceptable satisfactory good "
            r"better best bad clear(?:ly)? readable legible "
            r"understandable consistent(?:ly)? detailed significant(?:ly)? important essential "
            r"state-of-the-art proper(?:ly)?"
        ),
        "a criterion says it: … (measure, level)",
    ),
    (
        r"very extremely particularly quite rather too relatively really completely fully",
        "the level wanted, without this word",
    ),
    (r"(?:optimi[sz]e|improve|minimi[sz]e|maximi[sz]e|limit|facilitate|enhance)s?", "from … to … (the level wanted)"),
)

ESCAPE: Final = words(
    (
        (
            r"if_possible as_far_as_possible where_possible when_possible as_appropriate where_appropriate "
            r"if_necessary as_necessary where_necessary as_needed "
            r"if_needed as_required where_applicable if_applicable if_practicable possibly ideally preferably "
            r"to_the_extent_possible unless_impossible"
        ),
        "when ‹precise case›, …",
    ),
)

OPEN: Final = either(
    words(
        (
            (
                r"for_example for_instance such_as including_but_not_limited_to among_others and_so_on "
                r"and_others in_particular"
            ),
            "the whole list",
        )
    ),
    pattern(rf"(?:(?<![{LETTER}])(?:etc\.?|e\.g\.)|\.\.\.|…)", "the whole list"),
)

AND_OR: Final = either(
    pattern(rf"(?<![{LETTER}])and ?/ ?or(?![{LETTER}])", "one, the other, or both: say which"),
    pattern(
        rf"(?<![{LETTER}/:.])[{LETTER}]{{3,}}(?: / |/)[{LETTER}]{{3,}}(?![{LETTER}/])",
        "“and” or “or”, whichever is meant",
    ),
)

ABSOLUTE: Final = either(
    pattern(
        rf"(?<![{LETTER}])(?P<here>all|every)(?= [{LETTER}])(?! (?:\d+|day|month|week|hour|year|minute|"
        rf"second|morning|evening)s?)"
    ),
    words((r"always never in_all_circumstances at_all_times at_any_time systematically", "")),
    pattern(r"(?<!\d)100 ?%", "≥ 99.5% (what can be verified)"),
)

ABILITY: Final = words(
    (
        (
            r"can could may (?:be_)?able_to (?:be_)?capable_of (?:allow|enable|permit)s?(?:_the|_an?|"
            r"_\w+)?_\w+_to have_the_ability_to"
        ),
        "the system shall ‹do› …",
    ),
)

PURPOSE: Final = words((r"in_order_to so_that so_as_to for_the_purpose_of with_a_view_to", "to be moved to “Why”"))

NEGATIVE: Final = pattern(
    rf"(?<![{LETTER}])(?P<here>(?:shall|must|will|should) (?:not|never)|mustn't)(?![{LETTER}])",
    "say what must happen; otherwise an F0 criterion",
)

SOLUTION: Final = words(
    (
        (
            r"buttons? menus? tabs? drop-?downs? checkbox(?:es)? pop-?ups? tooltips? icons? widgets? clicks? "
            r"clicking clicked toolbars? "
            r"text_fields? home_page cookies? cursor drag_and_drop urls?"
        ),
        "the need: what the person must obtain",
    ),
    (
        (
            r"excel windows android ios linux sap oracle javascript node\.js java python php sql mysql html "
            r"css react angular outlook "
            r"sharepoint chrome firefox youtube google databases? web_applications? web_platforms? blockchain cloud api"
        ),
        "the need, or an interface constraint named as such",
    ),
)

PERSON: Final = pattern(
    rf"(?<![{LETTER}])(?P<here>(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-ZÀ-Þ][{LETTER}'-]+)",
    "the function: the scheduler, the shop manager…",
    re.NOFLAG,
)

PRONOUN: Final = pattern(
    rf"(?<![{LETTER}'-])(?P<here>it|they|this one|the latter|the former)(?![{LETTER}'])"
    rf"(?! (?:is|was|will be|shall be|may be) (?:\w+ )?(?:possible|necessary|easy|difficult|important|"
    rf"allowed|forbidden|required))",
    "the name of what acts",
)

_ORDER: Final = (
    r"(?:no\.|version|v|lot|article|section|page|step|phase|chapter|annex|figure|table|level|class|type|"
    r"standard|iso|en|station|line|criterion|batch|team)"
)
_NUMBER: Final = either(
    pattern(
        rf"(?<![{LETTER}\d.,/:%°-])(?P<here>\d{{1,12}}(?:[ .,]\d{{1,12}}){{0,4}})(?! ?(?:[%°€$£µΩ²³×x*]|"
        rf"[A-Za-z/]))(?![\d.,:/-]{{0,12}}\d)(?! ?(?:to|and|or|-|–|/) ?\d)(?=[ .,;:!?)]|$)",
        "… with its unit: s, min, mm, kg, %, parts…",
    ),
    pattern(
        rf"(?<![{LETTER}\d.,/:%°-])(?P<here>\d{{1,12}}(?:[.,]\d{{1,12}}){{0,4}}) (?=(?:to|and|or|of|per|for|in|on|at|with|"
        rf"without|maximum|minimum|when|while|if|shall|must)(?![{LETTER}])(?! ?\d))",
        "… with its unit: s, min, mm, kg, %, parts…",
    ),
)


def no_unit(text: str) -> Iterator[Found]:
    """Numbers that nothing measures; those that name something (“lot 2”, “article 5”) count nothing."""
    for found in _NUMBER(text):
        if not re.search(rf"(?:^|[^{LETTER}]){_ORDER} ?$", text[max(0, found.start - 16) : found.start], re.IGNORECASE):
            yield found


_BE: Final = r"(?:is|are|was|were|be|been|being)"
_IRREGULAR: Final = (
    r"(?:built|bought|brought|chosen|done|drawn|given|held|kept|known|left|made|met|paid|put|read|run|seen|"
    r"sent|set|shown|sold|spoken|taken|"
    r"taught|told|thrown|understood|won|written|found|heard|led|lost|split|cut|shut)"
)
_PASSIVE: Final = re.compile(
    rf"(?<![{LETTER}'-])(?P<be>{_BE})(?: (?:not|then|also|always|never|automatically|correctly|immediately|"
    rf"only|directly))* "
    rf"(?P<done>[a-z]{{3,}}ed|{_IRREGULAR})(?![{LETTER}-])",
    re.IGNORECASE,
)
_STATES: Final = re.compile(
    r"(?:need|interest|concern|limit|relat|qualifi|experienc|detail|dedicat|reliev|suppos|us)ed", re.IGNORECASE
)
_ACTOR: Final = re.compile(r"[^.;:!?]{0,60}?\bby (?!default|mail|email|post|hand|\d|means|then)")


def passive(text: str) -> Iterator[Found]:
    """Things that are done and nobody does (“shall be displayed”)."""
    for found in _PASSIVE.finditer(text):
        if not _STATES.fullmatch(found["done"]) and not _ACTOR.match(text, found.end()):
            yield Found(*found.span(), "‹who› shall …")


SEVERAL: Final = either(
    pattern(
        rf"\b(?:shall|must)\b[^.;!?]{{1,160}}?(?P<here>(?:and|,|or|then) (?:[{LETTER}' ]{{0,30}} )?(?:shall|must))\b"
    ),
    pattern(
        rf"\b(?:shall|must) [a-z]+(?![{LETTER}])[^.;:!?]{{1,80}}?(?P<here>\b(?:and|then) (?:then |also )?"
        r"(?:display|print|send|record|store|save|show|alert|notify|warn|propose|compute|calculate|check|"
        r"verify|update|create|delete|remove|import|"
        r"export|transmit|receive|publish|stop|start|open|close|keep|log|train|deliver|provide|ask|request|"
        r"sort|filter|list|count|measure|report))\b"
    ),
)
