"""Any other table, by a column map: a TOML file that says which column holds what (see `docs/datasets.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pactwatch.datasets.cells import day, needed, number, place
from pactwatch.datasets.claims import row_claim
from pactwatch.datasets.names import party_named
from pactwatch.datasets.rows import Row
from pactwatch.pacts import vocabulary
from pactwatch.pacts.fields import Fields, read_fields
from pactwatch.pacts.sources import read_source
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Source

_COLUMNS = ("id", "when", "until", "place", "latitude", "longitude", "text", "speaker")


@dataclass(frozen=True)
class ColumnMap:
    """What the columns of a table hold. columns: by what they hold. act: one for all, or by the cells of `act_column`.
    parties: the codes of names in the table. amounts: units by column."""

    source: Source
    columns: Mapping[str, str]
    acts: Mapping[str, str]
    act_column: str | None
    formats: tuple[str, ...]
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)

    def claims(self, row: Row, dataset: str) -> tuple[Claim, ...]:
        """The one claim of a row. Raises ValueError where a cell cannot be."""
        cell = self.columns.get
        text = row.get(cell("text", ""), "") or "; ".join(f"{k}: {v}" for k, v in row.items() if v)
        killed = (Amount(v, unit, "exact") for c, unit in self.amounts.items() if (v := number(row, c)) is not None)
        claim = row_claim(
            dataset,
            needed(row, self.columns["id"]),
            text,
            self._act(row),
            self._when(row),
            actor=[self._party(row[c]) for c in self.actor],
            target=[self._party(row[c]) for c in self.target],
            places=[row[self.columns["place"]].strip()] if "place" in self.columns else (),
            amounts=tuple(killed),
            fields=place(row, self.columns["latitude"], self.columns["longitude"]) if "latitude" in self.columns else {},
            speaker=(self._party(row[self.columns["speaker"]]) or "ANON") if "speaker" in self.columns else "OUTLET",
        )
        return (claim,)

    def _act(self, row: Row) -> str:
        if self.act_column is None:
            return self.acts[""]
        cell = row[self.act_column].strip()
        if cell not in self.acts:
            raise ValueError(f"{self.act_column} is none that the map knows: {cell[:40]!r}")
        return self.acts[cell]

    def _when(self, row: Row) -> Span:
        start = self._day(row, "when")
        stop = self._day(row, "until") if row.get(self.columns.get("until", ""), "").strip() else start
        if stop < start:
            raise ValueError(f"{self.columns['until']} is before {self.columns['when']}")
        return Span(start, stop + timedelta(days=1) - timedelta(seconds=1))

    def _day(self, row: Row, key: str) -> datetime:
        return day(row, self.columns[key], self.formats)

    def _party(self, name: str) -> str | None:
        return self.parties.get(name.strip()) or party_named(name)


def read_map(path: Path, columns: frozenset[str]) -> ColumnMap:
    """The column map of a file. Refused, with file, line and mend, where it names a column that the table has not."""
    fields = read_fields(path)
    source = fields.table("source")
    if source is None:
        fields.refuse("the map does not say whose table it is", 'add [source] with id = "…" and names = { en = "…" }')
    table = fields.table("columns")
    if table is None:
        fields.refuse("the map has no [columns]", 'add [columns] with id = "…" and when = "…"')
    named = {key: _column(table, key, columns) for key in _COLUMNS if table.has(key)}
    for key in ("id", "when"):
        if key not in named:
            table.missing(key, '"the name of a column"')
    if ("latitude" in named) != ("longitude" in named):
        table.refuse("a place needs both coordinates", "name both latitude and longitude")
    actor, target = (_several(table, key, columns) for key in ("actor", "target"))
    act_column = _column(table, "act", columns) if table.has("act") else None
    table.close()
    found = ColumnMap(
        source=read_source(source),
        columns=named,
        acts=_acts(fields, act_column),
        act_column=act_column,
        formats=fields.texts("dates"),
        actor=actor,
        target=target,
        parties=_pairs(fields, "parties", None),
        amounts={c: unit for c, unit in _pairs(fields, "amounts", vocabulary.UNITS).items() if _has(fields, c, columns)},
    )
    fields.close()
    return found


def _column(table: Fields, key: str, columns: frozenset[str]) -> str:
    return table.among(table.text(key), sorted(columns), key, noun="column")


def _several(table: Fields, key: str, columns: frozenset[str]) -> tuple[str, ...]:
    return tuple(table.among(name, sorted(columns), key, noun="column") for name in table.texts(key))


def _has(fields: Fields, column: str, columns: frozenset[str]) -> bool:
    if column not in columns:
        fields.refuse(f"the table has no column {column!r}", f"use one of: {', '.join(sorted(columns))}", "amounts", column)
    return True


def _acts(fields: Fields, column: str | None) -> dict[str, str]:
    if column is None:
        return {"": fields.among(fields.text("act"), vocabulary.known_acts(), "act")}
    return _pairs(fields, "acts", vocabulary.known_acts())


def _pairs(fields: Fields, key: str, choices: tuple[str, ...] | None) -> dict[str, str]:
    table = fields.table(key)
    if table is None:
        return {}
    found = {name: table.text(name) for name in table.data}
    for name, value in found.items():
        if choices is not None:
            table.among(value, choices, name)
        elif not vocabulary.is_party(value):
            table.among(value, vocabulary.known_parties(), name, noun="party")
    return found
