"""Our own pages."""

from django.urls import path

from yichuang.accounts.views import account, outbox, sign_in, staff

app_name = "accounts"

urlpatterns = [
    path("sign-in/", sign_in.phone, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="sign-in-code"),
    path("sign-in/again/", sign_in.again, name="sign-in-again"),
    path("sign-out/", sign_in.leave, name="sign-out"),
    path("account/", account.me, name="me"),
    path("account/reveal/", account.reveal, name="reveal"),
    path("account/who/", account.who, name="who"),
    path("account/contact/", account.contact, name="contact"),
    path("account/consents/withdraw/", account.withdraw, name="withdraw"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:message_id>/again/", outbox.again, name="outbox-again"),
    path("staff/", staff.people, name="staff"),
    path("staff/new/", staff.new, name="staff-new"),
    path("staff/password/", staff.own_password, name="own-password"),
    path("staff/<int:user_id>/", staff.member, name="staff-member"),
    path("staff/<int:user_id>/grant/", staff.grant, name="staff-grant"),
    path("staff/<int:user_id>/revoke/", staff.revoke, name="staff-revoke"),
    path("staff/<int:user_id>/password/", staff.password, name="staff-password"),
    path("staff/<int:user_id>/active/", staff.active, name="staff-active"),
]
