"""The worked case, built once."""

from tests.following.conftest import worked

__all__ = ["worked"]
