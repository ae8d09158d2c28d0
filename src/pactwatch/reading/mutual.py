"""Who takes part in an act that two sides do together."""

from __future__ import annotations

from dataclasses import replace

from pactwatch.reading.draft import Draft
from pactwatch.reading.roles import Clause, able, before, coordinated, marker, partners, unique
from pactwatch.reading.scenes import Sentence


def both_sides(sentence: Sentence, plain: Draft, actor: tuple[str, ...], clause: Clause) -> Draft:
    """ "Between X and Y", "X with Y": both take part; where one of them speaks or calls, the other is the target."""
    every = list(able(sentence, clause.start, clause.end))
    between = [i for i, m in enumerate(every) if marker(sentence, m) == "between"]
    if between:
        both = [every[between[0]]]
        for mention in every[between[0] + 1 :]:
            if "and" in mention.tags or coordinated(sentence, both[-1], mention):
                both.append(mention)
                break
        return replace(plain, actor=unique(p for m in both for p in partners(sentence, m)))
    loose = sentence.words.subject_first or sentence.words.free_order
    first = plain.hit.start if loose else plain.hit.end
    partner = [m for m in every if marker(sentence, m) == "with" or (m.start >= first and marker(sentence, m) in ("", "to"))]
    other = partners(sentence, partner[0]) if partner else ()
    inside = next((m for m in every if plain.hit.start < m.start < plain.hit.end and not marker(sentence, m)), None)
    if inside and not actor and sentence.words.verb_first:
        return replace(plain, actor=partners(sentence, inside))
    asked = plain.governor is not None and plain.governor.kind == "bid" and sentence.words.verb_first
    if not actor and not plain.verb and not asked:
        actor = partners(sentence, before(sentence, plain.hit.start, clause))
    other = tuple(p for p in other if p not in actor)
    if plain.act in ("consult", "mediate", "support") and actor:
        return replace(plain, actor=actor, target=other)
    return replace(plain, actor=unique((*actor, *other)))
