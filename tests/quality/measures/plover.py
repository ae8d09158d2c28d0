"""PLOVER event types of English sentences: the validation records of the Open Event Data Alliance (2016).

`python -m tests.quality.measures.plover` prints the figures; with `--misses`, the sentences that are not right.

A claim's type is that of its stance where it is no assertion (a promise is AGREE, a request REQUEST), else that of its act
(`plover` in acts.toml). The records have the names of PLOVER's first draft; RENAMED has what became of them. A record is
right by `any` where one of the claims read from its sentence has its type, by `first` where the first claim has, in the order of
the text. Records of types that no act and no stance comes near to are counted apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pactwatch import lexicons
from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Claim, Report
from tests.quality.golds import shared_folder

DATA = Path("data", "plover", "PLOVER_GSR_CAMEO.txt")
RENAMED = {"FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "CONCEDE": "YIELD", "RETREAT": "YIELD"}
BY_STANCE = {"promises": "AGREE", "proposes": "AGREE", "requests": "REQUEST", "refuses": "REJECT", "threatens": "THREATEN"}


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its type under today's name, its sentence, the types of the claims read from it in their order."""

    type: str
    text: str
    read: tuple[frozenset[str], ...]
    claims: tuple[Claim, ...]

    @property
    def any(self) -> bool:
        return any(self.type in types for types in self.read)

    @property
    def first(self) -> bool:
        return bool(self.read) and self.type in self.read[0]


def types_of(claim: Claim) -> frozenset[str]:
    """The PLOVER types that a claim comes nearest to; none for a denial, which PLOVER does not code."""
    if claim.stance in BY_STANCE:
        return frozenset({BY_STANCE[claim.stance]})
    return frozenset(lexicons.load("acts")[claim.act]["plover"]) if claim.stance == "asserts" else frozenset()


def covered() -> frozenset[str]:
    """The types that an act or a stance comes near to."""
    return frozenset(BY_STANCE.values()) | {t for act in lexicons.load("acts").values() for t in act["plover"]}


def rows(path: Path) -> list[Row]:
    """The records with a sentence, read."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return [_row(r) for r in records if r.get("text")]


def _row(record: Mapping[str, Any]) -> Row:
    text = record["text"].strip(" {}")
    published = Span.parse(record["date"]) if record.get("date") else None
    claims = read(Report(record["id"], "plover", "en", "", text, published, None, ""))
    kind = RENAMED.get(record["event"], record["event"])
    return Row(kind, text, tuple(types_of(c) for c in claims), claims)


def share(found: Sequence[Row], by: str = "any") -> float:
    """The share of the covered records that are right, by `any` or `first` claim."""
    near = [r for r in found if r.type in covered()]
    return sum(getattr(r, by) for r in near) / len(near)


def main() -> None:
    """Print the figures by type."""
    found = rows(shared_folder() / DATA)
    near = covered()
    every = Counter(r.type for r in found)
    print("type         records    any  first   none read")
    for kind, count in every.most_common():
        mine = [r for r in found if r.type == kind]
        mark = "" if kind in near else "   not covered"
        right, first, silent = sum(r.any for r in mine), sum(r.first for r in mine), sum(not r.claims for r in mine)
        print(f"{kind:12} {count:7} {right:6} {first:6} {silent:8}{mark}")
    print(f"covered: {sum(every[k] for k in near)}; any {share(found):.3f}, first {share(found, 'first'):.3f}")
    for row in found if "--misses" in sys.argv else ():
        if row.type in near and not row.any:
            told = ", ".join(f"{c.stance}/{c.act}" for c in row.claims)
            print(f"{row.type}\t[{told}]\t{row.text}")


if __name__ == "__main__":
    main()
