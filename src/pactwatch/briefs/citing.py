"""Sentences cited in a brief: each has a number, a quotation in its own language, and its place in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pactwatch.briefs.links import sentence_url
from pactwatch.briefs.passages import passages
from pactwatch.briefs.wording import Text, Wording, plain
from pactwatch.types import Brief, Claim, Report, Statement


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and who vouches for what in it.

    said: (speaker, what is done with which act, when). url: opens the source at the sentence. grade: reliability of the
    source and credibility of what it says, where people have graded them. statement: its id.
    """

    number: int
    text: Text
    said: tuple[tuple[str, str, str], ...]
    source: str
    published: str
    url: str | None
    grade: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a report's text. `numbers`: the citations that begin here; `marked`: whether it is cited; `omitted`: it stands
    for what is left out."""

    text: str
    numbers: tuple[int, ...]
    marked: bool
    omitted: bool = False


_OMITTED = Piece("\n[…]\n", (), marked=False, omitted=True)


class Citations:
    """Numbers sentences in the order in which they are first cited."""

    def __init__(self, brief: Brief, wording: Wording) -> None:
        self._brief, self._wording = brief, wording
        self._told: dict[str, list[Claim]] = {}
        for claim in brief.claims.values():
            self._told.setdefault(claim.statement.id, []).append(claim)
        self._grades: dict[str, dict[str, None]] = {}
        for entry, grade in brief.grades.items():
            self._grades.setdefault(brief.claims[entry].statement.id, {})[grade] = None
        self._numbers: dict[str, int] = {}
        self._spanned, self._by_report = 0, dict[str, list[tuple[int, int, int]]]()
        self._quoted: set[str] = set()

    def number(self, statement: str) -> int:
        """The number of a statement id."""
        return self._numbers.setdefault(statement, len(self._numbers) + 1)

    def numbered(self) -> dict[int, str]:
        """The statement ids by their numbers."""
        return {number: statement for statement, number in self._numbers.items()}

    def quoted(self, statement: str) -> bool:
        """Whether a statement id has been quoted already."""
        return statement in self._quoted

    def __len__(self) -> int:
        return len(self._numbers)

    def claims(self, ids: Iterable[str]) -> list[Cited]:
        """The sentences in which these claims stand, each once."""
        by_statement: dict[str, list[Claim]] = {}
        for claim in (self._brief.claims[i] for i in ids if i in self._brief.claims):
            by_statement.setdefault(claim.statement.id, []).append(claim)
        return [self._cite(statement, claims) for statement, claims in by_statement.items()]

    def statements(self, ids: Iterable[str]) -> list[Cited]:
        """The sentences of these ids, each once."""
        return [self._cite(i, []) for i in dict.fromkeys(ids)]

    def reports(self) -> list[Report]:
        """The reports that are cited, in the order in which they first are."""
        names = dict.fromkeys(self._statement(i).report for i in self._numbers)
        return [self._brief.reports[n] for n in names if n in self._brief.reports]

    def pieces(self, report: Report) -> list[Piece]:
        """The text of a report, of a long one the passages quoted, cut where citations begin and end."""
        whole, found, last = len(report.text), list[Piece](), 0
        inside = [(start, min(end, whole), n) for start, end, n in self._spans().get(report.id, ())]
        inside = [(start, end, n) for start, end, n in inside if 0 <= start < end]
        for begin, stop in passages(report.text, [(start, end) for start, end, _ in inside]):
            found += [_OMITTED] if begin > last else []
            found += _cut(report.text, begin, stop, [one for one in inside if begin <= one[0] < stop])
            last = stop
        return [*found, _OMITTED] if last < whole else found

    def _spans(self) -> dict[str, list[tuple[int, int, int]]]:
        """Where the numbered sentences of each report begin and end; found anew only when more have been numbered."""
        if self._spanned != len(self._numbers):
            self._spanned, self._by_report = len(self._numbers), {}
            for name, number in self._numbers.items():
                told = self._statement(name)
                self._by_report.setdefault(told.report, []).append((told.start, told.end, number))
        return self._by_report

    def _statement(self, name: str) -> Statement:
        claims = self._told.get(name)
        found = claims[-1].statement if claims else None
        if found is None:
            # A reason can rest on a sentence in which nothing was claimed; its id says where it stands.
            report, _, offsets = name.rpartition("#")
            start, _, end = offsets.partition("-")
            whole = self._brief.reports.get(report)
            ends = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)
            found = Statement(report, *ends, text=whole.text[slice(*ends)] if whole else "")
        return found

    def _cite(self, name: str, claims: list[Claim]) -> Cited:
        self._quoted.add(name)
        statement = self._statement(name)
        report = self._brief.reports.get(statement.report)
        source = report.source if report else statement.report
        sentence = plain(statement.text)
        claims = claims or self._told.get(name, [])
        return Cited(
            number=self.number(name),
            text=self._wording.own(sentence, report.language if report else "und"),
            said=self._said(claims, source),
            source=self._wording.name(source),
            published=self._wording.published(report),
            url=sentence_url(report.url, statement.text) if report else None,
            grade=self._wording.label("semicolon").join(self._wording.grade(g) for g in self._grades.get(name, ())),
            statement=name,
        )

    def _said(self, claims: list[Claim], source: str) -> tuple[tuple[str, str, str], ...]:
        """Claims of one speaker, stance and time are told together."""
        wording, alike = self._wording, dict[tuple[str, str, str], list[str]]()
        for claim in claims:
            speaker = wording.name(source if claim.speaker == "OUTLET" else claim.speaker)
            when = "" if claim.when is None else wording.span(claim.when)
            alike.setdefault((speaker, wording.word("stances", claim.stance), when), []).append(wording.deed(claim))
        join = wording.language.join
        return tuple(
            (speaker, f"{stance}: {join(list(dict.fromkeys(deeds)))}", when) for (speaker, stance, when), deeds in alike.items()
        )


def _cut(text: str, begin: int, stop: int, cited: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    """A passage in pieces. cited: from where to where a citation in it goes, and its number."""
    numbers: dict[int, tuple[int, ...]] = {}
    ends: dict[int, int] = {}
    for start, end, number in cited:
        numbers[start] = (*numbers.get(start, ()), number)
        ends[start] = max(end, ends.get(start, 0))
    until = begin
    for a, b in pairwise(sorted({begin, stop, *ends, *(end for _, end, _ in cited)})):
        until = max(until, ends.get(a, 0))
        yield Piece(plain(text[a:b], lines=True), numbers.get(a, ()), until >= b)
