"""The drafts of a sentence that stand beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pactwatch.lexicons.roots import root
from pactwatch.reading.draft import Draft
from pactwatch.reading.roles import Clause


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence that stand: an outcome goes with its attack, one act of a clause is told once."""
    kept: list[Draft] = []
    for plain in drafts:
        same = next((i for i, k in enumerate(kept) if _same(k, plain)), None)
        if same is not None:
            kept[same] = _fuller(kept[same], plain)
        else:
            kept.append(plain)
    kept = _of_clashes(kept)
    fled = [d for d in kept if d.hit.value.displaces and d.stance == "asserts"]
    kept = [_driven_by(d, kept) for d in kept if not (_is_blow(d) and any(_one_clause(d, f) for f in fled))]
    attacks = [d for d in kept if d.act == "attack" and d.stance == "asserts"]
    kept = [_with_hurt(d, kept) for d in kept if not (d.act == "harm" and any(_one_clause(d, a) for a in attacks))]
    accused = {d.governor.start for d in kept if d.governor and d.governor.kind == "accuse"}
    return [d for d in kept if not (d.act == "condemn" and d.hit.start in accused)]


def _is_blow(plain: Draft) -> bool:
    """Whether a draft is a noun for an attack that is told to have happened."""
    return plain.act == "attack" and plain.stance == "asserts" and not plain.verb


def _driven_by(plain: Draft, every: Sequence[Draft]) -> Draft:
    """People who fled, with whose attack drove them out: that attack is no claim beside it."""
    if not plain.hit.value.displaces or plain.actor:
        return plain
    blow = next((d for d in every if _is_blow(d) and d.actor and _one_clause(d, plain)), None)
    return replace(plain, actor=blow.actor) if blow else plain


def _with_hurt(plain: Draft, every: Sequence[Draft]) -> Draft:
    """An attack that names nobody upon whom, with those whom it hurt: that they were hurt is no claim beside it."""
    if plain.act != "attack" or plain.stance != "asserts" or plain.negated or plain.target:
        return plain
    hurt = (d for d in every if d.act == "harm" and d.stance == "asserts" and not d.negated and _one_clause(d, plain))
    own = {root(party) for party in plain.actor}
    return next((replace(plain, target=d.target) for d in hurt if d.target and own.isdisjoint(map(root, d.target))), plain)


def _of_clashes(drafts: list[Draft]) -> list[Draft]:
    """Those killed or wounded in clashes told as harm: the noun for the clash is no claim beside it."""
    out = list(drafts)
    for harm in drafts:
        if harm.act != "harm" or harm.stance != "asserts" or harm.negated:
            continue
        nouns = [d for d in out if d.act == "attack" and not d.verb and d.hit.start > harm.hit.start and _one_clause(harm, d)]
        if nouns and nouns[0].hit.value.mutual:
            actors = harm.actor or tuple(p for d in nouns for p in d.actor if p not in harm.target)
            out = [replace(d, actor=tuple(dict.fromkeys(actors))) if d is harm else d for d in out if d not in nouns]
    return out


def _same(one: Draft, two: Draft) -> bool:
    alike = (one.act, one.stance, one.negated, one.speaker) == (two.act, two.stance, two.negated, two.speaker)
    if alike and one.act == "attack" and one.verb and not two.verb and one.clause == two.clause:
        return True  # "struck with several raids"
    if one.actor and two.actor and not set(one.actor) & set(two.actor):
        return False
    return alike and (_one_clause(one, two) or (one.act == "harm" and one.clause.end == two.clause.start))


def _one_clause(one: Draft, two: Draft) -> bool:
    return one.clause.start < two.clause.end and two.clause.start < one.clause.end


def _fuller(one: Draft, two: Draft) -> Draft:
    clause = Clause(min(one.clause.start, two.clause.start), max(one.clause.end, two.clause.end))
    return replace(one, actor=one.actor or two.actor, target=one.target or two.target, clause=clause)
