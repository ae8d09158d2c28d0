"""The command line: one command for each stage, from reading a report to handing over a brief."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps

import typer
from rich.markup import escape

from pactwatch.commands import (
    board,
    briefs,
    cases,
    custody,
    duties,
    evidence,
    exports,
    following,
    forms,
    holding,
    inquiries,
    judgements,
    ledgers,
    pacts,
    people,
    registries,
    texts,
    truces,
    watching,
)
from pactwatch.commands.shared import err
from pactwatch.refusals import Refused

app = typer.Typer(
    name="pactwatch",
    help="Who promised what, and did they keep it?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: dict[str, Callable[..., None]] = {
    "read": texts.read,
    "build": cases.build,
    "judge": cases.judge,
    "explain": cases.explain,
    "brief": briefs.brief,
    "issued": briefs.issued,
    "board": board.board,
    "people": people.people,
    "verify": ledgers.verify,
    "test": pacts.scenarios,
    "adopt": pacts.adopt,
    "refuse": pacts.refuse,
    "entries": ledgers.entries,
    "same": judgements.same,
    "different": judgements.different,
    "rule": judgements.rule,
    "complain": inquiries.complain,
    "inquire": inquiries.inquire,
    "reply": inquiries.reply,
    "inquiries": inquiries.inquiries,
    "grade": judgements.grade,
    "correct": judgements.correct,
    "retract": judgements.retract,
    "keys": ledgers.keys,
    "checkpoint": ledgers.checkpoint,
    "export": ledgers.export,
    "import": ledgers.import_,
    "draft": texts.draft,
    "scope": duties.scope,
    "obligations": duties.obligations,
    "register": registries.register,
    "look-up": registries.look_up,
    "start": registries.start,
    "watch": watching.watch,
    "notify": following.notify,
    "import-events": evidence.import_events,
    "detections": evidence.detections,
    "count": evidence.count_events,
    "did-it-hold": holding.did_it_hold,
    "truces": truces.truces_held,
    "custody": custody.custody,
    "export-events": exports.export_events,
    "export-clauses": exports.export_clauses,
    "form": forms.form,
}
"""Every command by its name, in the order in which help shows them."""

KEPT = {
    "build": "every report that was read to its end is in the ledger",
    "import-events": "the rows that were written are in the ledger, none twice",
    "watch": "every article that was fetched is kept, and is not fetched again",
}
"""What stands when a long command is stopped; of all others, whatever was written was written whole."""


class Stopped(Exception):  # noqa: N818 - it is an answer to the user, as Refused is
    """A person stopped a command (Ctrl-C). Its name."""


def _stoppable(name: str, command: Callable[..., None]) -> Callable[..., None]:
    """The command, which says of a Ctrl-C that it was stopped; Typer would call it an abort and end with exit code 1."""

    @wraps(command)
    def run(*given: object, **named: object) -> None:
        try:
            command(*given, **named)
        except KeyboardInterrupt:
            raise Stopped(name) from None

    return run


for _name, _command in COMMANDS.items():
    app.command(_name)(_stoppable(_name, _command))


def main() -> None:
    """Run the command line; bad input ends with one sentence and exit code 2."""
    try:
        app(standalone_mode=True)
    except Refused as refusal:
        err.print(f"pactwatch: {escape(str(refusal))}", style="red", soft_wrap=True, highlight=False)
        sys.exit(2)
    except (Stopped, KeyboardInterrupt) as stopped:
        kept = KEPT.get(str(stopped), "what was recorded stays")
        err.print(f"pactwatch: stopped; {kept}: run the same command again to go on", soft_wrap=True, highlight=False)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)


if __name__ == "__main__":
    main()
