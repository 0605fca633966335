"""One thing in life 一件事 as its citizen sees it: the choice, the form, the way it goes."""
