"""Command: how long truces held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.table import Table

from pactwatch.case import open_case
from pactwatch.commands.holding import By, Plots, refuse_other, write_plot
from pactwatch.commands.shared import At, CaseFolder, KnownAt, Language, at_of, known_of, out
from pactwatch.counting.halting import is_truce
from pactwatch.counting.sectors import BY, label
from pactwatch.counting.survival import Survival, survival
from pactwatch.counting.truces import Truce, by_part, truces
from pactwatch.refusals import Refused
from pactwatch.verdicts.breaking import breaking
from pactwatch.verdicts.evidence import gather


def truces_held(
    case: CaseFolder,
    at: At = None,
    by: By = None,
    plots: Plots = None,
    language: Language = "en",
    known_at: KnownAt = None,
) -> None:
    """How long each truce held: to its first proven breach, or as far as it was followed; and the curve of them all."""
    from pactwatch.counting.telling import tells_survival

    refuse_other(by, BY, "--by")
    opened = open_case(case)
    pacts, moment = opened.pacts(), at_of(at, opened)
    evidence = gather(opened.view(known_of(known_at, opened)), opened.time_zone)
    broken = {p.id: breaking(p, evidence, moment, pacts) for p in pacts.values() if is_truce(p)}
    found = truces(pacts, moment, lambda p: broken[p.id])
    if not found:
        raise Refused(
            "no truce of the case had taken effect by then", mend="give a later --at, or add a pact that stops fighting"
        )
    out.print(_table(found, opened.time_zone, language))
    groups = {"": found} if by is None else by_part(pacts, moment, broken, by)
    curves = {label(part): survival([t.held for t in there]) for part, there in groups.items() if there}
    out.print(tells_survival(curves), soft_wrap=True, markup=False)
    if plots is not None:
        _draw(found, curves, language, plots)


def _table(found: Sequence[Truce], zone: str, language: str) -> Table:
    table = Table(title="Truces", title_justify="left")
    for name in ("truce", "in effect", "first allegation", "first proven breach", "held"):
        table.add_column(name)
    for truce in found:
        held = f"{truce.days:,.1f} days" if truce.broken else f"at least {truce.days:,.1f} days"
        name = truce.title.get(language) or truce.title.get("en") or truce.pact
        table.add_row(name, *(_moment(m, zone) for m in (truce.begins, truce.alleged, truce.proven)), held)
    return table


def _moment(moment: datetime | None, zone: str) -> str:
    from zoneinfo import ZoneInfo

    return "none" if moment is None else moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def _draw(found: Sequence[Truce], curves: Mapping[str, Survival], language: str, folder: Plots) -> None:
    from pactwatch.counting.plots import survival_plot
    from pactwatch.counting.timeline import timeline_plot
    from pactwatch.counting.wording import words

    assert folder is not None
    write_plot(survival_plot(curves, words(language)), folder, "survival")
    write_plot(timeline_plot(found, words(language)), folder, "truces")
