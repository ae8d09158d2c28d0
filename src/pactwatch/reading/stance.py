"""What a speaker does with an act: the word that governs it, a modal, a light verb, a look ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwatch.reading.cases import only_infinitive
from pactwatch.reading.lexicon import Light, Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.negation import NEGATION_REACH, between, falls_short, negated_at, negated_here
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import Clause, partners, subject
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import Saying
from pactwatch.reading.unnamed import OUTLET
from pactwatch.reading.verbs import is_verb
from pactwatch.types import Stance

_LIGHT_REACH = 9
_ADJECTIVES = 3
_FAR, _NEAR = 30, 12
OUTER = frozenset({"denies", "requests", "proposes", "refuses", "threatens"})
_ASKED = frozenset({"requests", "proposes"})
_REFUSED = frozenset({"requests", "proposes", "promises"})
"""What may be refused: "rejected the demand to withdraw", "turned down an offer of talks"."""
_BOUND = {False: ("agree", "light"), True: ("agree", "light", "commit")}
"""Kinds of pledging that a word of asking governs ("demanded that they observe the truce")."""
_GIVEN = frozenset({"deliver_aid", "evacuate", "release", "withdraw", "return_remains", "transfer_list"})
"""Acts that a noun with a verb of the future promises ("the exchange will go ahead")."""
_VERBS = frozenset({"be", "have", "do"})
_APART = frozenset(';:()"“”')
_VERB_REACH, _AUXILIARIES = 16, 4
_TELLING = frozenset({"say", "continue", "accuse", "take"})
_HOSTILE = frozenset({"attack", "capture", "sanction", "block_access", "detain"})


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs an act. `by`: who is its subject; `to`: who is addressed; `speaker`: set where it changes."""

    start: int
    stance: Stance
    negated: bool
    kind: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    speaker: str | None = None


def governor(sentence: Sentence, hit: Hit[Trigger], said: Sequence[Saying]) -> Governor | None:
    """The word that governs a trigger: the nearest word of asking, pledging, denying, a modal, or a light verb."""
    own = _future(sentence, hit)
    found = [*_sayings(sentence, hit, said), *_lights(sentence, hit), *_modals(sentence, hit)]
    if _beside(sentence, hit):
        found = [g for g in found if g.start > hit.start]
    if own and not any(g.stance in _ASKED and g.start < hit.start for g in found):
        return own
    negated = negated_here(sentence, hit) or falls_short(sentence, hit)
    if not found:
        return _put_off(sentence, hit) or (Governor(hit.start, "asserts", True, "plain") if negated else None)
    best = max(found, key=lambda g: g.start if g.start < hit.start else -g.start)
    if negated and sentence.words.verb_first and best.kind == "light" and hit.start - NEGATION_REACH < best.start < hit.start:
        negated = any(i in sentence.negations for i in (*range(best.start + 1, hit.start), *between(hit)))
    done = next((g for g in found if g.kind == "light" and g.by and hit.end <= g.start <= hit.end + _ADJECTIVES), None)
    if done and best.kind == "light" and best.stance == "asserts" and sentence.words.verb_first:
        best = done
    if best.stance == "promises" and best.kind in _BOUND[sentence.words.verb_first]:
        best = max((g for g in found if g.stance in OUTER and g.start < best.start), key=lambda g: g.start, default=best)
    if best.kind == "light" and best.stance == "asserts":
        best = _over(best, found)
    if sentence.words.subject_first and best.start < hit.start and best.stance in _REFUSED:
        best = max((g for g in found if g.stance == "refuses" and g.start < best.start), key=lambda g: g.start, default=best)
    if negated:
        best = Governor(best.start, best.stance, not best.negated, best.kind, best.by, best.to, best.speaker)
    return best


