"""E-mail goes through Django's mailer; a name cannot write headers."""

import pytest
from django.core import mail

from yichuang.accounts.adapters import DeliveryError
from yichuang.accounts.adapters.email import SmtpSender


def test_a_mail_is_sent() -> None:
    SmtpSender().send("lin@example.cn", "受理通知", "您好")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (
        ["lin@example.cn"],
        "受理通知",
        "您好",
    )


def test_a_line_break_in_the_subject_is_a_space() -> None:
    SmtpSender().send("lin@example.cn", "受理\r\nBcc: all@example.cn", "您好")
    assert mail.outbox[0].subject == "受理 Bcc: all@example.cn"


def test_a_server_that_is_not_there_is_told(settings, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def gone(*_: object) -> None:
        raise ConnectionRefusedError("nobody")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", gone)
    with pytest.raises(DeliveryError, match="nobody"):
        SmtpSender().send("lin@example.cn", "a", "b")
