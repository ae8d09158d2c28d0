"""The tables of a ledger, once for every store.

`entries` is append-only: triggers abort UPDATE, DELETE and TRUNCATE. `head` is one row that notes the last line, so that
lines cut off the end are missed too; it can only move forward.
"""

from __future__ import annotations

from sqlalchemy import DDL, BigInteger, CheckConstraint, Column, Index, Integer, MetaData, Table, Text, event
from sqlalchemy.dialects import postgresql

metadata = MetaData()

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
# Text is compared code by code, whatever language a database has been set to.
_TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

entries = Table(
    "entries",
    metadata,
    Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    Column("recorded_at", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("id", _TEXT, nullable=False),
    Column("body", _TEXT, nullable=False),
    Column("retracts", _TEXT),
    Column("by", _TEXT, nullable=False),
    Column("chain", _TEXT, nullable=False),
    sqlite_strict=True,
)
Index("entries_by_id", entries.c.id)
Index("entries_by_retracts", entries.c.retracts)
Index("entries_by_recorded_at", entries.c.recorded_at)

head = Table(
    "head",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    Column("seq", _NUMBER, nullable=False),
    Column("chain", _TEXT, nullable=False),
    sqlite_strict=True,
)

SQLITE_TRIGGERS = {
    "entries_are_not_changed": "BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "entries_are_not_removed": "BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "entries_follow_one_another": (
        "BEFORE INSERT ON entries WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries) "
        "BEGIN SELECT RAISE(ABORT, 'the ledger grows only at its end'); END"
    ),
    "head_moves_forward": (
        "BEFORE UPDATE ON head WHEN NEW.seq <= OLD.seq BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    ),
    "head_is_not_removed": "BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
}
"""The triggers that a sound SQLite ledger has."""

_POSTGRESQL_FUNCTIONS = {
    "ledger_refuses()": "BEGIN RAISE EXCEPTION 'the ledger is append-only'; END",
    "ledger_follows()": (
        "BEGIN IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries) "
        "THEN RAISE EXCEPTION 'the ledger grows only at its end'; END IF; RETURN NEW; END"
    ),
    "ledger_moves_forward()": (
        "BEGIN IF NEW.seq <= OLD.seq THEN RAISE EXCEPTION 'the ledger is append-only'; END IF; RETURN NEW; END"
    ),
}
POSTGRESQL_TRIGGERS = {
    "entries_are_not_changed": "BEFORE UPDATE ON entries EXECUTE FUNCTION ledger_refuses()",
    "entries_are_not_removed": "BEFORE DELETE OR TRUNCATE ON entries EXECUTE FUNCTION ledger_refuses()",
    "entries_follow_one_another": "BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION ledger_follows()",
    "head_moves_forward": "BEFORE UPDATE ON head FOR EACH ROW EXECUTE FUNCTION ledger_moves_forward()",
    "head_is_not_removed": "BEFORE DELETE OR TRUNCATE ON head EXECUTE FUNCTION ledger_refuses()",
}
"""The triggers that a sound PostgreSQL ledger has; they fire whatever a session's replication role."""


def _after_create(dialect: str, statement: str) -> None:
    made: DDL = DDL(statement)  # type: ignore[no-untyped-call]
    event.listen(metadata, "after_create", made.execute_if(dialect=dialect))


for _name, _what in SQLITE_TRIGGERS.items():
    _after_create("sqlite", f"CREATE TRIGGER IF NOT EXISTS {_name} {_what}")
for _name, _what in _POSTGRESQL_FUNCTIONS.items():
    # The tables meant are those of the schema in which the ledger was begun, whoever calls.
    _after_create(
        "postgresql", f"CREATE FUNCTION {_name} RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ {_what} $$"
    )
for _name, _what in POSTGRESQL_TRIGGERS.items():
    _after_create("postgresql", f"CREATE TRIGGER {_name} {_what}")
    _table = _name.partition("_")[0]
    _after_create("postgresql", f"ALTER TABLE {_table} ENABLE ALWAYS TRIGGER {_name}")
