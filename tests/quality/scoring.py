"""Claims read from texts, scored against gold.

A read claim can answer a gold claim of the same act where their spans share at least half of the shorter one; each answers
at most one, those that agree best first. `act` counts such pairs; `claim` those whose stance and negation are right too;
`who` those of them whose speaker is right and that share an actor (or both have none). Of the pairs of `act`, `speaker`,
`actor`, `target`, `places`, `when` and `due` are scored each on its own. Parties count by their root (`AZE.MIL` is `AZE`),
places without spelling variants, times where they name the same days. All figures are sums over all texts, not means.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Claim = Mapping[str, Any]
FIGURES = ("act", "claim", "who", "speaker", "actor", "target", "places", "when", "due")
_HEADS = {"the", "city", "of", "مدينه", "قريه", "بلده", "محافظه", "اقليم", "منطقه"}
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ـ": ""})
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Figure:
    """`right` of `read` and of `gold`; rates between 0 and 1."""

    right: int
    read: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Iterable[Mapping[str, Any]], read: Mapping[str, Sequence[Claim]]) -> dict[str, Figure]:
    """A figure of each name in FIGURES. gold: texts with `id` and `claims`; read: claims by the id of their text."""
    count: Counter[tuple[str, str]] = Counter()
    for text in gold:
        _count(text["claims"], read.get(text["id"], ()), count)
    return {name: Figure(count[name, "right"], count[name, "read"], count[name, "gold"]) for name in FIGURES}


def _count(gold: Sequence[Claim], read: Sequence[Claim], count: Counter[tuple[str, str]]) -> None:
    for name in ("act", "claim", "who"):
        count[name, "gold"] += len(gold)
        count[name, "read"] += len(read)
    for one, other in pairs(gold, read):
        count["act", "right"] += 1
        same_stance = one["stance"] == other["stance"] and bool(one["negated"]) == bool(other["negated"])
        same_speaker = root(one["speaker"]) == root(other["speaker"])
        actors = _values(one, "actor"), _values(other, "actor")
        count["claim", "right"] += same_stance
        count["who", "right"] += same_stance and same_speaker and (bool(actors[0] & actors[1]) or not (actors[0] | actors[1]))
        _add(count, "speaker", same_speaker, 1, 1)
        for name in ("actor", "target", "places"):
            a, b = _values(one, name), _values(other, name)
            _add(count, name, len(a & b), len(b), len(a))
        for name in ("when", "due"):
            x, y = one.get(name), other.get(name)
            _add(count, name, bool(x and y and same_time(x, y)), bool(y), bool(x))


def _add(count: Counter[tuple[str, str]], name: str, right: int, read: int, gold: int) -> None:
    count[name, "right"] += right
    count[name, "read"] += read
    count[name, "gold"] += gold


def pairs(gold: Sequence[Claim], read: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Gold and read claims that answer each other, one to one, the best agreeing first."""
    near = [
        (-_agreement(g, r), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if g["act"] == r["act"] and overlap(g, r) >= 0.5
    ]
    gone_gold, gone_read, found = set[int](), set[int](), []
    for _, i, j in sorted(near):
        if i not in gone_gold and j not in gone_read:
            gone_gold.add(i)
            gone_read.add(j)
            found.append((gold[i], read[j]))
    return found


def overlap(one: Claim, other: Claim) -> float:
    """What two spans share, as a part of the shorter."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return float(shared / max(1, min(one["end"] - one["start"], other["end"] - other["start"])))


def _agreement(one: Claim, other: Claim) -> float:
    stance = one["stance"] == other["stance"] and bool(one["negated"]) == bool(other["negated"])
    parties = sum(bool(_values(one, name) & _values(other, name)) for name in ("actor", "target"))
    return 4 * stance + 2 * (root(one["speaker"]) == root(other["speaker"])) + parties + overlap(one, other)


def root(party: str | None) -> str:
    """`AZE` of `AZE.MIL`."""
    return re.split(r"[.:]", party or "", maxsplit=1)[0].upper()


def _values(claim: Claim, name: str) -> set[str]:
    values = claim.get(name) or ()
    values = (values,) if isinstance(values, str) else values
    return {key for v in values if v and (key := place_key(v) if name == "places" else root(v))}


def place_key(name: str) -> str:
    """A place name without marks, articles, head nouns and variants of one letter."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).lower()
    words = re.findall(r"\w+", bare.translate(_LETTERS))
    return " ".join(re.sub("^ال", "", word) for word in words if word not in _HEADS)


def same_time(one: str, other: str) -> bool:
    """Whether two ISO texts are the same or name the same days."""
    days = _days(one)
    return one == other or (days is not None and days == _days(other))


def _days(text: str) -> tuple[date, date] | None:
    first, _, last = str(text).partition("/")
    start = _DATE.match(first)
    if start is None:
        return None
    day = date(int(start[1]), int(start[2] or 1), int(start[3] or 1))
    if last == "..":
        return day, date.max
    end = _DATE.match(last or first)
    return None if end is None else (day, _last_day(int(end[1]), int(end[2] or 0), int(end[3] or 0)))


def _last_day(year: int, month: int, day: int) -> date:
    if day:
        return date(year, month, day)
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return following - timedelta(days=1)
