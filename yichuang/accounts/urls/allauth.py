"""The pages of django-allauth the house uses, under names allauth itself looks up.

Not the whole of its addresses: sign-up, e-mail and password by mail are not part of the house.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.urls import path

from yichuang.accounts.views.gate import staff_only

urlpatterns = [
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-in/inactive/", account_views.account_inactive, name="account_inactive"),
    path("sign-in/step/", mfa_views.authenticate, name="mfa_authenticate"),
    path(
        "confirm/",
        staff_only(account_views.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "confirm/step/", staff_only(mfa_views.reauthenticate), name="mfa_reauthenticate"
    ),
    path("security/", staff_only(mfa_views.index), name="mfa_index"),
    path(
        "security/phone/",
        staff_only(totp_views.activate_totp),
        name="mfa_activate_totp",
    ),
    path(
        "security/phone/off/",
        staff_only(totp_views.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "security/codes/",
        staff_only(recovery_views.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "security/codes/new/",
        staff_only(recovery_views.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/codes/file/",
        staff_only(recovery_views.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
