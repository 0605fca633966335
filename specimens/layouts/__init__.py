"""The layouts, a module for each family of papers; importing registers them."""

from specimens.layouts import cards, photos, study, teachers, teaching

__all__ = ["cards", "photos", "study", "teachers", "teaching"]
