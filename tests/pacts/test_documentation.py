"""The guide to pact files names every key that is read, and its examples are taken."""

import re
from pathlib import Path

from pactwatch.pacts.loading import load_pact
from pactwatch.pacts.scenarios import load_scenarios
from tests.pacts.files import EXAMPLE

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "pact-files.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_examples_are_taken(tmp_path: Path) -> None:
    pact, zones, cases = EXAMPLES
    path = tmp_path / "geneva.toml"
    clauses = pact.index("[[clauses]]")
    path.write_text(pact[:clauses] + zones + pact[clauses:], encoding="utf-8")
    assert [r.id for r in load_pact(path).zones["treaty-area"].readings] == ["recognised-territory", "wider-conflict"]
    (tmp_path / "geneva.cases.toml").write_text(cases, encoding="utf-8")
    (scenario,) = load_scenarios(tmp_path / "geneva.cases.toml")
    assert scenario.expect == "kept_late"


def test_every_key_that_an_example_pact_uses_is_explained() -> None:
    used = {
        key
        for path in EXAMPLE.glob("*.toml")
        for key in re.findall(r"(?m)^(\w+) = ", path.read_text(encoding="utf-8"))
        if not key.isupper()
    }
    assert {key for key in used if f"`{key}`" not in GUIDE and f"{key} = " not in GUIDE} == set()
