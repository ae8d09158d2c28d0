"""Claims against claims: what each side says of the same happening, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal

import numpy as np
from fastapi import Query

from pactwatch.briefs.markup import bare
from pactwatch.letters import fold
from pactwatch.verdicts.heard import Heard
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.claimed import amount
from pactwatch.web.events import EventIndex
from pactwatch.web.events.contests import Contests, contests
from pactwatch.web.events.index import Numbers
from pactwatch.web.events.lines import EventLine, line
from pactwatch.web.paging import Page, Paged
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.views.event import Said, said
from pactwatch.web.views.narrowing import narrowed

pages = Pages("claims")

AT_ONCE = 25
_MOST = 8
"""Versions of one side that are shown; the page of the event has them all."""

Way = Literal["denied", "other_doer", "other_figures"]


@dataclass(frozen=True, slots=True)
class Version:
    """What one voice says, in the words of the report that had it first. again: the same from other reports, by statement id
    and source. actors, figures: in words. about: the event that it tells of, where that is another one."""

    said: Said
    actors: str
    figures: str
    again: list[tuple[str, str]]
    about: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """The versions of one side; side is None for those without an interest in the matter. more: how many are not shown."""

    side: str | None
    versions: list[Version]
    more: int


@dataclass(frozen=True, slots=True)
class Contest:
    """An event and how sides contradict one another about it."""

    event: EventLine
    ways: list[Way]
    columns: list[Column]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """acts, parties: by what the list can be narrowed, codes and their words."""

    at: datetime
    known_at: int
    by: str | None
    contests: Paged[Contest]
    acts: dict[str, str]
    parties: dict[str, str]


@pages.page("/claims", "claims.html.j2")
def claims(
    ask: Asked,
    page: Page,
    act: Annotated[str, Query(description="What was done, as acts.toml names it.", examples=["attack"])] = "",
    party: Annotated[str, Query(description="Who is said to have done it, or speaks of it.", examples=["AZE"])] = "",
    place: Annotated[str, Query(description="Where: a place's id or name; places within it count.")] = "",
    since: Annotated[str, Query(alias="from", description="The first day on which it may have begun.")] = "",
    until: Annotated[str, Query(alias="to", description="The last day on which it may have begun.")] = "",
    text: Annotated[str, Query(alias="q", description="Words of the sentences that tell of it.")] = "",
) -> ClaimsPage:
    """Events that a side denies, or tells with another doer or other figures: each side's version beside the others."""
    everyone = replace(ask, by=None)
    found = narrowed(everyone, act=act, place=place, since=since, until=until, text=text)
    told = ask.snapshot.once(contested)
    numbers = told.once(_with(found.index, told, found.numbers, (narrowed(everyone, party=party).chosen.party, ask.by)))
    if "per_page" not in ask.given:
        page = replace(page, per_page=AT_ONCE)
    newest = numbers[::-1]
    shown = newest[(page.page - 1) * page.per_page :][: page.per_page].tolist()
    words, index = ask.words, found.index
    return ClaimsPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        contests=page.of([_contest(everyone, index, told, n) for n in shown], len(newest)),
        acts=_by_word({a: words.word("acts", a) for a in index.known("act")}),
        parties=_by_word({p: bare(words.name(p)) for p in index.known("party")}),
    )


def contested(snapshot: Snapshot) -> Contests:
    """The contested events of a snapshot."""
    return contests(snapshot.events()[0], snapshot.later.once(contested) if snapshot.later else None)


def _with(index: EventIndex, contests: Contests, numbers: Numbers, parties: Iterable[str | None]) -> Numbers:
    """Those of the events that one of these parties is said to have done, or speaks of; all, for no party."""
    for party in (p for p in parties if p):
        mine = np.zeros(len(index), np.bool_)
        mine[index.of(("party", party))] = mine[contests.of(party)] = True
        numbers = numbers[mine[numbers]]
    return numbers


def _by_word(choices: dict[str, str]) -> dict[str, str]:
    return dict(sorted(choices.items(), key=lambda item: fold(item[1])))


def _contest(ask: Ask, index: EventIndex, contests: Contests, number: int) -> Contest:
    others = [n for n in contests.others.get(number, ()) if index.first[n] <= ask.at.timestamp()]
    ways: dict[Way, bool] = {
        "denied": bool(index.contested[number]),
        "other_doer": bool(others),
        "other_figures": number in contests.figures,
    }
    printed = [h for n in (number, *contests.reprints.get(number, ())) for h in index.claims(n)]
    told: list[tuple[Heard, str | None]] = [(h, None) for h in (*printed, *contests.denials(number))]
    told += [(h, index.ids[n]) for n in others for h in index.claims(n)]
    interests = index.interests(h for h, _ in told) | index.opponents
    sides: dict[str | None, list[tuple[Heard, str | None]]] = {}
    for heard, about in told:
        side = next((s for s in sorted(interests) if heard.voice.stands_for(s)), None)
        sides.setdefault(side, []).append((heard, about))
    columns = [_column(ask, side, sides[side]) for side in sorted(sides, key=lambda s: (s is None, s or ""))]
    return Contest(line(index, number, ask.words), [way for way, so in ways.items() if so], columns)


def _column(ask: Ask, side: str | None, told: list[tuple[Heard, str | None]]) -> Column:
    """A side's versions, each voice's words once, however often they were printed."""
    alike: dict[tuple[object, ...], list[tuple[Heard, str | None]]] = {}
    for heard, about in sorted(told, key=lambda one: (one[0].reprint_of is not None, one[0].said, one[0].id)):
        claim = heard.claim
        alike.setdefault((heard.voice.id, heard.negative, claim.act, about), []).append((heard, about))
    versions = [_version(ask, same) for same in alike.values()]
    return Column(side, versions[:_MOST], max(0, len(versions) - _MOST))


def _version(ask: Ask, same: list[tuple[Heard, str | None]]) -> Version:
    first, about = same[0]
    words = ask.words
    again = {h.statement: h.report.source for h, _ in same[1:] if h.statement != first.statement}
    figures = dict.fromkeys(amount(words, a) for h, _ in same for a in h.claim.amounts)
    return Version(
        said(ask, first), words.names(first.claim.actor), words.language.join(list(figures)), list(again.items())[:_MOST], about
    )
