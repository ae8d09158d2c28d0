"""The board: what stands, why, and by whose word, in a browser."""

from pactwatch.web.app import make_app
from pactwatch.web.settings import Settings

__all__ = ["Settings", "make_app"]
