"""What is known of a report's way: when it was captured, by whom recorded, whether its bytes are still the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pactwatch.custody.authorities import Authority
from pactwatch.custody.originals import original_of, page_of, sound
from pactwatch.custody.timestamps import Stamp, stamp_of
from pactwatch.ledger.bodies import from_body
from pactwatch.ledger.judgements import judgement_of, rests_on
from pactwatch.refusals import Refused
from pactwatch.types import Entry, Report


@dataclass(frozen=True, slots=True)
class Chain:
    """report: as last recorded. original, page: where its bytes, and the page it was read from, are kept; None where they are
    not. sound: whether every one of these still has the bytes that its name says; None where nothing is kept. entries: the
    ledger's lines about it, in order: the report, its claims, issued briefs that cite it, and whatever takes back or judges one
    of these. stamps: what the tokens beside what is kept say, by the name of the file; None for a file that has none."""

    report: Report
    original: Path | None
    page: Path | None
    sound: bool | None
    entries: tuple[Entry, ...]
    stamps: Mapping[str, Stamp | None]


def chain_of(case: Path, report: str, entries: Iterable[Entry], authority: Authority = Authority(None)) -> Chain:  # noqa: B008 - frozen
    """The chain of custody of a report, by its id. entries: all of the ledger. authority: whose timestamps are trusted.

    Refused where the ledger has no such report.
    """
    lines = tuple(_about(report, entries))
    recorded = [r for e in lines if e.kind == "report" and isinstance(r := from_body("report", e.body), Report)]
    if not recorded:
        raise Refused(
            "the ledger has no report {report!r}",
            mend="pactwatch entries CASE --kind report lists them",
            file=case,
            report=report,
        )
    kept = original_of(case, recorded[-1]), page_of(case, recorded[-1])
    found = [path for path in kept if path is not None]
    stamps = {path.name: stamp_of(path, authority) for path in found}
    return Chain(recorded[-1], *kept, all(map(sound, found)) if found else None, lines, stamps)


def reports_of(entry: Entry) -> tuple[str, ...]:
    """The reports (ids) that a line is of: itself one, a claim in one, an issued brief that cites some."""
    if entry.kind == "brief":
        return tuple(entry.body.get("cites", ()))
    body = entry.body.get("statement", {}) if entry.kind == "claim" else {}
    found = entry.body.get("id") if entry.kind == "report" else body.get("report")
    return (str(found),) if found else ()


def handled(entry: Entry) -> tuple[str, ...]:
    """The entries (ids) that a line takes back or judges."""
    judgement = judgement_of(entry)
    judged = rests_on(judgement.decision) if judgement else ()
    return (*([entry.retracts] if entry.retracts else []), *judged)


def _about(report: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    mine: set[str] = set()
    for entry in entries:
        if report in reports_of(entry) or not mine.isdisjoint(handled(entry)):
            mine.add(entry.id)
            yield entry
