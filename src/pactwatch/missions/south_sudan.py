"""Names that South Sudan's ceasefire monitors use: parties, in the spellings of scanned pages too, and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARTY = re.compile(
    r"""(?P<opposition>SPL[A-Z]{0,3}\s?/?\s?A?\s?[-–—.(\s]*\s?[I1][O0]\b\)?(?:\s*\((?:RM|TD)\))? | SPLM/A-?\s(?=Forces)
        | SPLA-\s*\((?:RM|TD)\))
    | (?P<nas>NAS\b | National\ Salvation\ Front)
    | (?P<forces>SSPDF | SPLA-IG | SPLA\b(?![-/\s]*[I1(]) | Government[- ](?:Force|troop)s?)
    | (?P<government>NSS\b | GRSS | (?:the|state|The)\ [Gg]overnment\b(?!\s(?:Force|troop|NSS)) | Government\ of\ the\ Republic)
    | (?P<all>both\ parties | none\ of\ the\ parties | [Bb]oth\ [Pp]arties)""",
    re.VERBOSE,
)
_NAMES = {"opposition": "SPLM-IO", "nas": "NAS", "forces": "SSD.MIL", "government": "SSD.GOV"}
_BOTH = ("SPLM-IO", "SSD.MIL")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party at [start, end) of a text; `parties` are two where "both parties" are spoken of."""

    start: int
    end: int
    parties: tuple[str, ...]


def parties_in(text: str) -> list[Mention]:
    """The parties that a text mentions, in order."""
    return [
        Mention(*found.span(), _BOTH if found.lastgroup == "all" else (_NAMES[str(found.lastgroup)],))
        for found in _PARTY.finditer(text)
    ]


_NAME = r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*|[A-Z]{4,}"
_HEAD = "County|State|Boma|Payam|Barracks|Refugee Camp|Camp|Cantonment Site|CS|town|village|area"
_PLACE = re.compile(
    rf"""(?P<headed>(?:{_NAME})(?:\ (?:el\ )?(?:{_NAME}))?)(?=\ (?:{_HEAD.replace(" ", chr(92) + " ")})\b)
    | \b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]gainst|[Aa]ttack(?:ing|ed)|[Aa]round|to|IN|AT|of|on)\s+(?:the\s+)?(?:village\s+of\s+)?
    (?P<name>(?:{_NAME})(?:\ (?:el\ )?(?:{_NAME}))*)""",
    re.VERBOSE,
)
_PAIR = re.compile(r"\b(Western|Eastern|Central) and (Western|Eastern|Central) Equatoria")
_HEAD_WORDS = "County State Boma Payam Barracks Camp Refugee Town Area Cantonment Site CS IDP Village Sub Hai STATE COUNTY BOMA"
_HEADS = frozenset(_HEAD_WORDS.split())
_DIRECTIONS = frozenset(("Western", "Eastern", "Central", "Northern", "Upper"))
_OTHER_NAMES = """
Government Forces Office First Vice President National Division Mobile Force Unit Commander Corps Sector Police Protocol
Opposition Liberation Armed Youth Major General Brigadier Colonel Director Chief Senior Party Parties Representatives
January February March April May June July August September October November December Monday Feb Jan Dec
Agreement Article Articles Chapter Cessation Hostilities Permanent Ceasefire Transitional Security Arrangements Resolution
Conflict Republic South Sudan Sudanese Protection Civilians Humanitarian Access Revitalised Attacks International Human Rights
Law Geneva Convention Freedom Movement Declaration Disputed Operations Action Plan Appendix Annex Sexual
Joint Technical Committee Monitoring Verification Council Ministers Chairman Chairperson Special Envoys Civil Society
Allegation Summary Conclusion Child Soldiers Excellency Dear The Legacy Kilo Dinka
SSPDF SPLA CTSAMVM CTSAMM UNHCR COHA ACOH IGAD JMEC PCTSA ARCSS
VIOLATIONS VIOLATION CIVILIANS FIGHTING KILLING HOSTILITIES CESSATION AGREEMENT ACCESS DENIAL CONFIDENTIAL HARASSMENT PERSONNEL
INFORMATION RAPE
"""
"""Words with a capital that stand behind a preposition in these reports and are no places."""
_NO_PLACE = frozenset(_OTHER_NAMES.split())


def places_in(text: str) -> Iterator[str]:
    """Names that follow a preposition and are neither a party's nor an agreement's, without heads such as County."""
    for found in _PAIR.finditer(text):
        yield from (f"{found[1]} Equatoria", f"{found[2]} Equatoria")
    for found in _PLACE.finditer(text):
        words = (found["headed"] or found["name"]).split()
        kept: list[str] = []
        for word in words:
            if word in _NO_PLACE or word.startswith("SPL") or (word in _HEADS and kept):
                break
            kept.append(word.capitalize() if word.isupper() else word)
        if kept and kept[0] not in _HEADS and " ".join(kept) not in _DIRECTIONS and len(" ".join(kept)) > 2:
            yield " ".join(kept)
