"""Which claims stand in each report and statement of a view."""

from __future__ import annotations

from collections.abc import Mapping

from pactwatch.ledger.cutting import UpTo
from pactwatch.ledger.views import View

Lists = dict[str, list[str]]


class Contents:
    """The claims (entry ids, in the order of their lines) of each report and statement. later: those of the view out of which
    this one is cut, where it is: then nothing is listed again but what stood then and does not stand later."""

    def __init__(self, view: View, later: Contents | None = None) -> None:
        claims = view.claims
        self._view = view
        self._later = later if isinstance(claims, UpTo) and later is not None and claims.rows is later._view.claims else None
        self._reports: Lists = {}
        self._statements: Lists = {}
        for name in claims.more if isinstance(claims, UpTo) and self._later is not None else claims:
            statement = claims[name].statement
            self._reports.setdefault(statement.report, []).append(name)
            self._statements.setdefault(statement.id, []).append(name)

    def of_report(self, report: str) -> tuple[str, ...]:
        """The claims of a report, by its id."""
        later = self._later.of_report(report) if self._later is not None else ()
        return self._joined(later, self._reports.get(report, []))

    def in_statement(self, statement: str) -> tuple[str, ...]:
        """The claims in a statement, by its id."""
        later = self._later.in_statement(statement) if self._later is not None else ()
        return self._joined(later, self._statements.get(statement, []))

    def as_later(self, report: str) -> bool:
        """Whether a report has the same claims in the view out of which this one is cut."""
        told = self._later.of_report(report) if self._later is not None else ()
        return bool(told) and report not in self._reports and told[-1] in self._view.claims

    def _joined(self, later: tuple[str, ...], own: list[str]) -> tuple[str, ...]:
        claims: Mapping[str, object] = self._view.claims
        kept = later if not later or later[-1] in claims else tuple(i for i in later if i in claims)
        return tuple(sorted((*kept, *own), key=self._view.lines.__getitem__)) if own and kept else kept or tuple(own)
