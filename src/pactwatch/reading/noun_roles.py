"""Who acts and upon whom, where an act is told by a noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pactwatch.reading.draft import Draft
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.mutual import both_sides
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import able, marker, partners
from pactwatch.reading.scenes import Sentence

_SHARED = frozenset({"cease_fire", "release", "return_remains", "transfer_list"})
_BESIDE = 2


def noun_roles(sentence: Sentence, plain: Draft) -> Draft:
    """The draft with those who act and those it is done to, as what stands around its noun says."""
    hit, clause = plain.hit, plain.clause
    beside = [m for m in sentence.mentions if hit.start <= m.start <= hit.end + _BESIDE and m.start < clause.end]
    beside = [m for m in beside if m.start < hit.end or not any(sentence.breaks(i) for i in range(hit.end, m.start + 1))]
    beside = [m for m in beside if "counted" not in m.tags]  # "at the strike died 12 …"
    if hit.value.mutual:
        return both_sides(sentence, plain, (), clause)
    if sentence.words.state_first:
        leading = (m for m in sentence.mentions if m.form == "people" or not sentence.words.free_order)
        beside += [m for m in leading if m.end <= hit.start and _leads_to(sentence, m.end, hit.start)]
    unmarked = [m for m in beside if marker(sentence, m) == "" and (not m.weak or _qualifies(sentence, m, hit))]
    owner = [m for m in beside if marker(sentence, m) == "to"]
    by = [m for m in able(sentence, hit.start, clause.end) if marker(sentence, m) == "by"]
    if sentence.words.subject_first:
        by = [m for m in by if not any(sentence.breaks(i) for i in range(hit.end, m.start + 1))]
    against = [m for m in able(sentence, hit.end, clause.end) if marker(sentence, m) == "against"]
    if hit.value.of == "target":
        sufferer = (
            unmarked
            or [m for m in able(sentence, hit.start, clause.end) if marker(sentence, m) in ("", "to", "from", "into")][:1]
        )
        act = hit.value.active if hit.value.active and by else plain.act
        return replace(plain, act=act, target=partners(sentence, sufferer[0]) if sufferer else (), actor=_parties(sentence, by))
    doer = unmarked[:1] or by or owner
    if not doer and plain.act in _SHARED and sentence.words.verb_first:
        doer = [m for m in able(sentence, clause.start, clause.end) if marker(sentence, m) == "between"][:1]
    to = [m for m in able(sentence, hit.end, clause.end) if marker(sentence, m) == "to" and m not in doer]
    return replace(plain, actor=_parties(sentence, doer), target=_parties(sentence, against or to))


def _qualifies(sentence: Sentence, mention: Mention, hit: Hit[Trigger]) -> bool:
    """Whether the adjective of a state belongs to the noun of an act: in a language of free order it stands before it."""
    return mention.start - hit.end <= 1 and (mention.end <= hit.start or not sentence.words.free_order)


def _leads_to(sentence: Sentence, start: int, noun: int) -> bool:
    """Whether only adjectives stand between a party and the noun it qualifies ("Russian missile strikes")."""
    row = sentence.row
    return all(row[i].has("adjf") for i in range(start, noun)) and not any(sentence.breaks(i) for i in range(start, noun + 1))


def _parties(sentence: Sentence, found: Sequence[Mention]) -> tuple[str, ...]:
    return (found[0].party,) if found and found[0].weak else partners(sentence, found[0]) if found else ()
