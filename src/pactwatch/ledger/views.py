"""What the ledger held at one moment. A view never changes: lines appended later do not show in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pactwatch.ledger.bodies import from_body
from pactwatch.ledger.judgements import (
    TAKING_BACK,
    Correction,
    DifferentEvent,
    Grading,
    Judgement,
    Ruling,
    SameEvent,
    judgement_of,
)
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Entry, Report, Source

_HOUSEKEEPING = {"opened", *TAKING_BACK}


@dataclass(frozen=True, slots=True)
class View:
    """The ledger as it stood after line `seq`, without what had been taken back by then.

    sources and reports are by their own id, the last written standing for it; claims, and `recorded` (when each standing
    line was written, UTC), by entry id. A claim whose report has been taken back is absent too. judgements: what people have
    decided and not taken back, in order. others: standing lines of every other kind, in order. replaced: which claim stands
    in the place of one that was corrected, by entry ids. known_at: the moment asked for, or when line `seq` was recorded.
    """

    seq: int
    known_at: datetime
    sources: dict[str, Source] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    recorded: dict[str, datetime] = field(default_factory=dict)
    others: tuple[Entry, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)

    @property
    def same_events(self) -> tuple[frozenset[str], ...]:
        """Sets of standing claims, two or more, of which somebody has said that they speak of one happening."""
        return self._sets(SameEvent)

    @property
    def different_events(self) -> tuple[frozenset[str], ...]:
        """Sets of standing claims, two or more, of which somebody has said that no two speak of one happening."""
        return self._sets(DifferentEvent)

    @property
    def rulings(self) -> tuple[tuple[Judgement, Ruling, tuple[str, ...]], ...]:
        """What monitors have found: the judgement, the ruling, and those of its claims that stand; none without any."""
        told = ((j, j.decision) for j in self.judgements)
        found = ((j, d, self.now(d.claims)) for j, d in told if isinstance(d, Ruling))
        return tuple(row for row in found if row[2])

    @property
    def grades(self) -> dict[str, str]:
        """What people said of each claim, by entry id: its source's reliability, its own credibility (`B2`; `–` where nobody
        has said), and whose interest they serve. A claim of which, with its source, nobody said anything is absent."""
        told = [d for j in self.judgements if isinstance(d := j.decision, Grading)]
        by: dict[tuple[str, str], list[Grading]] = {}
        for grading in told:
            for key in (("source", grading.source), *(("claim", c) for c in self.now((grading.claim,)))):
                by.setdefault(key, []).append(grading)
        found = {}
        for entry, claim in self.claims.items():
            report = self.reports.get(claim.statement.report)
            gradings = by.get(("source", report.source if report else "")) or [], by.get(("claim", entry)) or []
            if any(gradings):
                found[entry] = _grade(*gradings)
        return found

    def now(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The claims that stand in the place of these: a corrected one is followed to what replaced it."""
        return tuple(dict.fromkeys(c for c in map(self._followed, claims) if c in self.claims))

    def _followed(self, claim: str) -> str:
        while claim not in self.claims and claim in self.replaced:
            claim = self.replaced[claim]
        return claim

    def _sets(self, kind: type[SameEvent] | type[DifferentEvent]) -> tuple[frozenset[str], ...]:
        told = (frozenset(self.now(j.decision.claims)) for j in self.judgements if isinstance(j.decision, kind))
        return tuple(claims for claims in told if len(claims) > 1)


def view_of(entries: Iterable[Entry], seq: int, known_at: datetime, known: Mapping[str, Claim] | None = None) -> View:
    """The view of the lines given, which are those of the ledger in order up to `seq`. known: claims by their entries, whose
    bodies are not looked at."""
    known = known or {}
    standing: dict[str, Entry] = {}
    taken_back: dict[str, Entry] = {}
    decided: dict[str, Judgement] = {}
    replaced: dict[str, str] = {}
    for entry in entries:
        if entry.retracts is not None:
            if entry.retracts not in standing:
                raise Refused(f"line {entry.seq} takes back what does not stand", mend="verify the ledger")
            taken_back[entry.retracts] = standing.pop(entry.retracts)
            decided.pop(entry.retracts, None)
        if entry.kind not in _HOUSEKEEPING:
            standing[entry.id] = entry
        if (judgement := judgement_of(entry)) is not None:
            # Two entries may be taken back in the same words; what takes back is itself never taken back.
            decided[entry.chain if entry.kind in TAKING_BACK else entry.id] = judgement
            _replace(replaced, judgement)
    told = {key: e for key, e in standing.items() if e.kind in ("source", "report", "claim")}
    records = {key: known.get(key) or from_body(e.kind, e.body) for key, e in told.items()}
    reports = {r.id: r for r in records.values() if isinstance(r, Report)}
    gone = {e.body["id"] for e in taken_back.values() if e.kind == "report"} - set(reports)
    claims = {key: r for key, r in records.items() if isinstance(r, Claim) and r.statement.report not in gone}
    shown = {key: e for key, e in standing.items() if e.kind != "claim" or key in claims}
    return View(
        seq=seq,
        known_at=known_at,
        sources={r.id: r for r in records.values() if isinstance(r, Source)},
        reports=reports,
        claims=claims,
        recorded={key: e.recorded_at for key, e in shown.items()},
        others=tuple(e for key, e in shown.items() if key not in records and key not in decided),
        judgements=tuple(decided.values()),
        replaced=replaced,
    )


_WEIGHTY = {"source", "report", "claim", "same_event", "different_event", "opened"}
"""Kinds of line after which what is known of the world is another."""


def followed_by(view: View, entries: Sequence[Entry]) -> View | None:
    """The view with these lines after it, which share all else with it; None where one of them is a record, says which claims
    belong together, or takes another back: then the view is to be made anew."""
    if not entries or any(e.retracts is not None or e.kind in _WEIGHTY for e in entries):
        return None
    judged = {e.id: j for e in entries if (j := judgement_of(e)) is not None}
    return replace(
        view,
        seq=entries[-1].seq,
        known_at=entries[-1].recorded_at,
        recorded=view.recorded | {e.id: e.recorded_at for e in entries},
        others=view.others + tuple(e for e in entries if e.id not in judged),
        judgements=view.judgements + tuple(judged.values()),
    )


def _grade(of_source: Iterable[Grading], of_claim: Iterable[Grading]) -> str:
    """The two axes together; grades that differ from one person to another stand beside each other."""
    source, claim = list(of_source), list(of_claim)
    axes = ("/".join(sorted({g.reliability for g in source})), "/".join(sorted({g.credibility for g in claim})))
    interests = sorted({g.interest for g in (*source, *claim) if g.interest})
    return "".join(axis or "–" for axis in axes) + (f" ({', '.join(interests)})" if interests else "")


def _replace(replaced: dict[str, str], judgement: Judgement) -> None:
    """Notes a correction; what was corrected back to an earlier claim is not followed round in a circle."""
    if isinstance(judgement.decision, Correction) and judgement.takes_back is not None:
        replaced[judgement.takes_back] = judgement.decision.claim
        replaced.pop(judgement.decision.claim, None)
