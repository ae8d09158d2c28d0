"""What the ledger held at one moment. A view never changes: lines appended later do not show in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pactwatch.ledger.bodies import from_body
from pactwatch.ledger.cutting import Rows, UpTo
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
class Fallen:
    """An entry (with its claim, where it is one) that line `fell` took back."""

    entry: Entry
    fell: int
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The ledger as it stood after line `seq`, without what had been taken back by then.

    sources and reports are by their own id, the last written standing for it; claims, and `recorded` (when each standing
    line was written, UTC) and `lines` (its number), by entry id, in order. A claim whose report has been taken back is absent
    too. judgements: what people have decided and not taken back, in order. others: standing lines of every other kind, in
    order. replaced: which claim stands in the place of one that was corrected, by entry ids. known_at: the moment asked for, or
    when line `seq` was recorded. told: the lines of the sources and of the reports, by kind, each by id. fallen: what was taken
    back. settled: the last line that took back a source or report, told one again, or told a report later than a claim of it; 0
    where none did.
    """

    seq: int
    known_at: datetime
    sources: Mapping[str, Source] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    recorded: Mapping[str, datetime] = field(default_factory=dict)
    others: tuple[Entry, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    told: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    fallen: tuple[Fallen, ...] = ()
    settled: int = 0

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
        gradings = self.gradings
        return {entry: grade for entry in self.claims if (grade := self.grade(entry, gradings))} if gradings else {}

    @property
    def gradings(self) -> dict[tuple[str, str], list[Grading]]:
        """What people said of each source and claim (`source` or `claim`, and its id)."""
        by: dict[tuple[str, str], list[Grading]] = {}
        for grading in (d for j in self.judgements if isinstance(d := j.decision, Grading)):
            for key in (("source", grading.source), *(("claim", c) for c in self.now((grading.claim,)))):
                by.setdefault(key, []).append(grading)
        return by

    def grade(self, entry: str, gradings: Mapping[tuple[str, str], list[Grading]]) -> str:
        """What people said of one claim; empty where nothing. gradings: those of this view."""
        report = self.reports.get(self.claims[entry].statement.report)
        of_source = gradings.get(("source", report.source if report else "")) or []
        of_claim = gradings.get(("claim", entry)) or []
        return _grade(of_source, of_claim) if of_source or of_claim else ""

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
    fallen: list[Fallen] = []
    decided: dict[str, Judgement] = {}
    replaced: dict[str, str] = {}
    told: dict[str, Rows[int]] = {kind: Rows() for kind in _TOLD}
    spoken: set[str] = set()
    settled = 0
    for entry in entries:
        if entry.retracts is not None:
            if entry.retracts not in standing:
                raise Refused(f"line {entry.seq} takes back what does not stand", mend="verify the ledger")
            fallen.append(_fallen(standing.pop(entry.retracts), entry.seq, known))
            decided.pop(entry.retracts, None)
            settled = entry.seq if fallen[-1].entry.kind in _TOLD else settled
        if entry.kind in _TOLD:
            name = entry.body["id"]
            settled = entry.seq if name in told[entry.kind] or (entry.kind == "report" and name in spoken) else settled
            told[entry.kind][name] = entry.seq
        elif entry.kind == "claim":
            spoken.add(known[entry.id].statement.report if entry.id in known else entry.body["statement"]["report"])
        if entry.kind not in _HOUSEKEEPING:
            standing[entry.id] = entry
        if (judgement := judgement_of(entry)) is not None:
            # Two entries may be taken back in the same words; what takes back is itself never taken back.
            decided[entry.chain if entry.kind in TAKING_BACK else entry.id] = judgement
            _replace(replaced, judgement)
    read = ((key, e) for key, e in standing.items() if e.kind in ("claim", *_TOLD))
    records = {key: known.get(key) or from_body(e.kind, e.body) for key, e in read}
    reports = Rows((r.id, r) for r in records.values() if isinstance(r, Report))
    gone = _gone(fallen, reports)
    claims = Rows((key, r) for key, r in records.items() if isinstance(r, Claim) and r.statement.report not in gone)
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
        lines=Rows((key, e.seq) for key, e in shown.items()),
        told=told,
        fallen=tuple(fallen),
        settled=settled,
    )


_TOLD = ("source", "report")


def _fallen(entry: Entry, fell: int, known: Mapping[str, Claim]) -> Fallen:
    if entry.kind != "claim":
        return Fallen(entry, fell)
    claim = known.get(entry.id) or from_body(entry.kind, entry.body)
    assert isinstance(claim, Claim)
    return Fallen(replace(entry, body={}), fell, claim)


def _gone(fallen: Iterable[Fallen], reports: Mapping[str, Report]) -> set[str]:
    """The reports that were taken back and not told again, whose claims are not shown."""
    back = {f.entry.body["id"] for f in fallen if f.entry.kind == "report"}
    return {name for name in back if name not in reports}


def earlier(view: View, seq: int, known_at: datetime) -> View | None:
    """The view of an earlier line, made of this one without reading or copying its claims; None where a source or report has
    been taken back or told again since: then the lines are to be read."""
    if not view.settled <= seq <= view.seq:
        return None
    gone = _gone(view.fallen, view.reports)
    back = [f for f in view.fallen if f.entry.seq <= seq < f.fell and not (f.claim and f.claim.statement.report in gone)]
    lines = {f.entry.id: f.entry.seq for f in back}
    judged = [j for j in view.judgements if j.seq <= seq]
    judged += [j for f in back if (j := judgement_of(f.entry)) is not None]
    others = [e for e in view.others if e.seq <= seq]
    others += [f.entry for f in back if f.claim is None and judgement_of(f.entry) is None]
    replaced: dict[str, str] = {}
    for judgement in judged:
        _replace(replaced, judgement)
    written = UpTo(view.lines, view.lines, seq, lines, lines)
    return View(
        seq=seq,
        known_at=known_at,
        sources={name: s for name, s in view.sources.items() if view.told["source"][name] <= seq},
        reports=UpTo(view.reports, view.told["report"], seq),
        claims=UpTo(view.claims, view.lines, seq, {f.entry.id: f.claim for f in back if f.claim is not None}, lines),
        recorded=UpTo(view.recorded, view.lines, seq, {f.entry.id: f.entry.recorded_at for f in back}, lines, written),
        others=tuple(sorted(others, key=lambda e: e.seq)),
        judgements=tuple(sorted(judged, key=lambda j: j.seq)),
        replaced=replaced,
        lines=written,
        told={kind: UpTo(rows, rows, seq) for kind, rows in view.told.items()},
        fallen=tuple(f for f in view.fallen if f.fell <= seq),
        settled=view.settled,
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
        recorded={**view.recorded, **{e.id: e.recorded_at for e in entries}},
        lines=Rows({**view.lines, **{e.id: e.seq for e in entries}}),
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
