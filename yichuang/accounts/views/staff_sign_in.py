"""How django-allauth fits into the house: staff only, no sign-up, secrets encrypted."""

from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yichuang.accounts.models import User
from yichuang.accounts.models.secrets import decrypt, encrypt
from yichuang.accounts.services import sign_in


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up as staff; an administrator makes the account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "Login and password do not match. Look at capital letters and try again."
        ),
        "too_many_login_attempts": _(
            "Too many wrong passwords. Wait 5 minutes, or ask your administrator."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: User, **options: Any
    ) -> HttpResponse:
        sign_in.staff_signed_in(user, at=timezone.now())
        response: HttpResponse = super().post_login(request, user, **options)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk; a citizen who opened the staff's door goes back to the start."""
        is_staff = getattr(request.user, "kind", "") == User.Kind.STAFF
        return settings.YICHUANG_DESK if is_staff else settings.LOGIN_REDIRECT_URL

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        # The pages say what happened; allauth's own sentences would be a second voice.
        return None

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        # Staff have no verified e-mail address here.
        return None


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of one-time passwords encrypted; draws the QR code with segno."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        picture = BytesIO()
        # On white whatever the theme: readers want dark on light, and four modules of border.
        segno.make(url, error="m").save(
            picture, kind="svg", scale=4, border=4, light="white", xmldecl=False
        )
        return picture.getvalue().decode()
