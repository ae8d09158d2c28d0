"""What is handed over: briefs in Markdown and HTML."""

from pactwatch.briefs.rendering import render, write_brief

__all__ = ["render", "write_brief"]
