"""E-mail through Django's own SMTP (settings EMAIL_HOST and its sisters)."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from yichuang.accounts.adapters.base import Check, DeliveryError
from yichuang.kernel.text import N_


class SmtpSender:
    """Sends plain-text e-mail."""

    name = "smtp"

    def send(self, to: str, subject: str, text: str) -> None:
        # A line break in a subject would let a name write headers of its own.
        mail = EmailMessage(subject=" ".join(subject.split()), body=text, to=[to])
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise DeliveryError(
                "the server refuses this address", permanent=True
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"{type(error).__name__}: {error}") from error

    def check(self) -> Check:
        try:
            connection = get_connection()
            connection.open()
            connection.close()
        except (smtplib.SMTPException, OSError) as error:
            return Check(self.name, ok=False, says=f"{type(error).__name__}: {error}")
        return Check(self.name, ok=True, says=N_("The mail server answers."))
