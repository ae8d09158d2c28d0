"""UCDP Georeferenced Event Dataset (GED), its candidate releases, and extracts with its older column names.

Codebook: Sundberg and Melander, "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50 (4), 2013;
Uppsala Conflict Data Program, ucdp.uu.se/downloads (CC BY 4.0). Types of violence: 1 state-based, 2 non-state, 3 one-sided.
`date_prec` 1 is an exact day, 2 a span of two to six days, 3 a week, 4 a month, 5 more.

The candidate releases (Hegre, Croicu, Eck and Högbladh, "Introducing the UCDP Candidate Events Dataset", Research & Politics 7,
2020) have GED's columns, but not always their names; a `code_status` other than `Clear` says what is still to be checked, and a
side whose name is `XXX` and a number has not been identified.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pactwatch.datasets.cells import days, deaths, needed, number, place
from pactwatch.datasets.claims import row_claim
from pactwatch.datasets.names import party_named
from pactwatch.datasets.rows import Row
from pactwatch.types import Claim, Source

SOURCE = Source("ucdp", {"en": "Uppsala Conflict Data Program"}, kind="dataset", url="https://ucdp.uu.se/")
_GED = frozenset({"id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "low", "high"})
_SIDES = frozenset({"id", "side_a_name", "side_b_name", "start_date", "end_date", "deaths_low", "deaths_high"})


_ORDER = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id
dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office
source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
deaths_unknown best high low gwnoa gwnob
"""
_COLUMNS = tuple(_ORDER.split())
_NOBODY = re.compile(r"XXX\d+")


def heading(first: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a candidate release that was published without their names, by its first line; None for all others."""
    if len(first) != len(_COLUMNS):
        return None
    row = dict(zip(_COLUMNS, first, strict=True))
    return _COLUMNS if row["id"].isdecimal() and row["type_of_violence"] in ("1", "2", "3") else None


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
    sides = _side(needed(row, "side_a")), _side(row["side_b"])
    status = row.get("code_status", "").strip()
    fields = {
        "date_precision": row.get("date_prec", ""),
        "place_precision": row.get("where_prec", ""),
        "type_of_violence": kind,
        "code_status": "" if status == "Clear" else status,
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


def _side(name: str) -> str | None:
    return None if _NOBODY.fullmatch(name.strip()) else party_named(name)


def _bare(name: str) -> str:
    """A place's name without the word for what it is: "Kiev city" is Kiev."""
    for head in (" city", " town", " village"):
        name = name.removesuffix(head)
    return name.strip()
