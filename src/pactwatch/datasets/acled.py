"""ACLED's event tables, as exported to CSV.

Codebook: Armed Conflict Location and Event Data Project, acleddata.com. `time_precision` 1 is the day, 2 the week, 3 the month.
Protests, riots and such strategic developments as are no act of ours are left out, each with its reason.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from pactwatch import lexicons
from pactwatch.datasets.cells import day, deaths, needed, number, place
from pactwatch.datasets.claims import row_claim
from pactwatch.datasets.names import party_named
from pactwatch.datasets.rows import Row
from pactwatch.times import Span
from pactwatch.types import Claim, Source

SOURCE = Source("acled", {"en": "Armed Conflict Location and Event Data"}, kind="dataset", url="https://acleddata.com/")
_COLUMNS = frozenset({"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "fatalities"})
_AROUND = {"1": (0, 0), "2": (3, 3), "3": (15, 15)}
"""Days before and after `event_date` that a coarser precision may mean: the week, the month around it."""


def recognises(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is ACLED's."""
    return columns >= _COLUMNS


def claims(row: Row, dataset: str) -> tuple[Claim, ...]:
    """The one claim of a row. Raises ValueError where a cell cannot be, or the event is no act of ours."""
    kind, sub = needed(row, "event_type"), row["sub_event_type"].strip()
    act = _acts().get(sub) or _acts().get(kind)
    if act is None:
        raise ValueError(f"{sub or kind} is no act of ours")
    first = day(row, "event_date")
    precision = row.get("time_precision", "1").strip() or "1"
    before, after = _AROUND.get(precision, (0, 0))
    when = Span(first - timedelta(days=before), first + timedelta(days=after + 1) - timedelta(seconds=1))
    one, two = party_named(needed(row, "actor1")), party_named(row["actor2"])
    clash = kind == "Battles"
    civilian = row.get("civilian_targeting", "").strip() != "" or kind == "Violence against civilians"
    fields = {
        "date_precision": precision,
        "place_precision": row.get("geo_precision", ""),
        "event_type": kind,
        "sub_event_type": sub,
        **place(row, "latitude", "longitude"),
    }
    killed = number(row, "fatalities")
    claim = row_claim(
        dataset,
        needed(row, "event_id_cnty"),
        row.get("notes") or f"{kind}: {row['actor1']} – {row['actor2']}",
        act,
        when,
        actor=(one, two) if clash else (one,),
        target=("CIV",) if civilian else () if clash else (two,),
        places=[row.get("location", "").strip()],
        amounts=deaths(killed, killed, killed),
        fields=fields,
    )
    return (claim,)


@cache
def _acts() -> dict[str, str]:
    """The act of each of ACLED's types that has one; the finer type stands above the coarser."""
    rows = lexicons.load("acts")
    return {kind: act for act, row in reversed(rows.items()) for kind in row.get("acled", ())}
