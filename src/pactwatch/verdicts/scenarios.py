"""Scenarios run: given these claims, at this date, is this the verdict?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pactwatch.pacts.loading import load_pacts
from pactwatch.pacts.scenarios import Scenario, load_scenarios
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Pact, Report, Source, Verdict
from pactwatch.verdicts.judge import judge


@dataclass(frozen=True)
class Told:
    """A scenario's claims as judging wants them: what was known by a moment."""

    seq: int
    sources: Mapping[str, Source]
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]


@dataclass(frozen=True)
class Result:
    """What came of a scenario: where it stands, and what is wrong (None where it holds)."""

    where: str
    fault: str | None


def run_scenarios(path: Path | None = None) -> list[Result]:
    """Every scenario beside the pact file named, or in the folder or case; where none is named, below the current folder.

    Refused where there is nothing of the kind.
    """
    folders = _below(Path()) if path is None else [_folder(path)]
    if not folders:
        raise Refused("there are no scenarios below this folder", mend="name a case, a pact file or a folder of pacts")
    return [result for folder in folders for result in _run(folder)]


def _below(start: Path) -> list[Path]:
    found = {p.parent for p in start.rglob("*.cases.toml")}
    return sorted(f for f in found if not any(part.startswith(".") or part == "build" for part in f.parts))


def _folder(path: Path) -> Path:
    if not path.exists():
        raise Refused("there is no such file or folder", mend="name a pact file or a folder of pacts", file=path)
    return path / "pacts" if (path / "pacts").is_dir() else path


def _run(path: Path) -> list[Result]:
    pacts = load_pacts(path if path.is_dir() else path.parent)
    cases = sorted(path.glob("*.cases.toml")) if path.is_dir() else [path.with_suffix(".cases.toml")]
    return [result for case in cases for result in _run_file(case, pacts)]


def _run_file(path: Path, pacts: Mapping[str, Pact]) -> Iterable[Result]:
    pact = pacts.get(path.name.removesuffix(".cases.toml"))
    if pact is None:
        mend = f"name it after one of: {', '.join(pacts)}"
        raise Refused("these scenarios stand beside no pact", mend=mend, file=path)
    for scenario in load_scenarios(path):
        yield Result(f"{path.name}: {scenario.name}", fault_of(scenario, pact, pacts))


def fault_of(scenario: Scenario, pact: Pact, pacts: Mapping[str, Pact]) -> str | None:
    """What differs from the scenario's expectation, in a sentence; None where it holds."""
    clause = next((c for c in pact.clauses if c.id == scenario.clause), None)
    if clause is None:
        return f"the pact has no clause {scenario.clause!r}"
    verdicts = judge(
        clause,
        told_by(scenario, scenario.known_at),
        scenario.at,
        pacts=pacts,
        bearer=scenario.bearer,
        according_to=scenario.according_to,
        zone=pact.time_zone,
    )
    faults = (_difference(scenario, verdict) for verdict in verdicts)
    return next((f for f in faults if f), None)


def told_by(scenario: Scenario, known_at: datetime | None) -> Told:
    """What of the scenario had been recorded by then (all of it, where no moment is given)."""
    kept = [t for t in scenario.told if known_at is None or t.recorded <= known_at]
    return Told(
        seq=len(kept),
        sources={s.id: s for s in scenario.sources},
        reports={t.report.id: t.report for t in kept},
        claims={f"{n:04}": t.claim for n, t in enumerate(kept)},
    )


def _difference(scenario: Scenario, verdict: Verdict) -> str | None:
    if verdict.status != scenario.expect:
        return f"expected {scenario.expect} for {verdict.bearer}, got {verdict.status} ({verdict.reasons.key})"
    if scenario.due is not None and (verdict.due is None or verdict.due.date() != scenario.due):
        return f"expected it due {scenario.due} for {verdict.bearer}, got {verdict.due and verdict.due.date()}"
    for reading, status in scenario.readings.items():
        if verdict.readings.get(reading) != status:
            return f"expected {status} under {reading} for {verdict.bearer}, got {verdict.readings.get(reading)}"
    return None
