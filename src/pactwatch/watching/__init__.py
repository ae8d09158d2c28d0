"""Feeds and pages watched for a case: fetched politely and warily, each article kept once as a report."""

from pactwatch.watching.watcher import Round, watch

__all__ = ["Round", "watch"]
