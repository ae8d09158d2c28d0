"""The tables of a ledger, once for every store.

`entries` is append-only: triggers abort UPDATE and DELETE. `head` is one row that notes the last line, so that lines cut
off the end are missed too; it can only move forward.
"""

from __future__ import annotations

from sqlalchemy import DDL, CheckConstraint, Column, Index, Integer, MetaData, Table, Text, event

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("retracts", Text),
    Column("by", Text, nullable=False),
    Column("chain", Text, nullable=False),
    sqlite_strict=True,
)
Index("entries_by_id", entries.c.id)
Index("entries_by_retracts", entries.c.retracts)
Index("entries_by_recorded_at", entries.c.recorded_at)

head = Table(
    "head",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("chain", Text, nullable=False),
    sqlite_strict=True,
)

_SQLITE_TRIGGERS = {
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
TRIGGERS = frozenset(_SQLITE_TRIGGERS)
"""Names of the triggers that a sound SQLite ledger has."""

for _name, _what in _SQLITE_TRIGGERS.items():
    _made: DDL = DDL(f"CREATE TRIGGER IF NOT EXISTS {_name} {_what}")  # type: ignore[no-untyped-call]
    event.listen(metadata, "after_create", _made.execute_if(dialect="sqlite"))
