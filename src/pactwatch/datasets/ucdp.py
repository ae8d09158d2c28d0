"""UCDP Georeferenced Event Dataset (GED), its candidate releases, and extracts with its older column names.

Codebook: Sundberg and Melander, "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50 (4), 2013;
Uppsala Conflict Data Program, ucdp.uu.se/downloads (CC BY 4.0). Types of violence: 1 state-based, 2 non-state, 3 one-sided.
`date_prec` 1 is an exact day, 2 a span of two to six days, 3 a week, 4 a month, 5 more.
"""

from __future__ import annotations

from pactwatch.datasets.cells import days, deaths, needed, number, place
from pactwatch.datasets.claims import row_claim
from pactwatch.datasets.names import party_named
from pactwatch.datasets.rows import Row
from pactwatch.types import Claim, Source

SOURCE = Source("ucdp", {"en": "Uppsala Conflict Data Program"}, kind="dataset", url="https://ucdp.uu.se/")
_GED = frozenset({"id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "low", "high"})
_SIDES = frozenset({"id", "side_a_name", "side_b_name", "start_date", "end_date", "deaths_low", "deaths_high"})


def recognises(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is UCDP's."""
    return columns >= _GED or columns >= _SIDES


def claims(row: Row, dataset: str) -> tuple[Claim, ...]:
    """The one claim of a row. Raises ValueError where a cell cannot be."""
    return (_of_ged(row, dataset) if "date_start" in row else _of_sides(row, dataset),)


def _of_ged(row: Row, dataset: str) -> Claim:
    kind = needed(row, "type_of_violence")
    if kind not in ("1", "2", "3"):
        raise ValueError(f"type_of_violence is none of 1, 2, 3: {kind[:40]!r}")
    one_sided = kind == "3"
    sides = party_named(needed(row, "side_a")), party_named(row["side_b"])
    fields = {
        "date_precision": row.get("date_prec", ""),
        "place_precision": row.get("where_prec", ""),
        "type_of_violence": kind,
        "civilians_killed": row.get("deaths_civilians", ""),
        **place(row, "latitude", "longitude"),
    }
    return row_claim(
        dataset,
        needed(row, "id"),
        row.get("source_headline") or f"{row['side_a']} – {row['side_b']}",
        "attack",
        days(row, "date_start", "date_end"),
        actor=sides[:1] if one_sided else sides,
        target=("CIV",) if one_sided else (),
        places=[p for p in (_bare(row.get("where_coordinates", "")),) if p],
        amounts=deaths(number(row, "low"), number(row, "best"), number(row, "high")),
        fields=fields,
    )


def _of_sides(row: Row, dataset: str) -> Claim:
    sides = party_named(needed(row, "side_a_name")), party_named(row["side_b_name"])
    where = row.get("location_where_name") or row.get("location_adm2_name") or row.get("location_adm1_name") or ""
    return row_claim(
        dataset,
        needed(row, "id"),
        f"{row['side_a_name']} – {row['side_b_name']}, {where}",
        "attack",
        days(row, "start_date", "end_date"),
        actor=sides,
        places=[_bare(where)],
        amounts=deaths(number(row, "deaths_low"), None, number(row, "deaths_high")),
        fields={"civilians_killed": row.get("deaths_civilian", "")},
    )


def _bare(name: str) -> str:
    """A place's name without the word for what it is: "Kiev city" is Kiev."""
    for head in (" city", " town", " village"):
        name = name.removesuffix(head)
    return name.strip()
