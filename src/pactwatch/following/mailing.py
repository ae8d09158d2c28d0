"""Changes sent by e-mail (RFC 5321), each message to one address."""

from __future__ import annotations

import smtplib
import ssl

from pactwatch.following.outbox import Message
from pactwatch.following.subscriptions import Mailing
from pactwatch.following.webhooks import NotSentError

_SECONDS = 30.0


def mail(mailing: Mailing, message: Message) -> None:
    """Hands a message to the mail server. Raises NotSentError where it does not take it."""
    try:
        with _server(mailing) as server:
            server.sendmail(mailing.sender, [message.address], message.body)
    except smtplib.SMTPRecipientsRefused as error:
        code = max((told[0] for told in error.recipients.values()), default=0)
        raise NotSentError(f"{mailing.host} refuses {message.address} ({code})", again=code < 500) from None
    except smtplib.SMTPAuthenticationError:
        raise NotSentError(f"{mailing.host} refuses the user or the password") from None
    except smtplib.SMTPResponseException as error:
        raise NotSentError(f"{mailing.host} answers {error.smtp_code}", again=error.smtp_code < 500) from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"{mailing.host} cannot be reached ({type(error).__name__})") from None


def _server(mailing: Mailing) -> smtplib.SMTP:
    """A connection on which mail can be sent: encrypted and signed in as the subscription says."""
    context = ssl.create_default_context()
    if mailing.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mailing.host, mailing.port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(mailing.host, mailing.port, timeout=_SECONDS)
    try:
        if mailing.security == "starttls":
            server.starttls(context=context)
        if mailing.user is not None and mailing.password is not None:
            server.login(mailing.user, mailing.password.read())
    except BaseException:
        server.close()
        raise
    return server
