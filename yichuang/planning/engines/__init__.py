"""Engines: chance by NumPy, rosters by OR-Tools; both loaded when first needed."""
