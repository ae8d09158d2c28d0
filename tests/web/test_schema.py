"""The API does what its document says, whatever is asked: schemathesis makes up the questions."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from pactwatch.case import open_case
from pactwatch.people import accounts, open_people, tokens
from pactwatch.web import Settings, make_app
from tests.web.people import PASSWORD

EXAMPLES = 8
"""Questions made up for each operation, besides its examples."""


@pytest.fixture(scope="module")
def scratch(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A case to write to, and what a program of its keeper's sends with each request."""
    folder = tmp_path_factory.mktemp("scratch") / "case"
    shutil.copytree(built, folder)
    people = open_people(folder, create=True)
    assert people is not None
    with people:
        accounts.add(people, "kim", "keeper", PASSWORD)
        return folder, {"Authorization": f"Bearer {tokens.make(people, 'kim', 'keeper', '', 1)}"}


@pytest.fixture(scope="module")
def api(scratch: tuple[Path, dict[str, str]]) -> Iterator[schemathesis.BaseSchema]:
    """The document of the API, asked of the application itself."""
    app = make_app(open_case(scratch[0]), Settings(hosts=("testserver", "localhost", "127.0.0.1"), rate=None))
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    app.state.board.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_operation_does_what_is_said_of_it(
    api: schemathesis.BaseSchema, scratch: tuple[Path, dict[str, str]], mode: GenerationMode
) -> None:
    failures = []
    operations = [found.ok() for found in api.get_all_operations() if isinstance(found, Ok)]
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: schemathesis.Case[Any]) -> None:
            # A text may be well formed and yet name no party, day or pact: it is refused (422), as the document says.
            headers = scratch[1] if case.method.lower() == "post" else {}
            case.call_and_validate(headers=headers, excluded_checks=[checks.positive_data_acceptance])

        try:
            asked()
        except (AssertionError, BaseExceptionGroup) as error:
            failures.append(f"{operation.label}: {error}")
    assert "\n\n".join(failures) == ""
    assert len(operations) > 30
