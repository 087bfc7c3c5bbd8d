"""The rule that tells which sentences of a document are requirements, and what function each of them asks for.

In plain words: **a paragraph or a list item becomes a requirement when one of its sentences says that something or someone
must do something**: a subject, then « doit », « doivent », « devra » or « devront » (in English "shall" or "must"), then
what is to be done.

    Le système doit proposer deux plannings.                     requirement: Proposer deux plannings
    Lorsqu’un aléa survient, le module doit alerter le chef.     requirement: Alerter le chef
    Les écrans ne doivent pas clignoter.                         requirement (a prohibition): Ne pas clignoter
    Il ne doit afficher aucun nom.                               requirement: N’afficher aucun nom
    L’application doit :                                         requirement, together with the list that follows
    The tool shall keep each entry.                              requirement: Keep each entry

It does not become one when no sentence of it does so outright:

    … dans la position où ils doivent ré-expliquer               the verb is in a clause opened by où, que, si, lorsque, quand,
                                                                 parce que, puisque, dont, comme (that, when, where, if, because)
    La personne qui doit signer est absente.                     « qui » (who, which) stands right before the verb
    L’application se doit d’être simple. C’est un must.          not the verb that obliges
    On doit noter que…, I must say…                              the subject names nobody (on, I, we, you)
    Le système doit-il alerter ?                                 a question
    Il ne doit pas forcément répondre.                           a hypothesis: forcément, nécessairement, sans doute…
    Le chef devrait valider.                                     a wish, not an obligation

A clause goes from one comma, semicolon, colon or dash to the next. The rule looks at words only: what it takes wrongly or
misses is never lost, it is text in one place or the other, and a person decides.
"""

import re
from typing import Final

from server.domain.folding import fold

_SENTENCE_END: Final = re.compile(r"(?<!\bMr\.)(?<!\bM\.)(?<!\bMM\.)(?<!\bMrs\.)(?<!\bDr\.)(?<=[.!?…])(?:\s+|$)|\n")
_CLAUSE_EDGE: Final = re.compile(r"[,;:()«»“”]|\s[–—-]\s")
_MODAL: Final = re.compile(r"(?<![\w’'-])(doit|doivent|devra|devront|shall|must)(?![\w’'-])", re.IGNORECASE)
_OPENS_CLAUSE: Final = re.compile(
    r"(?<![\w-])(?:où|(?<!ainsi )qu[e’']|si|s[’']ils?|lorsqu[e’']|quand|parce\s+qu[e’']|puisqu[e’']|dont|comme"
    r"|that|when|where|whenever|if|because|since|unless|whether)(?![\w-])|(?<!\w)(?:lorsqu|puisqu|qu)[’']",
    re.IGNORECASE,
)
_WHO_BEFORE: Final = re.compile(
    r"(?<!\w)(?:qui|who|which)(?:\s+(?:n[e’']|l[ea’']s?|l[’']|y|en|lui|leur|not))*\s*$", re.IGNORECASE
)
_NOBODY: Final = re.compile(r"(?<![\w-])(?:on|je|tu|nous|vous|i|we|you)(?:\s+n[e’'])?\s*$", re.IGNORECASE)
_NO_VERB: Final = re.compile(r"(?<!\w)(?:s[e’']|le|un|du|a|the)\s*$", re.IGNORECASE)
_HYPOTHESIS: Final = re.compile(
    r"\s*(?:pas\s+)?(?:sans\s+doute|probablement|certainement|sûrement|forcément|nécessairement|necessarily|probably)(?!\w)",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\s*(pas|plus|jamais|not|never)(?!\w)\s*", re.IGNORECASE)
_LINK_WORD: Final = re.compile(
    r"\s*(?:donc|aussi|également|alors|ainsi|par\s+conséquent|en\s+outre|toujours|also|therefore|always)(?!\w)\s*",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"(?<!\w)n(?:e\s|[’'])\s*$", re.IGNORECASE)
_FUNCTION_END: Final = re.compile(r"[;:](?=\s|$)|,\s|\s[–—-]\s")
_STATE: Final = re.compile(r"(?:ne pas |not )?(?:être|avoir|be|have)(?!\w)", re.IGNORECASE)
_FRENCH: Final = frozenset({"doit", "doivent", "devra", "devront"})

MAX_TITLE: Final = 90
_READ: Final = 2_000
"""Characters of one sentence that are looked at: a sentence that long obliges early or not at all."""


def obliged_function(text: str) -> str | None:
    """Return the function that the first binding sentence of `text` asks for, or None when no sentence binds.

    The function begins with the verb and a capital and has at most MAX_TITLE characters. What is to be or to have something
    is named after it (« Être notifié (l’utilisateur) »); when nothing follows the verb (« L’application doit : ») the
    sentence itself is the function.
    """
    for sentence in filter(None, (part.strip() for part in _SENTENCE_END.split(text))):
        if sentence.endswith("?"):
            continue
        for modal in _MODAL.finditer(sentence, 0, _READ):
            if _binds(sentence, modal):
                return _function(sentence, modal)
    return None


def _clause_before(sentence: str, modal: re.Match[str]) -> str:
    """Return the words before the verb in its clause; an aside between commas right before the verb is read over."""
    edges = [0, *(edge.end() for edge in _CLAUSE_EDGE.finditer(sentence, 0, modal.start()))]
    clause = sentence[edges[-1] : modal.start()]
    if len(edges) > 2 and not clause.removesuffix("ne ").strip(" n’'"):
        return sentence[edges[-3] : edges[-2]]
    return clause


def _binds(sentence: str, modal: re.Match[str]) -> bool:
    clause, after = _clause_before(sentence, modal), sentence[modal.end() :]
    return not (
        not re.search(r"\w", clause)
        or _OPENS_CLAUSE.search(clause)
        or _WHO_BEFORE.search(clause)
        or _NOBODY.search(clause)
        or _NO_VERB.search(clause)
        or _HYPOTHESIS.match(after)
    )


def _function(sentence: str, modal: re.Match[str]) -> str:
    after = sentence[modal.end() :]
    refused = _NOT.match(after)
    if refused:
        after = after[refused.end() :]
    while said := _LINK_WORD.match(after):
        after = after[said.end() :]
    edge = _FUNCTION_END.search(after)
    words = after[: edge.start() if edge else None].strip(" ,.!…")
    if not words:
        return _short(sentence.rstrip(" :."))
    if refused:
        words = f"ne {refused[1].lower()} {words}" if modal[1].lower() in _FRENCH else f"not {words}"
    elif _DENIED.search(sentence, 0, modal.start()):
        words = ("n’" if fold(words)[0] in "aeiouyh" else "ne ") + words
    if _STATE.match(words) and (subject := _clause_before(sentence, modal).removesuffix("ne ").strip(" ,n’'")):
        words = f"{words} ({subject[:1].lower()}{subject[1:]})"
    return _short(words[:1].upper() + words[1:])


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= MAX_TITLE else words[: MAX_TITLE + 1].rsplit(" ", 1)[0]
