"""The tables of `people.db`. No password, session or token stands in it, only what they are compared with."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("password", Text, nullable=False),  # Argon2id, PHC text
    Column("secret", Text),  # of the second factor, base32
    Column("step", Integer, nullable=False),  # the last time step whose code was taken
    Column("made", Integer, nullable=False),
    Column("removed", Integer),
    sqlite_strict=True,
)
recovery = Table(
    "recovery",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("account", Text, nullable=False),
    sqlite_strict=True,
)
sessions = Table(
    "sessions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("made", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    sqlite_strict=True,
)
tokens = Table(
    "tokens",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("shown", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("made", Integer, nullable=False),
    Column("expires", Integer, nullable=False),
    Column("revoked", Integer),
    sqlite_strict=True,
)
attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_strict=True,
)
Index("attempts_by_at", attempts.c.at)
