"""Tables of events as claims, which need no reading. One module a kind, with `recognises(columns)` and `claims(row, dataset)`.

To add a kind, write such a module and put it in `KINDS`, where order is meaning: the first that recognises a table takes it.
Any other table can be taken with a column map (`spreadsheet`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from pactwatch.datasets import acled, incidents, ucdp
from pactwatch.datasets.rows import Reject, Row, open_table
from pactwatch.datasets.spreadsheet import read_map
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Source

__all__ = ["KINDS", "Kind", "Reject", "open_events"]


class Kind(Protocol):
    """A module that takes one kind of table."""

    SOURCE: Source

    def recognises(self, columns: frozenset[str]) -> bool:
        """Whether a table with these columns is of this kind."""

    def claims(self, row: Row, dataset: str) -> tuple[Claim, ...]:
        """The claims of a row; ValueError where it cannot be taken."""


KINDS: tuple[Kind, ...] = (ucdp, acled, incidents)

Taken = tuple[int, tuple[Claim, ...]] | Reject
"""The line of a row and its claims, or a row set aside."""


def open_events(path: Path, *, dataset: str | None = None, column_map: Path | None = None) -> tuple[Source, Iterator[Taken]]:
    """The source of a table, and of each row its claims, or why it was not taken.

    dataset: its id in claims, by default the stem of its file. Refused where it is of no known kind and no map is given.
    """
    table = open_table(path, ucdp.heading)
    columns = frozenset(table.columns)
    if column_map is not None:
        chosen = read_map(column_map, columns)
        return chosen.source, _taken(table.rows, chosen.claims, dataset or path.stem)
    kind = next((k for k in KINDS if k.recognises(columns)), None)
    if kind is None:
        raise Refused(
            "these columns are of no kind of dataset that is known",
            mend="give UCDP, ACLED or incident-form columns, or say with --map what its columns mean",
            file=path,
            line=1,
        )
    return kind.SOURCE, _taken(table.rows, kind.claims, dataset or path.stem)


def _taken(
    rows: Iterator[tuple[int, Row | Reject]], claims: Callable[[Row, str], tuple[Claim, ...]], dataset: str
) -> Iterator[Taken]:
    for line, row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        try:
            yield line, claims(row, dataset)
        except ValueError as error:
            yield Reject(line, str(error), ", ".join(list(row.values())[:6])[:200])
