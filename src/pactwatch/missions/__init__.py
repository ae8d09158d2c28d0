"""Reports of monitoring missions, whose set phrases can be read more exactly than news: one module a mission, with `read`.

A mission's reader gives the same records as `reading.read`, marked with its own name.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from pactwatch.missions import ctsamvm, smm
from pactwatch.missions.claiming import located
from pactwatch.missions.pages import prepared
from pactwatch.reading import read
from pactwatch.types import Claim, Report

Reader = Callable[[Report], tuple[Claim, ...]]

FORMS: MappingProxyType[str, Reader] = MappingProxyType({"osce-smm": smm.read, "ctsamvm": ctsamvm.read})
"""Every mission whose reports are read by their form, by the id that a case's source names (`form = "osce-smm"`)."""


def read_form(report: Report, form: str) -> tuple[Claim, ...]:
    """The claims of a prepared report by its form, and by the general reader where the form gives nothing.

    A sentence that the form has read is not read again. The general reader's claims keep the distance and direction from a
    named place that their sentence tells.
    """
    told = FORMS[form](report)
    rest = (located(c) for c in read(report) if not any(c.start < t.end and t.start < c.end for t in told))
    return tuple(sorted((*told, *rest), key=lambda c: (c.start, c.end)))


__all__ = ["FORMS", "Reader", "prepared", "read_form"]
