"""Writes of the room: files are stored, attached, opened on record and removed."""

from yichuang.materials.services.keeping import attach, remove
from yichuang.materials.services.opening import kept_path, open_file, picture
from yichuang.materials.services.storing import store
from yichuang.materials.services.tidying import tidy

__all__ = ["attach", "kept_path", "open_file", "picture", "remove", "store", "tidy"]
