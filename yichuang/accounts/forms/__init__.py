"""Forms of accounts: they carry what was typed; the services decide what is right."""

from yichuang.accounts.forms.account import ConsentForm, ContactForm, WhoForm
from yichuang.accounts.forms.sign_in import CodeForm, PhoneForm
from yichuang.accounts.forms.staff import (
    OwnPasswordForm,
    PasswordForm,
    RoleForm,
    StaffForm,
)

__all__ = [
    "CodeForm",
    "ConsentForm",
    "ContactForm",
    "OwnPasswordForm",
    "PasswordForm",
    "PhoneForm",
    "RoleForm",
    "StaffForm",
    "WhoForm",
]
