"""The one sentence with which the board says no."""

from __future__ import annotations

import re

_ALERT = re.compile(r'<p[^>]*role="alert"[^>]*>(.*?)</p>', re.DOTALL)
_FAILED = re.compile(r'<main id="main">\s*<h1>[^<]*</h1>\s*<p>(.*?)</p>\s*<p><a href="/\w+/today">', re.DOTALL)


def sentence(page: str) -> list[str]:
    """What a refusal says: beside its form, or on a page of its own."""
    return [found.strip() for found in _ALERT.findall(page) or _FAILED.findall(page)]
