"""Reports of monitoring missions, whose set phrases can be read more exactly than news: one module a mission, with `read`.

A mission's reader gives the same records as `reading.read`, marked with its own name.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from pactwatch.missions import smm
from pactwatch.missions.pages import prepared
from pactwatch.types import Claim, Report

Reader = Callable[[Report], tuple[Claim, ...]]

FORMS: MappingProxyType[str, Reader] = MappingProxyType({"osce-smm": smm.read})
"""Every mission whose reports are read by their form, by the id that a case's source names (`form = "osce-smm"`)."""

__all__ = ["FORMS", "Reader", "prepared"]
