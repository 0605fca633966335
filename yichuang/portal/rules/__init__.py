"""Pure rules of the citizen's pages: when the doors are open, what a draft still needs."""
