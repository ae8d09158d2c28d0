"""What taking a table in would change, without writing anything: for a person to look at first."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pactwatch.datasets import Reject, open_events
from pactwatch.datasets.importing import Imported
from pactwatch.datasets.known import Known, known_rows
from pactwatch.ledger import Ledger, NewEntry, to_body
from pactwatch.types import Claim


@dataclass
class Difference:
    """found: the counts. The first of each: claims added; claims changed, each with the entry that it would replace; entries
    withdrawn; rows set aside, with line and reason."""

    found: Imported = field(default_factory=Imported)
    added: list[Claim] = field(default_factory=list)
    changed: list[tuple[str, Claim]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def difference(
    path: Path,
    ledger: Ledger,
    *,
    dataset: str,
    column_map: Path | None = None,
    whole: bool = True,
    most: int = 20,
) -> Difference:
    """What `importing.import_events` would do with these, and the first `most` of each. Refused as that is."""
    source, taken = open_events(path, dataset=dataset, column_map=column_map)
    made = Difference()
    with known_rows(ledger, dataset, source.id) as known:
        for row in taken:
            if isinstance(row, Reject):
                _set_aside(made, row, most)
                continue
            twice = next((i for claim in row[1] if known.seen(i := claim.statement.fields["id"])), None)
            if twice is not None:
                _set_aside(made, Reject(row[0], f"its id has been given before: {twice!r}"), most)
                continue
            for claim in row[1]:
                _held_against(made, claim, ledger, known, most)
        if whole:
            made.withdrawn = list(islice(known.unseen(), most))
            made.found.withdrawn = sum(1 for _ in known.unseen())
    return made


def _held_against(made: Difference, claim: Claim, ledger: Ledger, known: Known, most: int) -> None:
    entry = ledger.check(NewEntry("claim", to_body(claim), "preview")).id
    old = known.see(claim.statement.fields["id"], entry)
    if old == entry:
        made.found.same += 1
    elif old is None:
        made.found.added += 1
        if len(made.added) < most:
            made.added.append(claim)
    else:
        made.found.changed += 1
        if len(made.changed) < most:
            made.changed.append((old, claim))


def _set_aside(made: Difference, reject: Reject, most: int) -> None:
    made.found.rejected += 1
    if len(made.rejects) < most:
        made.rejects.append(reject)
