"""Which lines of the ledger concern each report: read once, then as the ledger grows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from threading import Lock

from pactwatch.collector import collector_off
from pactwatch.custody import handled, reports_of
from pactwatch.ledger import Ledger
from pactwatch.types import Entry


class Trails:
    """The lines of each report: itself, its claims, what takes back or judges one of these, and briefs that cite it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._read, self._lock = ledger, 0, Lock()
        self._lines: dict[str, list[int]] = {}
        self._reports: dict[str, tuple[str, ...]] = {}

    def of(self, report: str, until: int) -> Sequence[int]:
        """The numbers of the lines that concern a report, in order, up to line `until`."""
        with self._lock:
            self._read_on()
            lines = self._lines.get(report, [])
            return lines[: bisect_right(lines, until)]

    def prepare(self) -> None:
        """Reads the ledger, so that who asks first waits no longer than the next."""
        with self._lock, collector_off:
            self._read_on()

    def _read_on(self) -> None:
        for entry in self._ledger.entries(self._read):
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        found = dict.fromkeys(reports_of(entry))
        for other in handled(entry):
            found |= dict.fromkeys(self._reports.get(other, ()))
        for report in found:
            self._lines.setdefault(report, []).append(entry.seq)
        if found:
            self._reports[entry.id] = tuple(found)
        self._read = entry.seq
