"""Reviews 好差评 and the hall's public figures."""
