"""Where a sentence stands on the board: the page of its report, and its place in it."""

from __future__ import annotations

import re
from urllib.parse import quote

from pactwatch.briefs.links import slug
from pactwatch.web.asking import Ask

_OFFSETS = re.compile(r"\d+-\d+")


def report_path(report: str) -> str:
    """The path of a report's page, without its language."""
    return f"/reports/{quote(report, safe='')}"


def anchor(statement: str) -> str:
    """The anchor of a statement (its id) in the page of its report: `s120-240`; of a row of a dataset, one made of its id."""
    place = statement.rpartition("#")[2]
    return f"s{place}" if _OFFSETS.fullmatch(place) else f"s-{slug(place)}"


def claim_anchor(entry: str) -> str:
    """The anchor of a claim, by its entry id, in the page of its report."""
    return f"c-{entry[:8]}"


def sentence(ask: Ask, statement: str) -> str:
    """The address at which a statement (its id) is marked in its report."""
    report, _, place = statement.rpartition("#")
    params = {}
    if not ask.snapshot.contents.in_statement(statement):
        params = {"mark": place}  # a sentence in which nothing was claimed
    elif not _OFFSETS.fullmatch(place):
        params = {"row": place}
    return f"{ask.link(report_path(report), **params)}#{anchor(statement)}"
