"""Each claim once: what a text tells again, in its headline or later, more fully or less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pactwatch.types import Claim

_TOLD_ONCE = frozenset({"harm", "attack", "evacuate"})
"""Acts of which the same figures by the same speaker tell the same happening."""
_STEM = 5


def once(claims: Iterable[Claim], headlines: frozenset[int] = frozenset()) -> tuple[Claim, ...]:
    """Each claim of a speaker once, where it is told most fully. `headlines`: offsets of sentences that are told again."""
    kept: list[Claim] = []
    for one in claims:
        head = next((i for i, k in enumerate(kept) if _told_again(k, one, headlines)), None)
        if head is not None:
            speaker = kept[head].speaker if one.speaker == "OUTLET" else one.speaker
            actor, target = one.actor or kept[head].actor, one.target or kept[head].target
            kept[head] = replace(one, speaker=speaker, actor=actor, target=target)
            continue
        again = next((i for i, k in enumerate(kept) if _repeats(k, one)), None)
        if again is None and (told := next((i for i, k in enumerate(kept) if _heads(k, one)), None)) is not None:
            kept[told] = one
        elif again is None:
            kept.append(one)
        elif _fullness(one) > _fullness(kept[again]):
            kept[again] = one
    return tuple(sorted(kept, key=lambda c: (c.start, c.end)))


def _repeats(one: Claim, two: Claim) -> bool:
    """Whether two claims tell one thing: all that is told of it is the same."""
    if (one.act, one.stance, one.negated, one.speaker) != (two.act, two.stance, two.negated, two.speaker):
        return False
    if one.statement == two.statement:
        return _restated(one, two) or (one.start, one.end, one.actor) == (two.start, two.end, two.actor)
    if one.amounts and one.amounts == two.amounts and one.act in _TOLD_ONCE and not _parted(one, two):
        return True
    same = (one.actor, one.target, one.when, one.amounts) == (two.actor, two.target, two.when, two.amounts)
    return same and bool(one.actor) and set(one.places) == set(two.places)


def _parted(one: Claim, two: Claim) -> bool:
    """Whether two claims name different actors or different times."""
    actors = bool(one.actor and two.actor) and not set(one.actor) & set(two.actor)
    times = one.when is not None and two.when is not None and not one.when.overlaps(two.when)
    return actors or times


def _restated(one: Claim, two: Claim) -> bool:
    """Whether two quotes of a sentence that share no letter tell the same of the same party in the same place."""
    apart = one.end <= two.start or two.end <= one.start
    return apart and bool(one.actor) and set(one.actor) == set(two.actor) and bool(set(one.places) & set(two.places))


def _heads(one: Claim, two: Claim) -> bool:
    """Whether a headline that runs on into its text tells what the text then has somebody vouch for."""
    alike = (one.act, one.stance, one.negated) == (two.act, two.stance, two.negated)
    top = one.statement == two.statement and one.speaker == "OUTLET" != two.speaker and one.end <= two.start
    return alike and top and bool(set(one.actor) & set(two.actor)) and bool(set(one.places) & set(two.places))


def _told_again(one: Claim, two: Claim, headlines: frozenset[int]) -> bool:
    """Whether a headline tells what its text tells: nothing that one says is at odds with the other."""
    if one.statement.start not in headlines or one.statement == two.statement:
        return False
    alike = (one.stance, one.negated) == (two.stance, two.negated)
    alike = alike and (one.act == two.act or {one.act, two.act} == {"attack", "harm"})
    speaker = one.speaker == two.speaker or "OUTLET" in (one.speaker, two.speaker)
    places = not (one.places and two.places) or bool(_stems(one.places) & _stems(two.places))
    places = places or bool(one.amounts and one.amounts == two.amounts)
    return alike and speaker and places and not _parted(one, two)


def _stems(places: Iterable[str]) -> set[str]:
    """The first letters of names: those of a town are those of its region, too."""
    return {name[:_STEM] for name in places}


def _fullness(one: Claim) -> int:
    return 2 * bool(one.actor) + 2 * bool(one.target) + 2 * bool(one.when) + len(one.places) + len(one.amounts)
