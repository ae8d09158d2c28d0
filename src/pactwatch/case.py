"""A case folder: `case.toml`, `pacts/`, `reports/`, and what is made of them: `ledger.db`, `drafts/`, `briefs/`.

The only module that joins the stages; each of them can be used without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pactwatch.briefs.composed import Composed
from pactwatch.briefs.composing import Scope, compose
from pactwatch.briefs.issuing import texts_of
from pactwatch.custody import Authority, keep, read_authority
from pactwatch.ledger import Ledger, NewEntry, View, open_ledger
from pactwatch.ledger.bodies import to_body
from pactwatch.ledger.deciding import Decider, refuse_draft
from pactwatch.ledger.judgements import Adopted
from pactwatch.missions import prepared, read_form
from pactwatch.pacts.adopting import adopt_draft
from pactwatch.pacts.drafting import draft_pact
from pactwatch.pacts.fields import Fields, read_fields
from pactwatch.pacts.loading import load_pacts, time_zone
from pactwatch.pacts.sources import read_source
from pactwatch.reading import read
from pactwatch.refusals import Refused
from pactwatch.reports import UNKNOWN_SOURCE, open_reports
from pactwatch.reports.publishers import publisher_of
from pactwatch.types import Claim, Entry, Names, Pact, Report, Source, Verdict, Zone
from pactwatch.verdicts.evidence import gather
from pactwatch.verdicts.judge import judge
from pactwatch.whole import write_whole

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""


@dataclass(frozen=True)
class Built:
    """What a build added: counts of reports, claims and drafts that were not there before."""

    reports: int
    claims: int
    drafts: int


@dataclass(frozen=True)
class Case:
    """An opened case. `begins` is the day from which its events count; `time_zone` reads its reports' civil times.

    kept_at: the path or URL of its ledger. stamped_by: the timestamp authority of its originals.
    """

    folder: Path
    id: str
    title: Names
    time_zone: str
    begins: date
    sources: tuple[Source, ...]
    kept_at: str
    stamped_by: Authority

    @property
    def drafts(self) -> Path:
        return self.folder / "drafts"

    def pact_texts(self) -> dict[str, str]:
        """The texts of the case's pact files, by the id of the pact."""
        return texts_of(p for p in sorted((self.folder / "pacts").glob("*.toml")) if not p.name.endswith(".cases.toml"))

    def pacts(self) -> dict[str, Pact]:
        """The pacts of the case by id."""
        return load_pacts(self.folder / "pacts")

    def ledger(self, *, create: bool = False) -> Ledger:
        """The case's ledger. Refused where it has not been built."""
        if not create and "://" not in self.kept_at and not Path(self.kept_at).is_file():
            mend = f"build it first: pactwatch build {self.folder}"
            raise Refused("the case has no ledger yet", mend=mend, file=self.kept_at)
        return open_ledger(self.kept_at, create=create, clock="replay")

    def view(self, known_at: datetime | int | None = None) -> View:
        """What was known at a moment, or with a ledger line; everything, if neither is given."""
        with self.ledger() as ledger:
            return ledger.view(known_at)

    def build(self, progress: Progress = lambda *_: None) -> Built:
        """Read every report that is not in the ledger yet, in the order in which they were captured, and record its claims.

        Every report is opened before anything is written, so that a bad one leaves the ledger as it was. Each report is one
        transaction: a build that was stopped goes on where it stood. Its original bytes are kept first (`custody`).
        """
        pacts = self.pacts()
        files = {id(r): (path, r) for path, r in ((path, self._prepared(r)) for path, r in self._reports())}
        reports = sorted((r for _, r in files.values()), key=lambda r: (_captured(r), r.id))
        _refuse_doubles(reports)
        self._refuse_unknown_sources(reports)
        with self.ledger(create=True) as ledger:
            known = ledger.view()
            self._record_sources(ledger, known, reports)
            new = [r for r in reports if known.reports.get(r.id) != r]
            claims = drafts = 0
            for number, report in enumerate(new):
                progress(report.id, number, len(new))
                keep(self.folder, report, files[id(report)][0])
                found = self._record(ledger, report)
                claims += len(found)
                drafts += self._draft(report, found, pacts)
            progress("", len(new), len(new))
        return Built(len(new), claims, drafts)

    def judge(
        self,
        at: datetime,
        *,
        known_at: datetime | int | None = None,
        according_to: str | None = None,
        clauses: Sequence[str] = (),
    ) -> tuple[Verdict, ...]:
        """The verdict of every clause and bearer, or of the clauses named (`pact/clause`, `clause` or `pact`)."""
        pacts = self.pacts()
        wanted = [c for p in pacts.values() for c in p.clauses if not clauses or {c.ref, c.id, p.id} & set(clauses)]
        if not wanted:
            known = ", ".join(c.ref for p in pacts.values() for c in p.clauses)
            raise Refused(f"no clause {', '.join(clauses)!r} in this case", mend=f"name one of: {known}", file=self.folder)
        evidence = gather(self.view(known_at), self.time_zone)
        return tuple(v for c in wanted for v in judge(c, evidence, at, pacts=pacts, according_to=according_to))

    def brief(
        self,
        start: datetime,
        end: datetime,
        *,
        known_at: datetime | int | None = None,
        kind: str = "period",
        pacts: Sequence[str] = (),
    ) -> Composed:
        """What stands at `end`, and what changed since `start`, with every claim that it rests on; of these pacts (ids), or of
        all. kind: what sort of brief it is (`briefs.composed`)."""
        return compose(self.pacts(), self.view(known_at), Scope(self.title, self.time_zone, start, end, kind, tuple(pacts)))

    def adopt(self, draft: str, decider: Decider, *, clauses: Sequence[str] = ()) -> tuple[Pact, Entry]:
        """Make a draft, or the clauses of it that are named, a pact of the case, and record who did, and why: the line written.

        Refused where what is adopted has gaps or its id is taken.
        """
        path = self._draft_named(draft)
        with self.ledger() as ledger:
            ledger.check(decider.entry(Adopted(path.stem, "…", decider.why)))  # nothing is moved before it can be recorded
            pact = adopt_draft(path, self.folder / "pacts", clauses)
            text = (self.folder / "pacts" / f"{pact.id}.toml").read_text(encoding="utf-8")
            (written,) = ledger.append_all([decider.entry(Adopted(pact.id, text, decider.why))])
        return pact, written

    def refuse(self, draft: str, decider: Decider) -> Entry:
        """Record who refuses a draft, and why, with its text; then take its file away. The line that was written."""
        path = self._draft_named(draft)
        with self.ledger() as ledger:
            written = refuse_draft(ledger, path.stem, path.read_text(encoding="utf-8"), decider)
        path.unlink()
        return written

    def _draft_named(self, draft: str) -> Path:
        path = Path(draft) if Path(draft).is_file() else self.drafts / f"{draft.removesuffix('.toml')}.toml"
        if not path.is_file():
            known = ", ".join(sorted(p.stem for p in self.drafts.glob("*.toml"))) or "none yet: build the case"
            raise Refused(f"there is no draft {draft!r}", mend=f"drafts of this case: {known}", file=self.drafts)
        return path

    def _reports(self) -> Iterator[tuple[Path, Report]]:
        folder = self.folder / "reports"
        if not folder.is_dir():
            raise Refused("the case has no reports", mend="put its articles, pages or JSON lines into reports/", file=folder)
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith(".") and path.suffix != ".md":
                yield from ((path, report) for report in open_reports(path))

    def _form(self, report: Report) -> str | None:
        """The mission whose form the report's source says that it has."""
        return next((s.form for s in self.sources if s.id == report.source), None)

    def _prepared(self, report: Report) -> Report:
        if report.source == UNKNOWN_SOURCE and report.url:
            report = replace(report, source=publisher_of(report.url, self.sources) or UNKNOWN_SOURCE)
        return prepared(report) if self._form(report) else report

    def _refuse_unknown_sources(self, reports: Iterable[Report]) -> None:
        known = {s.id for s in self.sources}
        for report in reports:
            if report.source == UNKNOWN_SOURCE and report.source not in known:
                raise _nobodys(report, self.folder)
            if report.source not in known:
                mend = f"add a [[sources]] table with this id to {self.folder / 'case.toml'}"
                raise Refused(f"report {report.id!r} is from an unknown source {report.source!r}", mend=mend, file=self.folder)

    def _record_sources(self, ledger: Ledger, known: View, reports: Sequence[Report]) -> None:
        first = _captured(reports[0]) if reports else None
        for source in self.sources:
            if known.sources.get(source.id) != source:
                ledger.append("source", to_body(source), by="build", recorded_at=first)

    def _record(self, ledger: Ledger, report: Report) -> list[tuple[str, Claim]]:
        form = self._form(report)
        claims = read_form(report, form) if form else read(report)
        at = _captured(report)
        lines = [
            NewEntry("report", to_body(report), "build", at),
            *(NewEntry("claim", to_body(c), "build", at) for c in claims),
        ]
        entries = ledger.append_all(lines)
        return [(e.id, c) for e, c in zip(entries[1:], claims, strict=True)]

    def _draft(self, report: Report, found: list[tuple[str, Claim]], pacts: dict[str, Pact]) -> int:
        text = draft_pact(report, [c for _, c in found], begins=self.begins, zones=_contested(pacts), time_zone=self.time_zone)
        if text is None:
            return 0
        write_whole(self.drafts / f"{report.id}.toml", text, folders=True)
        return 1


