"""What is handed over: briefs in HTML, Markdown, XLSX and PDF."""

from pactwatch.briefs.rendering import FORMS, Form, render, write_brief

__all__ = ["FORMS", "Form", "render", "write_brief"]
