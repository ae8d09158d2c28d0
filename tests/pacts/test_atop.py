"""The library's dates and members beside those of ATOP, the Alliance Treaty Obligations and Provisions data.

ATOP dates by signature, a treaty binds from ratification: joining may be later by up to `RATIFYING`. The data are no part of
the project; without them (folder of PACTWATCH_SHARED) the tests are skipped, and say so.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from pactwatch.pacts import LIBRARY, load_pacts
from pactwatch.types import Pact

FOLDER = Path(os.environ.get("PACTWATCH_SHARED", "/nowhere")) / "data" / "atop"
HERE = (FOLDER / "members.csv").is_file()
needs_atop = pytest.mark.skipif(not HERE, reason=f"ATOP is not here: {FOLDER}/members.csv (set PACTWATCH_SHARED)")

RATIFYING = timedelta(days=1400)
"""The longest that ratifying took (the protocol of 1988 on Spain and Portugal, in force 1990; Greece 1992 to 1995; the Arab
treaty of 1950, in force 1952)."""
LEAVING = timedelta(days=200)
"""How far two accounts of the day of leaving may lie apart."""

STATES = """
2 USA 20 CAN 31 BHS 40 CUB 41 HTI 42 DOM 52 TTO 70 MEX 90 GTM 91 HND 92 SLV 93 NIC 94 CRI 95 PAN 100 COL 101 VEN 130 ECU 135 PER
140 BRA 145 BOL 150 PRY 155 CHL 160 ARG 165 URY 200 GBR 210 NLD 211 BEL 212 LUX 220 FRA 230 ESP 235 PRT 255 DEU 260 DEU 265 DDR
290 POL 310 HUN 315 CSK 316 CZE 317 SVK 325 ITA 339 ALB 341 MNE 344 HRV 349 SVN 350 GRC 352 CYP 355 BGR 360 ROU 365 SUN 366 EST
367 LVA 368 LTU 370 BLR 371 ARM 372 GEO 373 AZE 375 FIN 385 NOR 390 DNK 395 ISL 520 SOM 522 DJI 581 COM 600 MAR 615 DZA 616 TUN
620 LBY 625 SDN 640 TUR 645 IRQ 651 EGY 652 SYR 660 LBN 663 JOR 666 ISR 670 SAU 678 YEM 679 YEM 680 YMD 690 KWT 692 BHR 694 QAT
696 ARE 698 OMN 702 TJK 703 KGZ 704 UZB 705 KAZ 710 CHN 731 PRK 732 KOR 740 JPN 750 IND 770 PAK 800 THA 840 PHL 900 AUS 920 NZL
"""
CODES = dict(zip(STATES.split()[::2], STATES.split()[1::2], strict=True))
"""Numbers of the Correlates of War project, which ATOP uses, as ISO 3166 alpha-3. 365 is Russia from 1992 on."""

APART = {
    "north-atlantic-1949": {"FIN", "MKD", "SWE"},  # joined after the data end
    "anzus-1951": {"NZL"},  # a party still, its clause suspended (ATOP: left in 1986)
    "manila-1954": {"PAK"},  # bound for a year after its notice (ATOP: to the notice)
    # See ENDED: of these two the end itself is told differently.
    "soviet-japan-1941": {"JPN", "SUN"},
    "guarantee-cyprus-1960": {"CYP", "GBR", "GRC", "TUR"},
}
"""Members of which the two accounts differ, and why."""
ENDED = {
    "soviet-japan-1941",  # ATOP ends it with the denunciation; by its article 3 it ran for a year more
    "guarantee-cyprus-1960",  # ATOP ends it with the coup of 1974; nobody has denounced it
}
"""Alliances whose end the two accounts tell differently, and why."""

Period = tuple[date, date]
OPEN = date.max

PACTS = {pact.id: pact for pact in load_pacts(LIBRARY).values() if "atop" in pact.registry}


def test_every_alliance_of_the_library_has_its_number() -> None:
    assert len(PACTS) >= 20
    assert all(number.isdecimal() for pact in PACTS.values() for number in pact.registry["atop"])


@needs_atop
@pytest.mark.parametrize("pact", PACTS.values(), ids=PACTS)
def test_it_was_made_and_ended_when_atop_says(pact: Pact) -> None:
    row = next(r for r in rows("alliances.csv") if r["atopid"] == pact.registry["atop"][0])
    assert day(row, "begyr", "begmo", "begday") == pact.made.earliest.date()
    ended, until = day(row, "endyr", "endmo", "endday"), pact.in_force.latest.date()
    assert pact.id in ENDED or (ended is None) == (until.year == OPEN.year)
    assert pact.id in ENDED or ended is None or abs(ended - until) < LEAVING


@needs_atop
@pytest.mark.parametrize("pact", PACTS.values(), ids=PACTS)
def test_its_members_came_and_went_when_atop_says(pact: Pact) -> None:
    theirs = membership(pact.registry["atop"][0])
    states = {p for p in pact.parties if p in {*CODES.values(), "MKD", "SWE", "RUS"}}
    assert set(theirs) - states == set()
    assert states - set(theirs) - APART.get(pact.id, set()) == set()
    wrong = [
        (state, str(mine), str(their))
        for state in set(theirs) - APART.get(pact.id, set())
        for mine, their in zip(terms(pact, state), theirs[state], strict=True)
        if not close(mine, their, pact)
    ]
    assert wrong == []


def close(mine: Period, theirs: Period, pact: Pact) -> bool:
    joined = max(theirs[0], pact.made.earliest.date())
    left = (theirs[1] == OPEN) == (mine[1] == OPEN) and (mine[1] == OPEN or abs(mine[1] - theirs[1]) < LEAVING)
    return timedelta(0) <= mine[0] - joined < RATIFYING and left


def terms(pact: Pact, state: str) -> list[Period]:
    """When a state was bound, by our file; from the beginning of `in_force` where it is not said."""
    life = pact.in_force
    spans = pact.membership.get(state, (life,))
    return [
        (max(s.earliest, life.earliest).date(), OPEN if (end := min(s.latest, life.latest)).year == OPEN.year else end.date())
        for s in spans
    ]


def membership(number: str) -> dict[str, list[Period]]:
    """When each state was bound, by ATOP: phases of one membership, and of one state under two numbers, joined."""
    found: dict[str, list[Period]] = defaultdict(list)
    for row in rows("members.csv"):
        if row["atopid"] == number:
            entered = day(row, "yrent", "moent", "dayent")
            assert entered is not None
            left = day(row, "yrexit", "moexit", "dayexit") or OPEN
            state = CODES[row["member"]]
            found["RUS" if state == "SUN" and left.year > 1993 and entered.year > 1991 else state].append((entered, left))
    return {state: joined(sorted(periods)) for state, periods in found.items()}


def joined(periods: list[Period]) -> list[Period]:
    whole: list[Period] = []
    for start, end in periods:
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def day(row: dict[str, str], *keys: str) -> date | None:
    year, month, number = (int(row[key] or 0) for key in keys)
    return date(year, month or 1, number or 1) if year else None


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file))
