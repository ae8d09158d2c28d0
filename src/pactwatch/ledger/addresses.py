"""Which store an address names: the one place that knows which stores there are."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from pactwatch.ledger.database import Database
from pactwatch.ledger.postgresql import PostgresqlDatabase
from pactwatch.ledger.sqlite import SqliteFile
from pactwatch.refusals import Refused

_MEND = "give a path, sqlite:///path or postgresql://name@host/database"


def database(where: Path | str) -> Database:
    """The store at a path, a `sqlite:///…` or a `postgresql://…` URL; nothing is touched yet. Refused for any other."""
    if isinstance(where, Path) or "://" not in where:
        return SqliteFile(Path(where))
    scheme = where.partition("://")[0]
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):  # which quote the address, and a password may stand in it
        raise Refused(f"this {scheme}:// address cannot be read", mend=_MEND) from None
    if scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        return PostgresqlDatabase(url)
    if scheme != "sqlite" or url.query or not url.database or url.database == ":memory:":
        raise Refused(f"no ledger can be kept in {url.set(query={}).render_as_string(hide_password=True)}", mend=_MEND)
    return SqliteFile(Path(url.database))
