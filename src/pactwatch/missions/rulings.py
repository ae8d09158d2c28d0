"""Who broke the agreement, by the sentences of a report that rule on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pactwatch.missions.parts import Part
from pactwatch.missions.phrases import sentences
from pactwatch.missions.south_sudan import Mention, parties_in

Outcome = Literal["violation", "no_violation", "not_established"]

_BROKE = re.compile(
    r"""\b(?:violat(?:ed|es?|ing)\b
    | (?:in|constitutes?|was|were|be)\ (?:a\ |an\ |in\ )?(?:\w+\ (?:and\ )?){0,2}violations?\b
    | committed\ violations | violations?\ (?:were\ )?(?:committed\ )?by\b
    | failing\ to\ comply | (?:are|is)\ (?:not\ )?compliant
    | failed\ to\ (?:fulfil|discharge|comply|protect|exercise) | were\ killed\b.{0,20}\bby | held\ to\ be\ responsible
    | (?:are|is)\ (?:\w+\ )?responsible\ for | violation\b)""",
    re.VERBOSE,
)
_OPEN = re.compile(
    r"""inconclusive | no\ conclusive\ evidence | not\ possible\ to\ (?:identify|determine|establish) | unsubstantiated
    | could\ not\ be\ verified""",
    re.IGNORECASE | re.VERBOSE,
)
_CLEARED = re.compile(
    r"\b(?:did\ not|does\ not|not\ in|no\ evidence\ of\ (?:a|any)|was\ no|were\ no)\s+(?:\w+\s){0,3}violat\w+",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_NAMED = re.compile(
    r"""(?:[Aa]lleged|potential|suspected|reported|into|on-?going|[Rr]eports?\ (?:of|on|concerning)(?:\ a)?)
        \s+(?:\w+\s)?violations?
    | \bViolations\ of\ the\ [\w-]+\ are\ reported | responsibility\ for\ violations | whichever | \bAny\b | allegation
    | [Ff]orced\ recruitment\ is""",
    re.VERBOSE,
)
_FOUND = re.compile(r"\bthis constitutes a (?:\w+ )?violation")
"""A ruling that names nobody."""
_DONE_TO = re.compile(r"\b(?:attack(?:ed|ing|s on)|against|shelled|shelling|ambushed)\s+(?:the\s+)?$")
_BY = re.compile(r"\b(?:by|of)\s+(?:the\s+|forces\s+allied\s+to\s+the\s+)?$")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A sentence that rules, from `start` of the report: the outcome, and who broke the agreement."""

    start: int
    sentence: str
    outcome: Outcome
    parties: tuple[str, ...]


def ruling_in(where: Part) -> Ruled | None:
    """The sentences of a part that rule: the first one's words, and all whom they name."""
    first: tuple[int, str] | None = None
    parties: list[str] = []
    opened: Ruled | None = None
    nobody: Ruled | None = None
    for start, sentence in sentences(where.text):
        if _OPEN.search(sentence) and opened is None:
            opened = Ruled(where.start + start, sentence, "not_established", ())
        elif _CLEARED.search(sentence):
            opened = Ruled(where.start + start, sentence, "no_violation", _violators(sentence))
        elif _BROKE.search(sentence) and not _ONLY_NAMED.search(sentence):
            named = _violators(sentence)
            if named and first is None:
                first = (where.start + start, sentence)
            if not named and _FOUND.search(sentence):
                nobody = nobody or Ruled(where.start + start, sentence, "violation", ())
            parties += named
    if first is not None:
        return Ruled(*first, "violation", tuple(sorted(dict.fromkeys(parties))))
    return opened or nobody


def _violators(sentence: str) -> tuple[str, ...]:
    """Who broke the agreement by a sentence: whoever stands right before the verb, or behind "by"."""
    mentions = parties_in(sentence)
    verb = _BROKE.search(sentence)
    if verb is None or not mentions:
        return ()
    behind = [m for m in mentions if m.start >= verb.start() and _BY.search(sentence[: m.start])]
    if behind and (sentence[verb.start() : verb.end()].endswith("by") or verb[0].endswith(("violation", "violations"))):
        return behind[0].parties
    before = [m for m in mentions if m.end <= verb.start() and not _DONE_TO.search(sentence[: m.start])]
    return _joined(sentence, before or mentions[:1])


_JOIN = re.compile(r"[\s,/&]*(?:and\s+)?(?:the\s+)?(?:UAGs\s+)?$")


def _joined(sentence: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The last party, with those that are named in one breath with it ("the A, the B and the C")."""
    kept = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if not _JOIN.match(sentence[mention.end : kept[0].start]):
            break
        kept.insert(0, mention)
    return tuple(dict.fromkeys(party for m in kept for party in m.parties))
