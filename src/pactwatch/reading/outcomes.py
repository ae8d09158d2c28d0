"""What follows from an act in the same sentence: who killed and was not killed, whose deed goes on, whose toll it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pactwatch.reading.amounts import AmountMention
from pactwatch.reading.assembly import Setting
from pactwatch.reading.draft import Draft
from pactwatch.reading.roles import Clause
from pactwatch.reading.scenes import Sentence

_NEAR = 2


def inherited(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, a verb joined with "and" and without a subject of its own having that of the verb before."""
    out: list[Draft] = []
    for one in drafts:
        plain = one
        token = sentence.row[plain.hit.start]
        earlier = next((d for d in reversed(out) if d.verb and d.actor and d.speaker == plain.speaker), None)
        lacks = plain.verb and not plain.actor and token.has("and", plain.hit.stem)
        active = plain.hit.value.active if token.has("past", plain.hit.stem) else None
        if lacks and earlier and plain.hit.value.kind != "passive":
            plain = replace(plain, actor=tuple(p for p in earlier.actor if p not in plain.target))
        elif lacks and earlier and active and earlier.hit.value.kind == "verb":  # "arrested one and killed two others"
            plain = replace(plain, act=active, actor=tuple(p for p in earlier.actor if p not in plain.target))
        out.append(plain)
    return out


def caused(sentence: Sentence, drafts: Sequence[Draft], every: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, an outcome by an act of somebody named ("died in shelling by X") told as an attack."""
    if not sentence.words.free_order:
        return list(drafts)
    out: list[Draft] = []
    for plain in drafts:
        alone = plain.act == "harm" and plain.stance == "asserts" and not plain.negated and not plain.actor
        near = (d for d in every if alone and d.act == "attack" and not d.verb and d.actor and _within(d, plain))
        cause = next(near, None)
        out.append(replace(plain, act="attack", actor=cause.actor) if cause else plain)
    return out


def _within(one: Draft, two: Draft) -> bool:
    return two.clause.start <= one.hit.start < two.clause.end


def with_tolls(sentence: Sentence, drafts: Sequence[Draft], around: Setting) -> list[Draft]:
    """The drafts of a sentence, the toll of an attack told as its outcome ("…, which killed 14") going with the attack."""
    out: list[Draft] = []
    for plain in _without_known(sentence, drafts):
        attack = out[-1] if out and out[-1].act == "attack" and out[-1].stance == "asserts" else None
        told = plain.act == "harm" and plain.hit.value.outcome and plain.stance == "asserts" and not plain.negated
        if (
            attack
            and told
            and attack.speaker == plain.speaker
            and not attack.negated
            and _counted(sentence, plain, around.amounts)
        ):
            clause = Clause(attack.clause.start, max(attack.clause.end, plain.clause.end))
            out[-1] = replace(attack, clause=clause, target=attack.target or plain.target, actor=attack.actor or plain.actor)
        else:
            out.append(plain)
    return out


def _counted(sentence: Sentence, plain: Draft, amounts: Sequence[AmountMention]) -> bool:
    """Whether a figure stands in the clause of a draft."""
    start, end = sentence.row[plain.clause.start].start, sentence.row[plain.clause.end - 1].end
    return any(start <= a.start < end for a in amounts)


def _without_known(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence without an attack that is known and nobody's, behind its toll ("died in the bombing")."""
    if not sentence.words.verb_first:
        return list(drafts)
    tolls = [d for d in drafts if d.act == "harm" and d.stance == "asserts" and not d.negated]
    return [d for d in drafts if not (_is_known(sentence, d) and any(_in_toll(sentence, d, t) for t in tolls))]


def _is_known(sentence: Sentence, plain: Draft) -> bool:
    noun = plain.act == "attack" and not plain.verb and not plain.actor and plain.stance == "asserts"
    told = any(plain.hit.end <= i <= plain.hit.end + _NEAR for i in sentence.openers)  # "the raid that hit the hospital"
    return noun and not told and sentence.row[plain.hit.start].has("definite", plain.hit.stem)


def _in_toll(sentence: Sentence, attack: Draft, toll: Draft) -> bool:
    """Whether an attack stands behind a preposition in the clause of a toll."""
    start = attack.hit.start
    return toll.hit.start < start < toll.clause.end and sentence.row[start - 1].word in sentence.words.prepositions
