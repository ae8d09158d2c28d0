"""Plots: what they hold, that they can stand in a page, and that drawing leaves no trace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pactwatch.counting.drawing import Plot
from pactwatch.counting.effort import Effort
from pactwatch.counting.holding import Holding, hold
from pactwatch.counting.plots import daily_plot, survival_plot
from pactwatch.counting.rules import Told
from pactwatch.counting.survival import Held, by_sector, survival
from pactwatch.counting.timeline import timeline_plot
from pactwatch.counting.truces import Broken, truces
from pactwatch.counting.wording import words
from pactwatch.pacts.loading import load_pacts
from pactwatch.times import Span
from pactwatch.types import Event, Pact

PACTS = load_pacts(Path(__file__).parents[2] / "examples" / "karabakh-2020" / "pacts")
MOSCOW = PACTS["moscow-2020-10-10"]


def told(day: date, number: int) -> Told:
    return Told(Event(f"{day}-{number}", ("attack",), Span.of(day), (), (), ()), ())


def holding() -> Holding:
    """Four events a day before, one a day after; nothing is told of the last two days."""
    days = [date(2020, 9, 25) + timedelta(days=n) for n in range(30)]
    events = [told(d, n) for d in days[:-2] for n in range(4 if d < date(2020, 10, 10) else 1)]
    hours = dict.fromkeys(days[:-2], 12.0)
    return hold(events, MOSCOW, effort=Effort({"hours": hours}))


def followed() -> list[Held]:
    begins = datetime(2020, 10, 10)
    rows = ((0.3, True, "north"), (2, True, "north"), (5, False, "south"), (12, True, "south"))
    return [Held("truce", begins, begins + timedelta(days=d), broken, sector) for d, broken, sector in rows]


def broken(pact: Pact) -> list[Broken]:
    begins = pact.in_force.instants(pact.time_zone)[0]
    return [Broken(begins + timedelta(hours=30), True)] if pact.id == "moscow-2020-10-10" else []


def plots(language: str) -> dict[str, Plot]:
    told = words(language)
    return {
        "daily": daily_plot(holding(), told),
        "survival": survival_plot(by_sector(followed()), told),
        "timeline": timeline_plot(truces(PACTS, datetime(2020, 12, 5, tzinfo=UTC), broken), told),
    }


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_a_plot_can_stand_in_a_page_and_says_what_it_shows(language: str) -> None:
    for name, plot in plots(language).items():
        root = ElementTree.fromstring(plot.svg)
        assert root.tag.endswith("svg"), name
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == plot.alternative
        assert plot.svg.startswith(b"<svg"), "no prologue inside a page"
        assert b"<text" not in plot.svg, "letters are outlines: no font is asked of the reader"
        assert plot.png.startswith(b"\x89PNG\r\n")


def test_two_plots_of_one_page_share_no_id() -> None:
    daily, survived, timeline = plots("en").values()
    ids = [
        {node.attrib["id"] for node in ElementTree.fromstring(p.svg).iter() if "id" in node.attrib}
        for p in (daily, survived, timeline)
    ]
    assert all(ids)
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_the_same_figures_give_the_same_bytes_and_leave_no_trace() -> None:
    import matplotlib as mpl

    settings = dict(mpl.rcParams)
    first, second = daily_plot(holding()), daily_plot(holding())
    assert (first.svg, first.png) == (second.svg, second.png)
    assert dict(mpl.rcParams) == settings


def test_what_a_plot_shows_is_told_in_figures() -> None:
    assert daily_plot(holding()).alternative == (
        "Daily counts from 2020-09-25 to 2020-10-24: 60 in the period before and 13 in the period from 2020-10-10 on; it fell. "
        "Unknown days: 2."
    )
    assert survival_plot({"": survival(followed())}).alternative == (
        "Of 4 truces 3 had a proven breach; half of them by day 2."
    )
    assert "Moscow statement: 30 hours, then a proven breach" in plots("en")["timeline"].alternative
    assert "Statement of 10 November 2020: at least 25 days" in plots("en")["timeline"].alternative


def test_a_language_has_every_word_with_the_same_slots() -> None:
    import re
    import tomllib

    from pactwatch.counting import wording

    table = tomllib.loads(Path(wording.__file__).with_name("words.toml").read_text(encoding="utf-8"))
    for key, texts in table.items():
        assert set(texts) == {"en", "ar", "ru"}, key
        assert len({tuple(sorted(re.findall(r"{(\w+)}", text))) for text in texts.values()}) == 1, key


def test_arabic_letters_are_joined_and_ordered_by_the_library_itself() -> None:
    from matplotlib import ft2font

    assert tuple(map(int, ft2font.__libraqm_version__.split("."))) >= (0, 10)
