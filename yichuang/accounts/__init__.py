"""People, organisations, staff, roles, consent, tokens, messages."""
