"""What planning decides, as pure functions: what to expect, what it would be like."""
