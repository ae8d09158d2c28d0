"""Writes `docs/reference/` from the code: commands, public functions, records, acts. `make docs` runs it.

A test compares what it would write with what stands there, so that the reference cannot drift.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer.main

import pactwatch
from pactwatch import lexicons, types
from pactwatch.cli import app
from pactwatch.pacts import LIBRARY, load_pacts, load_scenarios
from pactwatch.verdicts.words import sections

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
MADE = "<!-- Written by `make docs` from the code: change it there. -->\n"
RECORDS = (
    types.Source,
    types.Report,
    types.Statement,
    types.Claim,
    types.Entry,
    types.Event,
    types.Clause,
    types.Pact,
    types.Verdict,
    types.Brief,
)


def commands() -> str:
    """Every command with its arguments and options."""
    group = typer.main.get_command(app)
    parts = ["# Commands\n", MADE, "Bad input ends with one sentence and exit code 2.\n"]
    for name, command in sorted(getattr(group, "commands", {}).items()):
        words = [_name(p).strip("`") for p in command.params if p.param_type_name == "argument"]
        parts.append(f"## pactwatch {' '.join([name, *words])}\n\n{inspect.cleandoc(command.help or '')}\n")
        rows = [f"| {_name(p)} | {_plain(getattr(p, 'help', '') or '')} |" for p in command.params if p.name != "help"]
        parts.append("\n".join(["| | |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def functions() -> str:
    """The public surface."""
    parts = ["# Functions\n", MADE, f"{_first(inspect.getdoc(pactwatch) or '')}\n"]
    for name in pactwatch.__all__:
        function = getattr(pactwatch, name)
        signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
        parts.append(f"## {name}\n\n```python\n{name}{signature}\n```\n\n{inspect.getdoc(function)}\n")
    return "\n".join(parts)


def records() -> str:
    """The ten records with their fields."""
    parts = ["# Records\n", MADE, "All are frozen dataclasses of `pactwatch.types`.\n"]
    for record in RECORDS:
        rows = [f"| `{f.name}` | `{f.type}` |" for f in dataclasses.fields(record)]
        body = "\n".join(["| field | type |", "|---|---|", *rows])
        parts.append(f"## {record.__name__}\n\n{inspect.getdoc(record)}\n\n{body}\n")
    return "\n".join(parts)


def words() -> str:
    """Acts with their codes, and the statuses with their meanings."""
    rows = [
        f"| `{name}` | {_plain(act['means'])} | {', '.join(act.get('plover', []))} | {', '.join(act.get('acled', []))} |"
        for name, act in _acts()
    ]
    table = "\n".join(["| act | covers | PLOVER | ACLED |", "|---|---|---|---|", *rows])
    meanings = [f"| `{name}` | {text['en']} |" for name, text in sections()["meanings"].items()]
    statuses = "\n".join(["| status | meaning |", "|---|---|", *meanings])
    return "\n".join(["# Words\n", MADE, f"## Acts\n\n{table}\n", f"## Statuses\n\n{statuses}\n"])


def library() -> str:
    """The pacts that come with the program: when made, in force, of whom, with how many clauses and scenarios."""
    pacts = load_pacts(LIBRARY)
    told = {p: len(load_scenarios(LIBRARY / f"{p}.cases.toml")) for p in pacts}
    rows = [
        f"| [{_plain(p.title['en'])}](../src/pactwatch/pacts/library/{p.id}.toml) | {p.kind} | {p.made} | {p.in_force} "
        f"| {_who(p.parties)} | {len(p.clauses)} | {told[p.id]} |"
        for p in sorted(pacts.values(), key=lambda p: (p.made.earliest, p.id))
    ]
    head = [
        "| pact | kind | made | in force | parties | clauses | scenarios |",
        "|---|---|---|---|---|---|---|",
    ]
    total = f"{len(pacts)} pacts, {sum(len(p.clauses) for p in pacts.values())} clauses, {sum(told.values())} scenarios.\n"
    return "\n".join(["# The pact library\n", MADE, _LIBRARY, total, *head, *rows]) + "\n"


def _who(parties: tuple[str, ...]) -> str:
    return ", ".join(parties[:6]) + (f" and {len(parties) - 6} more" if len(parties) > 6 else "")


def _acts() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from lexicons.load("acts").items()


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        name = parameter.metavar or parameter.name.upper()
        return f"`{name}`" if parameter.required else f"`[{name}]`"
    return " ".join(f"`{o}`" for o in parameter.opts)


def _plain(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _first(text: str) -> str:
    return text.partition("\n")[0]


_LIBRARY = """\
Treaties, truces and deals ready to be judged, each in our own words with the address of its text. Beside each stand
scenarios: what a lawyer would say, given these claims, on that day. `pactwatch test --library` runs them all. To use one, copy
its file into the `pacts/` folder of a case, and check it against the text first: what no act of `lexicons/acts.toml` fits is
left out, as a comment in the file says. Tests hold days and parties against ATOP, PA-X and UCDP, by the ids in `[registry]`,
where these data are at hand, and name each difference with its reason. Periods follow ISO 8601 (`1949-08-24/..`: still in
force).
"""

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "functions.md": functions,
    "records.md": records,
    "words.md": words,
    "../pact-library.md": library,
}


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
