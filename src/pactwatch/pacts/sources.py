"""A `[[sources]]` table, as case files and scenario files write it."""

from __future__ import annotations

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.fields import Fields
from pactwatch.types import Source

KINDS = ("outlet", "agency", "ministry", "government", "party", "monitor", "sensor", "dataset")


def read_source(row: Fields) -> Source:
    """The source that a table describes. Refused where it holds an unknown key, kind or party."""
    source_id = words.identifier(row)
    source = Source(
        id=source_id,
        names=row.names("names") or {"en": source_id},
        kind=row.one_of("kind", KINDS, "outlet"),
        side=row.optional("side"),
        parties=words.parties(row, "parties"),
        copies_from=row.texts("copies_from"),
        url=row.optional("url"),
    )
    row.close()
    return source
