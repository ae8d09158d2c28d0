"""What a case watches: `watch.toml` in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pactwatch.pacts.fields import read_fields
from pactwatch.refusals import Refused

FILE = "watch.toml"


@dataclass(frozen=True, slots=True)
class Watched:
    """An address watched for a source: a feed whose articles are fetched, or a page that is itself the report."""

    source: str
    url: str
    kind: str


def read_watched(case: Path) -> tuple[Watched, ...]:
    """Everything that a case watches. Refused, with file, line and mend, where the file is missing or not understood."""
    path = case / FILE
    if not path.is_file():
        mend = "add a watch.toml with [[watch]] tables: source, url, kind"
        raise Refused("the case watches nothing", mend=mend, file=path)
    fields = read_fields(path)
    found: dict[str, Watched] = {}
    for row in fields.tables("watch"):
        one = Watched(row.text("source"), row.text("url"), row.one_of("kind", ("feed", "page"), "feed"))
        if not one.url.startswith(("http://", "https://")):
            row.refuse(f"{one.url!r} is no address of the web", "begin it with https://", "url")
        if one.url in found:
            row.refuse(f"{one.url} is watched twice", "take one of them out", "url")
        row.close()
        found[one.url] = one
    fields.close()
    return tuple(found.values())
