"""What a speaker does with an act: the word that governs it, negations, modals, and what is only mentioned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pactwatch.reading.cases import finite, only_infinitive
from pactwatch.reading.lexicon import Light, Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import Clause, partners, subject
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import Saying
from pactwatch.types import Stance

_NEGATION_REACH = 3
_OR, _FAR_OR = frozenset({"او"}), 8
_LIGHT_REACH = 9
_ADJECTIVES = 3
_PURPOSE_REACH = 6
_FAR, _NEAR = 30, 12
OUTER = frozenset({"denies", "requests", "proposes", "refuses", "threatens"})
_ASKED = frozenset({"requests", "proposes"})
_REFUSED = frozenset({"requests", "proposes", "promises"})
"""What may be refused: "rejected the demand to withdraw", "turned down an offer of talks"."""
_BOUND = {False: ("agree", "light"), True: ("agree", "light", "commit")}
"""Kinds of pledging that a word of asking governs ("demanded that they observe the truce")."""
_KNOWN_BY_ARTICLE = frozenset({"consult", "mediate", "monitor", "support"})
"""Acts whose noun with an article names what is known already ("the talks", "its support")."""
_FINITE = frozenset({"past", "imperfect", "future"})
_ABLE = frozenset({"able", "continue", "continues", "go", "proceed", "begin", "begins", "start", "starts", "come", "used"})
"""Words behind which an infinitive tells what is done ("continue to shell")."""
_OF_NOUNS = frozenset({"definite", "at", "as", "plural", "dual"})
_GIVEN = frozenset({"deliver_aid", "evacuate", "release", "withdraw", "return_remains", "transfer_list"})
"""Acts that a noun with a verb of the future promises ("the exchange will go ahead")."""
_VERBS = frozenset({"be", "have", "do"})
_APART = frozenset(';:()"“”')
_VERB_REACH, _AUXILIARIES = 16, 4
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


def is_verb(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a trigger stands as a verb, by its form, else by what stands before it."""
    token, before = sentence.row[hit.start], sentence.row[hit.start - 1] if hit.start else None
    tags = token.stems.get(hit.stem, frozenset())
    if hit.value.kind in ("verb", "passive"):
        return not _verbal_noun(sentence, hit) and ("definite" not in tags or sentence.words.verb_first)
    if hit.value.kind == "noun":
        return False
    if tags & {"imperfect", "future", "past"}:
        return True
    if before and before.word in sentence.words.prepositions and not sentence.breaks(hit.start):
        return False
    if tags & {"definite", "to", "at"} or before is None or before.word.isdecimal():
        return not tags & {"definite", "to", "at"} and before is None
    if hit.start - 1 in sentence.negations or before.word in sentence.words.future or _is_auxiliary(sentence, hit.start - 1):
        return True
    named = any(m.end == hit.start for m in sentence.mentions if not m.weak)
    return named or sentence.breaks(hit.start) or hit.start - 1 in sentence.openers or "and" in tags


