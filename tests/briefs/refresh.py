"""Write the golden briefs anew: `python -m tests.briefs.refresh`. Read the difference before you commit it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pactwatch.briefs import render
from tests.briefs.sample import sample

GOLDEN = Path(__file__).parent / "golden"
FORMS: tuple[tuple[Literal["markdown", "html"], str], ...] = (("markdown", "md"), ("html", "html"))
LANGUAGES = ("en", "ar", "ru")


def main() -> None:
    """Write every golden file."""
    GOLDEN.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for form, ending in FORMS:
            path = GOLDEN / f"brief.{language}.{ending}"
            path.write_text(render(sample(), language, form), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
