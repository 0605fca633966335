"""Files in and out: YAML, CSV and XLSX become documents, and documents files."""

from yichuang.catalogue.forms.reading import FORMATS, read_file
from yichuang.catalogue.forms.writing import template, write_csv, write_xlsx, write_yaml

__all__ = ["FORMATS", "read_file", "template", "write_csv", "write_xlsx", "write_yaml"]
