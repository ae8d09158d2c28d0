"""The API does what its document says, whatever is asked: schemathesis makes up the questions."""

from __future__ import annotations

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
from pactwatch.web import Settings, make_app

EXAMPLES = 8
"""Questions made up for each operation, besides its examples."""


@pytest.fixture(scope="module")
def api(built: Path) -> Iterator[schemathesis.BaseSchema]:
    """The document of the API, asked of the application itself."""
    app = make_app(open_case(built), Settings(hosts=("testserver", "localhost", "127.0.0.1"), rate=None))
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    app.state.board.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_operation_does_what_is_said_of_it(api: schemathesis.BaseSchema, mode: GenerationMode) -> None:
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
            case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])

        try:
            asked()
        except (AssertionError, BaseExceptionGroup) as error:
            failures.append(f"{operation.label}: {error}")
    assert "\n\n".join(failures) == ""
    assert len(operations) > 15
