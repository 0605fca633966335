"""Help in the hall: things to lend, goods handed out, facilities that are checked."""
