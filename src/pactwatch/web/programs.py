"""What programs alone ask for."""

from __future__ import annotations

from pactwatch.web.views import ledger, verdicts

PROGRAMS = (verdicts.pages, verdicts.owed, ledger.pages)
"""Questions of the API for which there is no page."""
