"""The acts with legal effect: each with its own page, its preview, and one press."""
