"""Pages of accounts: signing in and out, my account, staff, outbox."""
