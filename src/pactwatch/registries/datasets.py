"""The registries that can be read: PA-X (CSV) and the UCDP Peace Agreement Dataset (XLSX), told apart by their columns.

PA-X: Bell and others, Peace Agreements Database, University of Edinburgh, peaceagreements.org. UCDP: Pettersson and others,
UCDP Peace Agreement Dataset, Uppsala University, ucdp.uu.se/downloads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pactwatch.datasets.rows import Reject, Row, open_table
from pactwatch.refusals import Refused
from pactwatch.registries.agreements import Agreement

_PA_X = frozenset({"AgtId", "Agt", "Dat", "Part", "ThrdPart", "stage_label"})
_UCDP = frozenset({"paid", "pa_name", "pa_date", "pa_sign", "ended", "duration"})
_NUMBERED = {"1": "full peace agreement", "2": "partial peace agreement", "3": "peace process agreement"}
"""`pa_type` of the UCDP codebook 22.1."""


def read_dataset(path: Path) -> tuple[Agreement, ...]:
    """Every agreement that a dataset lists, in its order. Refused, with the line, where it is none or a line cannot be read."""
    table = open_table(path)
    read = _reader(frozenset(table.columns), path)
    found: dict[str, Agreement] = {}
    for line, row in table.rows:
        try:
            agreement = _taken(row, read)
        except (ValueError, KeyError) as error:
            mend = "correct the line, or take it out"
            raise Refused(f"the agreement cannot be read: {error}", mend=mend, file=path, line=line) from None
        found[agreement.id] = agreement
    return tuple(found.values())


def _taken(row: Row | Reject, read: Callable[[Row], Agreement]) -> Agreement:
    if isinstance(row, Reject):
        raise ValueError(row.reason)
    return read(row)


def _reader(columns: frozenset[str], path: Path) -> Callable[[Row], Agreement]:
    if columns >= _PA_X:
        return _of_pa_x
    if columns >= _UCDP:
        return _of_ucdp
    near = _PA_X if len(columns & _PA_X) >= len(columns & _UCDP) else _UCDP
    missing = ", ".join(sorted(near - columns)[:4])
    raise Refused(
        f"this is no registry of agreements: it has no column {missing}",
        mend="give the CSV of PA-X or the workbook of the UCDP Peace Agreement Dataset",
        file=path,
        line=1,
    )


def _of_pa_x(row: Row) -> Agreement:
    other = _text(row, "UcdpAgr").partition(".")[0]
    return Agreement(
        id=f"pa-x-{int(row['AgtId'])}",
        title=_text(row, "Agt"),
        made=datetime.strptime(_text(row, "Dat"), "%d/%m/%Y").date().isoformat(),
        stage=_text(row, "stage_label"),
        process=_text(row, "PPName"),
        signatories=_text(row, "Part"),
        third_parties=_text(row, "ThrdPart"),
        countries=tuple(c for c in (_text(row, "Loc1ISO"), _text(row, "Loc2ISO")) if c),
        summary=_text(row, "description"),
        same_as=f"ucdp-{other}" if other else None,
        link=_text(row, "PAX_Hyperlink"),
    )


def _of_ucdp(row: Row) -> Agreement:
    ended = _day(row["duration"]) if row["ended"] == "1" and row["duration"] else None
    return Agreement(
        id=f"ucdp-{int(row['paid'])}",
        title=_text(row, "pa_name"),
        made=_day(row["pa_date"]),
        stage=_NUMBERED.get(row.get("pa_type", ""), "peace agreement"),
        process=_text(row, "conflict_name"),
        signatories=_text(row, "actor_name").replace(",", ";"),
        third_parties=_text(row, "pa_3rd"),
        summary=_text(row, "pa_comment"),
        ended=ended,
        link=_text(row, "linktofulltextagreement"),
    )


def _day(text: str) -> str:
    """A day, written as such or as a cell that holds a moment."""
    return datetime.fromisoformat(text.strip()).date().isoformat()


def _text(row: Row, key: str) -> str:
    text = row.get(key, "").strip()
    return "" if text in ("-", "NA", "N/A") else text
