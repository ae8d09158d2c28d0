"""Where clauses stand at a moment, kept true as claims come in: only what a claim can touch is judged again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pactwatch.types import Claim, Clause, Pact, Report, Verdict
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.keys import Key, Touch


@dataclass
class _Place:
    """One clause and bearer: the verdict, and what it asked of the evidence, as the keys under which it is noted."""

    clause: Clause
    bearer: str
    verdict: Verdict
    keys: set[Key] = field(default_factory=set)


class Standing:
    """The verdicts of clauses, for every bearer, at one moment. It owns the evidence given: nothing else may add to it.

    The verdicts are at any time those that `judge` would give afresh. A judgement by people, a new source or a claim taken
    back is not an addition: gather anew.
    """

    def __init__(
        self,
        clauses: Iterable[Clause],
        evidence: Evidence,
        at: datetime,
        *,
        pacts: Mapping[str, Pact],
        according_to: str | None = None,
    ) -> None:
        self._evidence, self._at, self._pacts, self._side = evidence, at, pacts, according_to
        self._asked: dict[Key, dict[int, list[tuple[int, int]]]] = defaultdict(dict)
        self._places: list[_Place] = []
        for clause in clauses:
            for bearer in clause.bearers:
                verdict, reads = self._judge(clause, bearer)
                self._places.append(_Place(clause, bearer, verdict))
                self._note(len(self._places) - 1, reads)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict, in the order of the clauses and their bearers, as of the last ledger line that was added."""
        return tuple(replace(p.verdict, known_at=self._evidence.seq) for p in self._places)

    def add(self, entry: str, claim: Claim, report: Report, seq: int | None = None) -> tuple[Verdict, ...]:
        """Takes in the claim of an entry; the verdicts that it changed. seq: its ledger line, one more where none is given."""
        record = self._evidence.record
        touches = record.add(entry, claim, report)
        record.seq = record.seq + 1 if seq is None else seq
        changed = []
        for number in sorted(self._touched(touches)):
            place = self._places[number]
            verdict, reads = self._judge(place.clause, place.bearer)
            self._note(number, reads)
            if replace(verdict, known_at=0) != replace(place.verdict, known_at=0):
                changed.append(verdict)
            place.verdict = verdict
        return tuple(changed)

    def _touched(self, touches: Iterable[Touch]) -> set[int]:
        found: set[int] = set()
        for (kind, act, party), first, last in set(touches):
            for key in ((kind, act, party), (kind, act, "*")):
                for number, spans in self._asked.get(key, {}).items():
                    if number not in found and any(a <= last and first <= b for a, b in spans):
                        found.add(number)
        return found

    def _judge(self, clause: Clause, bearer: str) -> tuple[Verdict, list[Touch]]:
        reads: list[Touch] = []
        evidence = replace(self._evidence, reads=reads)
        (verdict,) = judge(clause, evidence, self._at, pacts=self._pacts, bearer=bearer, according_to=self._side)
        return verdict, reads

    def _note(self, number: int, reads: list[Touch]) -> None:
        place = self._places[number]
        for key in place.keys:
            del self._asked[key][number]
        spans: dict[Key, set[tuple[int, int]]] = defaultdict(set)
        for key, first, last in reads:
            spans[key].add((first, last))
        for key, asked in spans.items():
            self._asked[key][number] = sorted(asked)
        place.keys = set(spans)
