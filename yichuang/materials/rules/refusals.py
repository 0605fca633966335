"""Why a file is not taken, in plain words, and what to do instead."""

from typing import Any

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

FIELD = "file"

_PHOTO = N_("Take a photo of the paper, or save it as PDF, and upload that.")
_AGAIN = N_(
    "Open the file on your device; if it shows well, save it anew and upload it."
)
_PRINT = N_("Print it to PDF (or take a photo of each page) and upload that.")

SAYS: dict[str, tuple[str, str]] = {
    "empty": (N_("The file is empty."), _AGAIN),
    "program": (N_("This is a program, not a picture or a PDF."), _PHOTO),
    "archive": (
        N_("This is a compressed archive, not a picture or a PDF."),
        N_("Unpack it and upload the pictures or PDFs one by one."),
    ),
    "office": (
        N_("This is an office document, not a picture or a PDF."),
        N_("Open it, save it as PDF and upload the PDF."),
    ),
    "webpage": (N_("This is a web page, not a picture or a PDF."), _PRINT),
    "heic": (
        N_("This is an iPhone photo in HEIC format, which offices cannot open."),
        N_(
            "In the phone's settings choose Camera, Formats, Most Compatible, and take "
            "the photo again; or send a screenshot of it."
        ),
    ),
    "video": (N_("This is a video, not a picture or a PDF."), _PHOTO),
    "picture": (
        N_("Pictures of this kind are not taken."),
        N_("Save it as JPG or PNG and upload that."),
    ),
    "tiff": (
        N_("Pictures in TIFF are taken only in a stack that staff bring."),
        N_("Save it as JPG, PNG or PDF and upload that."),
    ),
    "unknown": (N_("This is neither a picture (JPG, PNG, WebP) nor a PDF."), _PHOTO),
    "too-large": (
        N_("The file is too large: %(size)s MB, at most %(most)s MB."),
        N_("Take the photo with a lower resolution, or split the PDF."),
    ),
    "too-many-pixels": (
        N_("The picture is too large: at most %(most)s million pixels."),
        N_("Take the photo with a lower resolution."),
    ),
    "too-many-pages": (
        N_("The PDF has %(pages)s pages; at most %(most)s are taken."),
        N_("Split it into several files."),
    ),
    "too-many-files": (
        N_("There are already %(most)s files for this paper."),
        N_("Remove one that is not needed, or put several pages into one PDF."),
    ),
    "broken": (N_("The file is damaged or not complete."), _AGAIN),
    "encrypted": (
        N_("The PDF is protected by a password."),
        N_("Save a copy without the password and upload that."),
    ),
    "active": (
        N_("The PDF contains a program or attached files."),
        _PRINT,
    ),
    "too-heavy": (N_("The file takes too long to open."), _PRINT),
    "infected": (
        N_("The virus scanner found “%(virus)s” in the file."),
        N_("Do not open the file; upload the paper from another source."),
    ),
    "scanner-away": (
        N_("The file could not be checked for viruses just now. Nothing was saved."),
        N_("Try again in a few minutes, or bring the paper to the window."),
    ),
    "disk-full": (
        N_("The hall's storage is full. Nothing was saved."),
        N_("Bring the paper to the window, or try again later."),
    ),
    "archive-encrypted": (
        N_("The archive is protected by a password."),
        N_("Pack it again without a password, or bring the files without packing."),
    ),
    "archive-paths": (
        N_("The archive has a file that would be unpacked outside of its folder."),
        N_("No ordinary program packs so. Do not use it; pack the scans anew."),
    ),
    "archive-bomb": (
        N_("The archive would be too large unpacked: at most %(most)s MB are taken."),
        N_("Pack fewer files into one archive."),
    ),
    "archive-empty": (
        N_("There is no file in the archive."),
        N_("Look into it on your device, and pack the scans again."),
    ),
    "archive-too-many": (
        N_("There are too many files in the archive: at most %(most)s are taken."),
        N_("Make several stacks of them."),
    ),
    "archive-in-archive": (
        N_("An archive inside an archive is not opened."),
        N_("Unpack it, and pack the pictures and PDFs themselves."),
    ),
    "stack-too-long": (
        N_(
            "A stack holds at most %(most)s pages; with this file it would be %(pages)s."
        ),
        N_("Make a second stack of the files that are left."),
    ),
    "stack-too-many-files": (
        N_("A stack holds at most %(most)s files."),
        N_("Make several stacks of them."),
    ),
    "same-file": (
        N_("The same file is in this stack already: %(name)s."),
        N_("It is not read twice. If another was meant, bring that one."),
    ),
    "missing": (N_("No file was chosen."), N_("Choose a picture or a PDF.")),
}


def refusal(why: str, **facts: Any) -> Refusal:
    """The refusal for a reason of SAYS: code "materials.<why>", field "file"."""
    says, remedy = SAYS[why]
    return Refusal(f"materials.{why}", says, field=FIELD, remedy=remedy, **facts)