def open_case(folder: Path | str) -> Case:
    """The case in a folder. Refused, naming file, line and mend, where `case.toml` is missing or not understood."""
    path = Path(folder) / "case.toml"
    if not path.is_file():
        raise Refused("this is not a case: it has no case.toml", mend="name a folder like examples/karabakh-2020", file=folder)
    fields = read_fields(path)
    begins = fields.span("begins")
    if begins is None:
        fields.refuse("'begins' is missing", "add begins = and the first day that counts")
    fields.names("about")
    case = Case(
        folder=Path(folder),
        id=fields.text("id"),
        title=fields.names("title", needed=True),
        time_zone=time_zone(fields),
        begins=begins.earliest.date(),
        sources=tuple(read_source(row) for row in fields.tables("sources")),
        kept_at=_kept_at(fields, Path(folder)),
        stamped_by=read_authority(fields, Path(folder)),
    )
    fields.close()
    return case


def _kept_at(fields: Fields, folder: Path) -> str:
    """Where the ledger is kept: `ledger` of case.toml, a path from the case's folder or a URL; ledger.db if it does not say.

    A password has no place in a file that is shared.
    """
    told = fields.optional("ledger") or "ledger.db"
    scheme, is_url, rest = told.partition("://")
    if not is_url:
        return str(folder / told)
    if ":" in rest.rpartition("@")[0] or "password=" in rest:
        fields.refuse("a password stands in the address of the ledger", "give it in PGPASSWORD or in ~/.pgpass", "ledger")
    if scheme == "sqlite":
        return str(folder / rest.removeprefix("/"))
    return told


