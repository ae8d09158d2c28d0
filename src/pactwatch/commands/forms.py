"""Command on the field incident form: the template that a case's observers fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactwatch.commands.shared import out
from pactwatch.pacts import vocabulary
from pactwatch.refusals import Refused
from pactwatch.whole import write_whole


def form(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook to write (.xlsx); an older one is replaced.")],
    party: Annotated[
        list[str] | None,
        typer.Option(help="A party that observers may choose, by its code (ARM.MIL); may be repeated. Default: all."),
    ] = None,
) -> None:
    """Write the field incident form as XLSForm, in English, Arabic and Russian, for KoboToolbox or ODK.

    What it collects, import-events takes in.
    """
    from pactwatch.exports.incident_form import form_bytes

    chosen = party or [p for p in vocabulary.known_parties() if vocabulary.can_owe(p)]
    for code in chosen:
        if not vocabulary.is_party(code):
            raise Refused(f"there is no party {code!r}", mend="give its code, such as ARM, ARM.MIL or HAMAS")
    if to.suffix.lower() != ".xlsx":
        raise Refused("the form is a workbook", mend="give it a name that ends with .xlsx", file=to)
    out.print(str(write_whole(to, form_bytes(chosen))), soft_wrap=True, highlight=False)
