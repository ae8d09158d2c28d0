"""A report's chain of custody: where it came from, whether it still holds, all that was done with it, and how to check that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pactwatch.briefs.links import web_url
from pactwatch.briefs.wording import Text
from pactwatch.custody import Stamp
from pactwatch.custody.originals import original_of, page_of
from pactwatch.ledger.checkpoints import KIND as CHECKPOINT
from pactwatch.people.roles import may
from pactwatch.types import Entry, Status, Verdict
from pactwatch.verdicts.identity import verdict_id
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.originals import sound_now, stamp_now
from pactwatch.web.paging import Page, Paged

pages = Pages("reports", lasting=False)  # a file can be changed while the ledger is not

_HELD_BACK = ("complaint", "inquiry", "reply")
"""Lines whose reason says how a complaint came in, or is looked into."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept of a report. sound: whether its bytes are still what its name says. stamp: of RFC 3161."""

    name: str
    size: int
    sound: bool
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Handled:
    """A line that concerns the report. by: who recorded it, for those alone who may know. text: the sentence of a claim; why:
    the reason of a decision, of a complaint's for those alone. stands: the claim's id where it is not taken back."""

    line: int
    at: datetime
    kind: str
    by: str | None
    id: str
    takes_back: str | None
    text: Text | None
    why: str
    stands: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """The first checkpoint that covers the report. line: where it stands; of: the line up to which it speaks."""

    line: int
    of: int
    at: str
    key: str


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A verdict at the moment judged that cites claims of the report."""

    pact: str
    clause: str
    text: Text
    bearer: str
    status: Status
    id: str


@dataclass(frozen=True, slots=True)
class CustodyPage:
    """readers: what read its claims. chain: of the last line known, which fixes all before it. case: the folder's name."""

    at: datetime
    known_at: int
    id: str
    title: Text
    source: str
    source_id: str
    published: str
    url: str | None
    captured: datetime | None
    sha256: str
    readers: list[str]
    files: list[KeptFile]
    lines: Paged[Handled]
    verdicts: list[CitedIn]
    checkpoint: Signed | None
    chain: str
    case: str


@pages.page("/reports/{report:path}/custody", "custody.html.j2")
def custody(ask: Asked, report: str, page: Page) -> CustodyPage:
    """The chain of custody of a report: its way to the ledger, what is kept of it, every line about it, and who cites it."""
    found = ask.snapshot.view.reports.get(report)
    if found is None:
        raise Missing("there is no report {report!r} on record", mend="choose one of the list of reports", report=report[:80])
    lines, claims = ask.board.trails.of(report, ask.snapshot.seq), ask.snapshot.of_report(report)
    case, known = ask.snapshot.case, ask.snapshot.view.claims
    kept = [path for path in (original_of(case.folder, found), page_of(case.folder, found)) if path is not None]
    return CustodyPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        id=report,
        title=ask.words.own(found.title or report, found.language),
        source=ask.words.name(found.source),
        source_id=found.source,
        published=ask.words.published(found),
        url=web_url(found.url),
        captured=found.captured,
        sha256=found.sha256,
        readers=sorted({known[i].reader for i in claims}),
        files=[_file(ask, path) for path in kept],
        lines=page.cut(lines, lambda line: _handled(ask, line, found.language)),
        verdicts=_verdicts(ask, set(claims)),
        checkpoint=_signed(ask, lines[0] if lines else 0),
        chain=next((e.chain for e in ask.board.ledger.entries(ask.snapshot.seq - 1, ask.snapshot.seq)), ""),
        case=case.folder.name,
    )


def _file(ask: Ask, path: Path) -> KeptFile:
    case = ask.snapshot.case
    return KeptFile(str(path.relative_to(case.folder)), path.stat().st_size, sound_now(path), stamp_now(path, case.stamped_by))


def _handled(ask: Ask, line: int, language: str) -> Handled:
    entry = next(iter(ask.board.ledger.entries(line - 1, line)))
    shown = may(ask.account, "see_restricted")
    return Handled(
        line=line,
        at=entry.recorded_at,
        kind=entry.kind,
        by=entry.by if shown else None,
        id=entry.id,
        takes_back=entry.retracts,
        text=_text(ask, entry, language),
        why=str(entry.body.get("why", "")) if shown or entry.kind not in _HELD_BACK else "",
        stands=entry.id if entry.id in ask.snapshot.view.claims else None,
    )


def _text(ask: Ask, entry: Entry, language: str) -> Text | None:
    if entry.kind == "claim":
        return ask.words.own(str(entry.body.get("quote", "")), language)
    return ask.words.titled(entry.body.get("title", {})) if entry.kind == "brief" else None


def _verdicts(ask: Ask, claims: set[str]) -> list[CitedIn]:
    resting = ask.snapshot.resting(ask.at, ask.by)
    found = {(v.clause, v.bearer): v for claim in sorted(claims & resting.keys()) for v in resting[claim]}
    return [_cited(ask, found[key]) for key in sorted(found)]


def _cited(ask: Ask, verdict: Verdict) -> CitedIn:
    clause = ask.snapshot.clauses[verdict.clause]
    text = ask.words.titled(clause.text)
    return CitedIn(clause.pact, clause.id, text, verdict.bearer, verdict.status, verdict_id(verdict))


def _signed(ask: Ask, line: int) -> Signed | None:
    told = (e for e in ask.snapshot.view.others if e.kind == CHECKPOINT and e.body.get("seq", 0) >= line)
    return next((Signed(e.seq, e.body["seq"], e.body["at"], e.body["key"]) for e in told), None)
