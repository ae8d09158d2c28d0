"""A `[[sources]]` table, as case files and scenario files write it."""

from __future__ import annotations

import re

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.fields import Fields
from pactwatch.types import Source

_NAME = re.compile(r"[A-Z][A-Z0-9' -]*(\.[A-Z]+)?")
KINDS = ("outlet", "agency", "ministry", "government", "party", "monitor", "sensor", "dataset")


def read_source(row: Fields) -> Source:
    """The source that a table describes. Refused where it holds an unknown key, kind or party."""
    source_id = words.identifier(row)
    source = Source(
        id=source_id,
        names=row.names("names") or {"en": source_id},
        kind=row.one_of("kind", KINDS, "outlet"),
        side=row.optional("side"),
        parties=_names(row),
        copies_from=row.texts("copies_from"),
        url=row.optional("url"),
        form=row.one_of("form", words.FORMS) if row.has("form") else None,
    )
    row.close()
    return source


def _names(row: Fields) -> tuple[str, ...]:
    # A speaker need not be a party of any lexicon: whoever is quoted can be named.
    names = row.texts("parties")
    for n, name in enumerate(names):
        if not _NAME.fullmatch(name):
            row.refuse(f"{name!r} is no name of a speaker", "write it in capitals, as AZE.MIL or UCDP", "parties", n)
    return names
