"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test looks at a clock. `wander` looks for new examples: HYPOTHESIS_PROFILE=wander make test
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("wander", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public data, which the project does not carry: PACTWATCH_SHARED, or `shared` beside the repository.

    Tests that need it are skipped where it is absent.
    """
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("PACTWATCH_SHARED", beside))
    if not folder.is_dir():
        pytest.skip("shared data not present")
    return folder