def _verbal_noun(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a word written like a verb is its verbal noun: by what is written onto it, or told of a meeting."""
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    if not sentence.words.verb_first or tags & {"imperfect", "past", "future"}:
        return False
    if tags & _OF_NOUNS:  # "the missiles were fired": its verb comes later
        return not any(sentence.row[i].has("past") or sentence.row[i].has("imperfect") for i in hit.at[1:])
    behind = hit.start > 0 and sentence.row[hit.start - 1].word in sentence.words.prepositions
    return ("to" in tags and len(hit.at) == 1) or (behind and hit.value.mutual and not sentence.breaks(hit.start))


def _is_auxiliary(sentence: Sentence, place: int) -> bool:
    return any(stem in sentence.words.auxiliaries for stem in sentence.row[place].stems)


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
    if negated and sentence.words.verb_first and best.kind == "light" and hit.start - _NEGATION_REACH < best.start < hit.start:
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


def between(hit: Hit[Trigger]) -> list[int]:
    """The tokens within a pattern that are none of its own words ("be *not* attacked", "corridors *will* be opened")."""
    return [i for i in range(hit.start, hit.end) if i not in hit.at]


def negated_here(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a negation stands before the words of an act or between them."""
    return _negated(sentence, hit.start) != any(i in sentence.negations for i in between(hit))


def _negated(sentence: Sentence, place: int) -> bool:
    row = sentence.row
    if place > 1 and sentence.words.verb_first and row[place - 1].word in _OR and row[place].has("imperfect"):
        # "did not kill or wound"
        return any(i in sentence.negations and not _ends(sentence, i + 1, place) for i in range(max(0, place - _FAR_OR), place))
    for i in range(place - 1, max(-1, place - 1 - _NEGATION_REACH), -1):
        if i in sentence.negations:
            return True
        if sentence.breaks(i + 1) or i in sentence.heads():
            return False
    return False


def falls_short(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether the clause says that the act was not done in full or at once."""
    for short in sentence.words.shortfalls.best(sentence.row):
        first, last = sorted((hit.end - 1, short.start))
        inside = hit.start <= short.start < hit.end or not any(sentence.breaks(i) for i in range(first + 1, last + 1))
        if inside and not any(first < head < last for head in sentence.heads()):
            return True
    return False


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
            or (one.start >= hit.start and not _turned(sentence, hit, one))
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
        yield Governor(one.start, verb.stance, _negated(sentence, one.start), verb.kind, by, to, speaker)


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


def _turned(sentence: Sentence, hit: Hit[Trigger], one: Saying) -> bool:
    """Whether a word of speech governs what stands before it: a denial that closes its sentence, or over an infinitive."""
    if one.verb and one.verb.stance == "denies" and one.first < one.start:
        return True
    fronted = sentence.words.free_order and only_infinitive(sentence.row, hit.at)
    return fronted and not any(sentence.breaks(i) for i in range(hit.end, one.start + 1))


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
    negated = value.negated != _negated(sentence, light.start)
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
            negated = modal.value.negated != _negated(sentence, modal.start)
            yield Governor(modal.start, modal.value.stance, negated, "modal")


def only_mentioned(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether a noun is background, purpose or condition: named, not claimed."""
    if any(c.start < hit.start and not _ends(sentence, c.end, hit.start) for c in sentence.conditions):
        return True
    for mark in () if finite(sentence.row, hit.at) or hit.value.effort else sentence.background:
        if sentence.words.free_order and ruled is not None and mark.start < ruled.start < hit.start:
            continue
        told = mark.end < len(sentence.row) and sentence.row[mark.end].word in sentence.words.complementizers
        if told or _told_between(sentence, mark.end, hit.start):  # "since they began …" is a clause of its own
            continue
        related = sentence.words.verb_first and any(i in sentence.openers for i in range(mark.end + 1, hit.start))
        if related and is_verb(sentence, hit):  # "gave no details of the area that is being shelled"
            continue
        if 0 <= hit.start - mark.end <= _PURPOSE_REACH and not _ends(sentence, mark.end, hit.start):
            return True
    if is_verb(sentence, hit):
        return False
    asked = ruled is not None and ruled.stance in OUTER
    free = ruled is None or ruled.kind in ("plain", "light")
    return not asked and ((free and _for(sentence, hit.start, hit.stem)) or _governed_for(sentence, hit, ruled))


def _told_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite word of speech stands between two tokens ("since May they have agreed to …")."""
    if not sentence.words.verb_first:
        return False
    between = (h for h in sentence.verbs if start < h.start and h.end <= end)
    return any(sentence.row[h.start].stems.get(h.stem, frozenset()) & {"past", "imperfect"} for h in between)


def _for(sentence: Sentence, place: int, stem: str) -> bool:
    return sentence.row[place].has("to", stem)


def _governed_for(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether the word that governs an act is itself only a purpose ("to reach a truce")."""
    if ruled is None or ruled.kind not in ("agree", "light"):
        return False
    stems = [h.stem for h in sentence.verbs if h.start == ruled.start] + [
        h.stem for h in sentence.light if h.start == ruled.start
    ]
    return any(_for(sentence, ruled.start, stem) for stem in stems)


def _ends(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause has ended between two tokens."""
    return any(sentence.breaks(i) for i in range(start, end + 1))


def counts(
    sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None, acted: bool, verb: bool, evidence: Callable[[], bool]
) -> bool:
    """Whether a trigger is a claim. A verb is; a noun is where something governs it, or where it brings news of its own.

    `acted`: it has an actor; `evidence`: whether a figure, a time or a place stands in its clause.
    """
    if only_mentioned(sentence, hit, ruled) or _for_a_purpose(sentence, hit, ruled):
        return False
    if only_infinitive(sentence.row, hit.at) and (ruled is None or ruled.kind == "plain"):
        return False
    if hit.value.governed:
        return ruled is not None and ruled.kind != "plain"
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    if sentence.words.verb_first and hit.value.kind == "noun" and "imperfect" in tags:
        return False  # a verb that only looks like the noun
    known = "definite" in tags or "pronoun" in tags or _made_known(sentence, hit.start)
    known = known or (_nominal(sentence, hit, verb) and bool(tags & _OF_NOUNS))
    if verb and "imperfect" in tags and _told_now(sentence, hit, ruled):
        return False
    if verb and ("definite" not in tags or _verb_behind(sentence, hit)):
        return True
    if sentence.words.subject_first and _known_noun(sentence, hit, ruled, acted, known):
        return False
    if hit.value.mutual and hit.value.act == "attack" and sentence.words.verb_first and not acted:
        return ruled is not None and ruled.kind == "light" and not known
    if hit.value.news or (ruled is not None and ruled.kind != "plain"):
        return acted or not known or ruled is None or ruled.kind != "light" or ruled.stance == "promises" or evidence()
    return acted and evidence() if known else acted or evidence()


def _verb_behind(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether the words of an act begin with its subject, a finite verb behind it ("the people fled")."""
    return any(tag in _FINITE for i in hit.at[1:] for tags in sentence.row[i].stems.values() for tag in tags)


def _for_a_purpose(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether an infinitive hangs on a noun ("a corridor to evacuate civilians"): what is for something did not yet happen."""
    free = ruled is None or (ruled.kind in ("plain", "light") and ruled.stance == "asserts")
    if not sentence.words.subject_first or not free or hit.start < 2 or sentence.row[hit.start - 1].word != "to":
        return False
    before = sentence.row[hit.start - 2]
    if before.word in sentence.words.particles or before.word in _ABLE or hit.start - 2 in sentence.negations:
        return False
    return not any(tags & {"past", "imperfect"} for tags in before.stems.values())


def _nominal(sentence: Sentence, hit: Hit[Trigger], verb: bool) -> bool:
    """Whether a word listed as a verb stands as a noun."""
    return sentence.words.verb_first and hit.value.kind == "verb" and not verb


def _told_now(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether a verb in the present tells no act: a possibility ("may shell"), a state ("occupies")."""
    possible = hit.start > 0 and sentence.row[hit.start - 1].word in sentence.words.perfects
    lasting = hit.value.past and not sentence.row[hit.start].has("future", hit.stem)
    return possible or (lasting and (ruled is None or ruled.kind == "plain"))


def _known_noun(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None, acted: bool, known: bool) -> bool:
    """Whether an ungoverned noun names what is known: talks with an article, an event behind "after" that nobody did."""
    if ruled is not None and ruled.kind != "plain":
        return False
    return (known and hit.value.act in _KNOWN_BY_ARTICLE) or (not acted and _after_word(sentence, hit.start))


def _after_word(sentence: Sentence, place: int) -> bool:
    """Whether a noun stands behind "after" or "during" ("after bloody clashes"): what it names is known."""
    for i in range(place - 1, max(-1, place - 1 - _NEGATION_REACH), -1):
        if sentence.row[i].word in ("after", "during", "before"):
            return True
        if sentence.breaks(i + 1) or i in sentence.heads():
            return False
    return False


def _made_known(sentence: Sentence, place: int) -> bool:
    """Whether an article of its own, or a possessive, stands before a noun ("the recent clashes")."""
    for i in range(place - 1, max(-1, place - 1 - _NEGATION_REACH), -1):
        if sentence.breaks(i + 1) or i in sentence.heads():
            return False
        if sentence.row[i].word in sentence.words.definites:
            return True
    return False
