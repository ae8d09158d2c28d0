"""Changes of status sent to those who follow a case: webhooks and e-mail, each once, signed, with the id of the verdict."""

from pactwatch.following.notifying import Outcome, notify
from pactwatch.following.subscriptions import FILE, read_subscriptions

__all__ = ["FILE", "Outcome", "notify", "read_subscriptions"]
