"""Every reason that a rule can give has words, however the rule names it."""

from __future__ import annotations

import re
from pathlib import Path

from pactwatch import verdicts
from pactwatch.verdicts.words import sections

RULES = ("duties", "parts", "prohibitions", "life", "judge", "proof", "rules")


def test_every_word_that_could_be_a_reason_is_one() -> None:
    folder = Path(verdicts.__file__).parent
    source = "\n".join((folder / f"{name}.py").read_text(encoding="utf-8") for name in RULES)
    named = {key for call in re.findall(r"Reason\(([^()]*)", source) for key in re.findall(r'"([a-z_]+)"', call.split(",")[0])}
    named |= set(re.findall(r'"((?:performed|performance|breach|pending|permitted)_?[a-z_]*)"', source)) - {
        "performance",
        "breach",
        "breached",
    }
    missing = named - set(sections()["reasons"])
    assert len(named) > 25
    assert not missing