def _refuse_doubles(reports: Sequence[Report]) -> None:
    seen: dict[str, Report] = {}
    for report in reports:
        if report.id in seen:
            raise Refused(f"two reports have the id {report.id!r}", mend="give one of them another id", file=report.id)
        seen[report.id] = report


def _nobodys(report: Report, case: Path) -> Refused:
    """Why a report that does not say its source cannot be taken."""
    if report.url is None:
        problem = f"report {report.id!r} says neither its source nor its address"
        return Refused(problem, mend="give its text as .txt with `source` in its front matter", file=case / "reports")
    problem = f"report {report.id!r} does not say its source, and no source of the case is the one at its address, {report.url}"
    mend = f"give the [[sources]] table of who publishes there the url of that site, in {case / 'case.toml'}"
    return Refused(problem, mend=mend, file=case / "reports")


def _captured(report: Report) -> datetime:
    """When a report was taken in; a report that does not say counts from the end of the day on which it was published."""
    if report.captured is not None:
        return report.captured
    if report.published is None:
        mend = "give `captured` (or `published`) in its front matter"
        raise Refused(f"report {report.id!r} says neither when it was captured nor when published", mend=mend)
    return report.published.instants("UTC")[1]


def _contested(pacts: dict[str, Pact]) -> dict[str, Zone]:
    return {name: z for p in pacts.values() for name, z in p.zones.items() if len(z.readings) > 1}


__all__ = ["Built", "Case", "open_case"]
