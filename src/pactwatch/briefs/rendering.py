"""A brief as one file: Markdown, or HTML that asks nothing of the network."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from pactwatch.briefs.markup import environment
from pactwatch.briefs.page import page
from pactwatch.briefs.wording import Wording
from pactwatch.refusals import Refused
from pactwatch.types import Brief
from pactwatch.whole import write_whole

Form = Literal["markdown", "html"]
FORMS: dict[Form, str] = {"html": "html", "markdown": "md"}
"""Forms and the endings of their files."""


def render(brief: Brief, language: str, form: Form) -> str:
    """The brief in a language (BCP 47 tag) and form. Refused where there is no such language or form."""
    if form not in FORMS:
        raise Refused(f"there is no form {form!r}", mend=f"choose one of: {', '.join(FORMS)}")
    wording = Wording(brief, language)
    template = environment(form).get_template(f"brief.{FORMS[form]}.j2")
    spoken = wording.language
    text = template.render(page=page(brief, wording), t=wording.label, language=spoken, number=spoken.number, css=_style())
    return _spaced(text) if form == "markdown" else text


def write_brief(brief: Brief, folder: Path, language: str) -> list[Path]:
    """Write `brief-<from>-<to>.<language>` in every form into the folder (made if missing), and give the paths.

    Each file is written beside its place and moved there whole, so that a reader never sees half of it.
    """
    texts = {ending: render(brief, language, form) for form, ending in FORMS.items()}
    name = f"brief-{brief.start.date().isoformat()}-{brief.end.date().isoformat()}.{language}"
    return [write_whole(folder / f"{name}.{ending}", text, folders=True) for ending, text in texts.items()]


def _spaced(text: str) -> str:
    """Markdown with one empty line between blocks and before headings (no text of a source can begin a line with #)."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\n(#{2,4} )", r"\n\n\1", text))


def _style() -> Markup:
    folder = files("pactwatch").joinpath("briefs/templates")
    return Markup("".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("status.css", "brief.css")))
