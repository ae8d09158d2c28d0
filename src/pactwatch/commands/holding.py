"""Command: did violence fall when a pact took effect?"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.case import open_case
from pactwatch.commands.evidence import RuleOption, refuse_unknown
from pactwatch.commands.shared import CaseFolder, KnownAt, Language, known_of, out
from pactwatch.counting.drawing import Plot
from pactwatch.counting.effort import DAYS, UNITS
from pactwatch.counting.holding import Holding
from pactwatch.counting.holdings import ALIKE, holdings
from pactwatch.counting.registry import title
from pactwatch.counting.sectors import BY, label
from pactwatch.counting.showing import as_json, lines
from pactwatch.refusals import Refused
from pactwatch.types import Pact
from pactwatch.whole import write_whole

_EFFORTS = (*UNITS, DAYS, ALIKE)
By = Annotated[str | None, typer.Option("--by", help=f"Tell figures apart by part of the area: {', '.join(BY)}.")]
Plots = Annotated[Path | None, typer.Option("--plots", help="Write plots as SVG and PNG into this folder.")]
EffortOption = Annotated[
    str | None,
    typer.Option(
        "--effort",
        help=f"Weigh days by what was watched: {', '.join(UNITS)}; {DAYS}: known days alike; {ALIKE}: all days alike. "
        "Default: the only unit told of both periods, else days.",
    ),
]


def did_it_hold(
    case: CaseFolder,
    pact: Annotated[str, typer.Argument(help="A pact of the case.")],
    days: Annotated[int, typer.Option(min=2, help="Days before it was made, and from its effect on.")] = 15,
    rule: RuleOption = "per_event",
    effort: EffortOption = None,
    by: By = None,
    plots: Plots = None,
    language: Language = "en",
    in_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    known_at: KnownAt = None,
) -> None:
    """Did violence fall when a pact took effect? Rates before and after, with an interval, and what may be said of them."""
    refuse_unknown(rule)
    refuse_other(by, BY, "--by")
    refuse_other(effort, _EFFORTS, "--effort")
    opened = open_case(case)
    chosen = opened.pacts().get(pact)
    if chosen is None:
        raise Refused(f"the case has no pact {pact!r}", mend=f"name one of: {', '.join(opened.pacts())}", file=case)
    view = opened.view(known_of(known_at, opened))
    found = holdings(view, chosen, opened.time_zone, rule=rule, days=days, unit=effort, by=by)
    if in_json:
        typer.echo(json.dumps([as_json(h) for h in found], ensure_ascii=False, indent=2))
    else:
        told = [text for h in found for text in ([f"{label(h.sector)}:"] if h.sector else []) + lines(h)]
        out.print("\n".join(told) or "nothing is told of these periods", soft_wrap=True, markup=False)
    if plots is not None:
        _draw(found, chosen, plots, language)


def refuse_other(given: str | None, known: tuple[str, ...], option: str) -> None:
    """Refuse the value of an option that is none of those known."""
    if given is not None and given not in known:
        raise Refused(f"{option} is none that is known: {given!r}", mend=f"name one of: {', '.join(known)}")


def write_plot(plot: Plot, folder: Path, name: str) -> None:
    """Write a plot as SVG and PNG, its sentence beside them."""
    write_whole(folder / f"{name}.svg", plot.svg, folders=True)
    write_whole(folder / f"{name}.png", plot.png)
    write_whole(folder / f"{name}.txt", plot.alternative + "\n")


def _draw(found: Sequence[Holding], chosen: Pact, folder: Path, language: str) -> None:
    from pactwatch.counting.plots import daily_plot
    from pactwatch.counting.wording import words

    told = words(language)
    name = chosen.title.get(told["language"]) or next(iter(chosen.title.values()), chosen.id)
    for held in found:
        of_part = f" – {label(held.sector, told['language'])}" if held.sector else ""
        plot = daily_plot(held, told, title=name + of_part, rule=title(held.rule, language))
        write_plot(plot, folder, re.sub(r"[^\w-]+", "-", f"{chosen.id} {held.sector}".strip()))
