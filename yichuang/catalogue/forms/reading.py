"""Reads a file somebody brings, whatever it holds: by content, bounded, nothing executed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from yichuang.catalogue.forms.tables import read_csv, read_xlsx
from yichuang.catalogue.forms.yamls import read_yaml
from yichuang.catalogue.rules.documents import Document
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

MOST_BYTES = 10 * 1024 * 1024
FORMATS: Mapping[str, Callable[[bytes], tuple[Document, ...]]] = {
    "yaml": read_yaml,
    "yml": read_yaml,
    "csv": read_csv,
    "xlsx": read_xlsx,
}
_ZIP = b"PK\x03\x04"


def read_file(name: str, content: bytes) -> tuple[Document, ...]:
    """The items and bundles of a YAML, CSV or XLSX file.

    Raises Refusal: "file.format", "file.too-large", "file.not-what-it-says",
    "file.unreadable", "file.bomb", "file.empty".
    """
    ending = name.rpartition(".")[2].casefold()
    if ending not in FORMATS:
        raise Refusal(
            "file.format",
            N_("“%(name)s” is neither YAML nor CSV nor XLSX."),
            field="file",
            remedy=N_(
                "Save it as .yaml, .csv or .xlsx; an old .xls must be saved anew."
            ),
            name=name,
        )
    if len(content) > MOST_BYTES:
        raise Refusal(
            "file.too-large",
            N_("The file has %(size)s MB; %(most)s MB are taken at once."),
            field="file",
            remedy=N_("Split it into several files."),
            size=len(content) // 1024 // 1024,
            most=MOST_BYTES // 1024 // 1024,
        )
    if content.startswith(_ZIP) is not (ending == "xlsx"):
        raise Refusal(
            "file.not-what-it-says",
            N_("“%(name)s” is not what its ending says."),
            field="file",
            remedy=N_(
                "Open it in the program that made it and save it in the right format."
            ),
            name=name,
        )
    documents = FORMATS[ending](content)
    if not documents:
        raise Refusal(
            "file.empty",
            N_("There is no item in “%(name)s”."),
            field="file",
            remedy=N_("Begin with the template; every item needs a key and a name."),
            name=name,
        )
    return tuple(replace(document, file=name) for document in documents)
