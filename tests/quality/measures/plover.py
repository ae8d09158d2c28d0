"""PLOVER event types of English sentences: the validation records of the Open Event Data Alliance (2016).

`python -m tests.quality.measures.plover` prints the figures; with `--misses`, the sentences that are not right.

A claim's types are those of its act (`plover` in acts.toml) where it asserts; a promise is AGREE, or THREATEN where the
act is hostile, a request REQUEST, a refusal REJECT (SANCTION, too, where help or talks are stopped). An accusation of a
hostile act in a party's mouth is ACCUSE, too; a lifted sanction is YIELD, aid that was stopped SANCTION.

The records have the names of PLOVER's first draft; RENAMED has what became of them. A record is right by `any` where one of
the claims read from its sentence has its type, by `first` where the first claim has, in the order of the text. Records of
types that no act comes near to (they ask, refuse or threaten, whatever it is; or protest) are counted apart.
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
HOSTILE = frozenset({"attack", "violate_ceasefire", "detain", "block_access", "sanction"})
GIVEN = frozenset({"deliver_aid", "support", "consult"})
LIFTED = {"sanction": {"YIELD"}, "block_access": {"YIELD"}, "deliver_aid": {"SANCTION"}, "support": {"SANCTION"}}
NEUTRAL = ("OUTLET", "MEDIA", "ANON")
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
    types = set(lexicons.load("acts")[claim.act]["plover"])
    if claim.stance == "asserts":
        accused = claim.act in HOSTILE and claim.speaker not in (*NEUTRAL, *claim.actor) and bool(claim.actor)
        return frozenset(LIFTED.get(claim.act, types) if claim.negated else types | ({"ACCUSE"} if accused else set()))
    if claim.stance == "denies":
        return frozenset()
    hostile = claim.stance == "promises" and claim.act in HOSTILE and not claim.negated
    found = {"THREATEN"} if hostile else {BY_STANCE[claim.stance]}
    if claim.stance == "promises" and "AGREE" in types:
        found |= types
    if claim.stance == "refuses" and claim.act in GIVEN:
        found.add("SANCTION")
    return frozenset(found)


def covered() -> frozenset[str]:
    """The types that an act comes near to. REQUEST, REJECT and THREATEN are stances, whatever is asked for or refused."""
    return frozenset(t for act in lexicons.load("acts").values() for t in act["plover"])


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
    return sum(bool(getattr(r, by)) for r in near) / len(near)


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
        if not row.any:
            told = ", ".join(f"{c.stance}/{c.act}" for c in row.claims)
            print(f"{row.type}\t[{told}]\t{row.text}")


if __name__ == "__main__":
    main()