def _beside(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a word of time stands right before a noun: what governs the sentence does not reach it ("… after his visit")."""
    if not sentence.words.verb_first or is_verb(sentence, hit):
        return False
    return any(mark.end == hit.start for mark in sentence.words.circumstances.best(sentence.row))


def _over(light: Governor, found: Sequence[Governor]) -> Governor:
    """ "Called for talks to begin": what stands over a light verb gives the stance, the light verb whether it is negated."""
    over = [g for g in found if g.start < light.start and g.kind != "light" and g.stance != "asserts"]
    if not over:
        return light
    top = max(over, key=lambda g: g.start)
    return Governor(top.start, top.stance, top.negated != light.negated, top.kind, top.by, top.to, top.speaker)


def _future(sentence: Sentence, hit: Hit[Trigger]) -> Governor | None:
    """A verb that looks ahead: a threat where it is hostile, a promise otherwise."""
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    if sentence.words.free_order and hit.value.kind != "noun":
        tags = tags | frozenset(
            t for i in hit.at if sentence.row[i].has("verb") for s in sentence.row[i].stems.values() for t in s
        )
    ahead = ("future" in tags and not (sentence.words.free_order and "imperfect" in tags)) or any(
        sentence.row[i].word in sentence.words.future for i in (*range(_from(sentence, hit), hit.start), *between(hit))
    )
    if not ahead or not is_verb(sentence, hit):
        return None
    negated = negated_here(sentence, hit)
    hostile = hit.value.act in _HOSTILE and not negated and not hit.value.negated
    return Governor(hit.start, "threatens" if hostile else "promises", negated, "future")


def _put_off(sentence: Sentence, hit: Hit[Trigger]) -> Governor | None:
    """A noun whose verb looks ahead or tells of a deal ("evacuation from X, Y and Z has been agreed")."""
    if not sentence.words.subject_first or hit.value.act not in _GIVEN or is_verb(sentence, hit):
        return None
    ahead = {m.start for m in sentence.modals if m.value.stance == "promises"}
    agreed = {h.start for h in sentence.light if h.value.stance == "promises" and hit.value.act in h.value.acts}
    agreed |= {h.start for h in sentence.verbs if h.value.kind == "agree"}
    for i in range(hit.end, min(hit.end + _VERB_REACH, len(sentence.row))):
        word = sentence.row[i]
        if i in ahead or word.word in sentence.words.future:
            return Governor(i, "promises", any(j in sentence.negations for j in (i, i + 1)), "future")
        if not _VERBS.isdisjoint(word.stems) and not agreed.isdisjoint(range(i, i + _AUXILIARIES)):
            return Governor(i, "promises", any(j in sentence.negations for j in range(i, i + 2)), "light")
        if i in sentence.openers or i in sentence.heads() or not _VERBS.isdisjoint(word.stems) or _APART.intersection(word.gap):
            return None
    return None


def _from(sentence: Sentence, hit: Hit[Trigger]) -> int:
    """The token from where a word for the future reaches a verb ("would continue to support")."""
    first = max(0, hit.start - (4 if sentence.words.subject_first else 2))
    heads = sentence.heads()
    return max((i + 1 for i in range(first, hit.start - 2) if i in heads or sentence.breaks(i + 1)), default=first)


def _open_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word that opens another clause stands between two tokens; what stands between two commas is left out."""
    opened = [i for i in range(start, end) if i in sentence.openers]
    return any(not _in_parenthesis(sentence, i, start, end) for i in opened)


def _in_parenthesis(sentence: Sentence, place: int, start: int, end: int) -> bool:
    if not sentence.words.verb_first:
        return False
    opens = any(sentence.breaks(i) for i in range(max(start, place - _ADJECTIVES), place + 1))
    return opens and any(sentence.breaks(i) for i in range(place + 1, end + 1))


def _sayings(sentence: Sentence, hit: Hit[Trigger], said: Sequence[Saying]) -> Iterator[Governor]:
    for one in said:
        verb = one.verb
        if (
            verb is None
            or verb.kind in ("say", "continue", "quote", "unnamed", "outlet")
            or (one.start >= hit.start and not _turned(sentence, hit, one, said))
            or one.last <= hit.start
        ):
            continue
        if any(s.verb and s.verb.kind in ("say", "continue") and one.start < s.start < hit.start for s in said):
            continue
        reach = _FAR if verb.kind in ("bid", "agree", "accuse") else _NEAR
        if hit.start - one.start > reach:
            continue
        if (verb.acts and hit.value.act not in verb.acts) or _open_between(sentence, _behind(sentence, one), hit.start):
            continue
        if verb.noun and one.start == hit.start - 1 and not sentence.row[hit.start].has("to", hit.stem):
            continue  # "the truce agreement" is known, "an agreement for a truce" is news
        by, to = partners(sentence, one.by), partners(sentence, one.to)
        if verb.kind == "agree" and _failed(sentence, one):
            yield Governor(one.start, "asserts", True, "light", by)
            continue
        speaker = one.speaker if verb.kind != "agree" else None
        yield Governor(one.start, verb.stance, negated_at(sentence, one.start), verb.kind, by, to, speaker)


def _behind(sentence: Sentence, one: Saying) -> int:
    """The token behind words of speech ("dismissed as false claims"), where their order is fixed; else behind the first."""
    ends = (h.end for h in sentence.verbs if h.start == one.start) if sentence.words.subject_first else iter(())
    return next(ends, one.start + 1)


def _failed(sentence: Sentence, one: Saying) -> bool:
    """ "Failed to agree on": a word of failing right before one of agreeing."""
    if not sentence.words.verb_first:
        return False
    failing = (light for light in sentence.light if light.value.negated and 0 < one.start - light.start <= _LIGHT_REACH)
    return any(not any(i in sentence.openers for i in range(light.end, one.start)) for light in failing)


def _turned(sentence: Sentence, hit: Hit[Trigger], one: Saying, said: Sequence[Saying]) -> bool:
    """Whether a word of speech governs what stands before it: a denial that closes its sentence, or over an infinitive."""
    if one.verb and one.verb.stance == "denies" and one.first < one.start:
        return not _told_by_another(said, hit, one)
    fronted = sentence.words.free_order and only_infinitive(sentence.row, hit.at)
    return fronted and not any(sentence.breaks(i) for i in range(hit.end, one.start + 1))


def _told_by_another(said: Sequence[Saying], hit: Hit[Trigger], one: Saying) -> bool:
    """ "X said that Z fell, which Y denied": who tells an act is another than who denies it, so both have their say."""
    tellers = (s for s in said if s.verb and s.verb.kind in _TELLING and s.start < hit.start < s.last)
    return any(s.speaker not in (None, OUTLET, "ANON", one.speaker) for s in tellers)


def _lights(sentence: Sentence, hit: Hit[Trigger]) -> Iterator[Governor]:
    for light in sentence.light:
        if light.value.acts and hit.value.act not in light.value.acts:
            continue
        if hit.start <= light.start < hit.end or (hit.end <= light.start and is_verb(sentence, hit)):
            continue
        near = -_LIGHT_REACH <= light.start - hit.start <= _LIGHT_REACH
        first, last = sorted((light.start, hit.start))
        if light.start >= hit.end and any(sentence.breaks(i) for i in range(hit.end, light.start + 1)):
            continue
        opened = _open_between(sentence, first + 1, last) and not _relative(sentence, hit, light)
        told = light.value.stance == "promises" and not hit.value.governed and _complemented(sentence, light.end, hit.start)
        if near and not opened and not told and not _cut(sentence, first, last):
            yield _light(sentence, light, hit)


def _complemented(sentence: Sentence, start: int, end: int) -> bool:
    """Whether "that" stands between two tokens ("announced that aid cannot enter" announces no aid)."""
    return any(t.word in sentence.words.complementizers for t in sentence.row[start:end])


def _relative(sentence: Sentence, hit: Hit[Trigger], light: Hit[Light]) -> bool:
    """ "The attack which the movement carried out": the light verb right behind its noun."""
    return light.start - 1 in sentence.openers and 0 <= light.start - 1 - hit.end <= _ADJECTIVES


def _cut(sentence: Sentence, first: int, last: int) -> bool:
    return any(first < h.start < last for h in sentence.verbs)


def _light(sentence: Sentence, light: Hit[Light], hit: Hit[Trigger]) -> Governor:
    value = light.value
    by: tuple[str, ...] = ()
    if not value.passive and light.start < hit.start:
        told = _told_of(sentence, light.start)
        by = partners(sentence, told or subject(sentence, light.start, light.end, Clause(0, hit.start)))
    elif not value.passive and light.start - hit.end <= _ADJECTIVES + 1:
        after = subject(sentence, light.start, light.end, Clause(light.start, len(sentence.row)))
        by = partners(sentence, after if after and after.start >= light.end else None)
    negated = value.negated != negated_at(sentence, light.start)
    stance = value.stance
    ahead = any(t.word in sentence.words.future for t in sentence.row[max(0, light.start - 2) : light.start])
    if stance == "asserts" and (ahead or sentence.row[light.start].has("future", light.stem)):
        stance = "threatens" if hit.value.act in _HOSTILE and not negated else "promises"
    return Governor(light.start, stance, negated, "light", by)


def _told_of(sentence: Sentence, place: int) -> Mention | None:
    """ "Turkey, which announced …": the party right before a relative word that stands right before a verb."""
    if not sentence.words.verb_first or place - 1 not in sentence.openers:
        return None
    return next((m for m in sentence.mentions if 0 <= place - 1 - m.end <= 1 and not m.weak), None)


def _modals(sentence: Sentence, hit: Hit[Trigger]) -> Iterator[Governor]:
    for modal in sentence.modals:
        inside = modal.end <= hit.start and not _open_between(sentence, modal.start + 1, hit.start)
        within = hit.start <= modal.start and modal.end <= hit.end and bool({modal.start, modal.end - 1} & set(between(hit)))
        if (inside and hit.start - modal.end <= _LIGHT_REACH) or within:
            negated = modal.value.negated != negated_at(sentence, modal.start)
            yield Governor(modal.start, modal.value.stance, negated, "modal")
