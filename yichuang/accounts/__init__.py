"""Accounts: people, organisations, staff, roles, consent, tokens and the messages sent to them."""
