"""Writes of accounts. Each call checks the permission, writes, and announces in one transaction."""
