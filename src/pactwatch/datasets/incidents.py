"""Field incident forms: submissions of the XLSForm that the project ships, as KoboToolbox or ODK export them.

A submission tells of an incident, or of hours observed in which nothing was seen: both are claims of its observer, the second
with the act `monitor`, so that a quiet day can be told from one on which nobody looked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from pactwatch.datasets.cells import day, needed, number, place
from pactwatch.datasets.claims import row_claim
from pactwatch.datasets.names import party_named
from pactwatch.datasets.rows import Row
from pactwatch.pacts import vocabulary
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Source

SOURCE = Source("incident-form", {"en": "Field incident forms"}, kind="monitor")
COLUMNS = frozenset({"_uuid", "observer", "date", "act", "place"})
_ODK = {"KEY": "_uuid"}
"""What ODK Central calls a column that KoboToolbox calls otherwise."""
_AMOUNTS = {"killed": "killed", "wounded": "wounded", "discharges": "attacks"}


def recognises(columns: frozenset[str]) -> bool:
    """Whether a table holds submissions of the form; groups' names before a slash do not matter."""
    return frozenset(map(_question, columns)) >= COLUMNS


def _question(column: str) -> str:
    name = column.rpartition("/")[2]
    return _ODK.get(name, name)


def claims(row: Row, dataset: str) -> tuple[Claim, ...]:
    """The incident of a submission, and the hours that its observer watched. Raises ValueError where a cell cannot be."""
    cells = {_question(key): value for key, value in row.items()}
    uuid, observer = needed(cells, "_uuid"), party_named(needed(cells, "observer")) or "ANON"
    start = day(cells, "date")
    when = Span(start, start + timedelta(days=1) - timedelta(seconds=1))
    where, act = needed(cells, "place"), needed(cells, "act")
    fields = {**place(cells, "latitude", "longitude"), "method": cells.get("method", "")}
    found: list[Claim] = []
    if act != "nothing_seen":
        found.append(_incident(cells, dataset, uuid, when, observer, fields))
    hours = number(cells, "hours_observed", 0, 24)
    if hours is not None or act == "nothing_seen":
        watched = (Amount(hours, "hours", "exact"),) if hours is not None else ()
        text = f"{cells['observer']} watched {where}" + (f" for {hours:g} hours" if hours is not None else "")
        watch = row_claim(dataset, f"{uuid}/watch", text, "monitor", when, amounts=watched, fields=fields)
        found.append(replace(watch, actor=(observer,), places=(where,), speaker=observer))
    return tuple(found)


def _incident(cells: Row, dataset: str, uuid: str, when: Span, observer: str, fields: Mapping[str, str]) -> Claim:
    act, where = cells["act"], cells["place"]
    if act not in vocabulary.known_acts():
        raise ValueError(f"act is none that is known: {act[:40]!r}")
    amounts = tuple(Amount(v, unit, "exact") for c, unit in _AMOUNTS.items() if (v := number(cells, c)) is not None)
    text = cells.get("description") or f"{act}, {where}"
    return row_claim(
        dataset,
        uuid,
        text,
        act,
        when,
        actor=_parties(cells, "actor"),
        target=_parties(cells, "target"),
        places=[where],
        amounts=amounts,
        fields=fields,
        speaker=observer,
    )


def _parties(cells: Row, key: str) -> list[str | None]:
    """The parties of a question that takes several answers: codes with a space between them, and _ for one within."""
    return [party_named(p.replace("_", " ")) for p in cells.get(key, "").split()]
