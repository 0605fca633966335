"""Identifiers of electronic certificates (GB/T 36904-2018).

A root, then kind of certificate, issuing agency, serial, version and a check character,
joined by dots.

>>> certificate_identifier("11100000000013338W011", "11430000006122244L", "20230000403")
'1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U'
"""

import re
from dataclasses import dataclass

from yichuang.kernel.identity.checks import iso7064_mod37_36
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact

ROOT = "1.2.156.3005.2"

_SHAPE = re.compile(
    re.escape(ROOT)
    + r"\.([0-9A-Z]{21})\.([0-9A-Z]{18}|[0-9]{6})\.([0-9A-Z]{1,40})\.([0-9]{3})\.([0-9A-Z])"
)


@dataclass(frozen=True, slots=True)
class CertificateIdentifier:
    """An identifier taken apart.

    `kind` is the credit code of the agency that defines the certificate and three
    digits, `issuer` a credit code or a region of six digits.
    """

    kind: str
    issuer: str
    serial: str
    version: int
    check: str

    def __str__(self) -> str:
        fields = (
            self.kind,
            self.issuer,
            self.serial,
            f"{self.version:03d}",
            self.check,
        )
        return ".".join((ROOT, *fields))


def certificate_identifier(
    kind: str, issuer: str, serial: str, version: int = 1
) -> str:
    """A new identifier with its check character; ValueError for fields of another shape."""
    check = iso7064_mod37_36(f"{kind}{issuer}{serial}{version:03d}")
    identifier = str(CertificateIdentifier(kind, issuer, serial, version, check))
    if not _SHAPE.fullmatch(identifier):
        raise ValueError(f"{identifier} is not an identifier of GB/T 36904.")
    return identifier


def check_certificate_identifier(text: str) -> CertificateIdentifier:
    """Read an identifier from a certificate or its QR code.

    Refused: "certificate-identifier.wrong-form", "certificate-identifier.wrong-check".
    """
    found = _SHAPE.fullmatch(compact(text))
    if not found:
        raise _refuse(
            "certificate-identifier.wrong-form",
            N_("This is not the identifier of an electronic certificate."),
        )
    kind, issuer, serial, version, check = found.groups()
    if iso7064_mod37_36(kind + issuer + serial + version) != check:
        raise _refuse(
            "certificate-identifier.wrong-check",
            N_(
                "The certificate identifier contains an error: its last character does not fit."
            ),
        )
    return CertificateIdentifier(kind, issuer, serial, int(version), check)


def _refuse(code: str, says: str) -> Refusal:
    return Refusal(
        code,
        says,
        field="identifier",
        remedy=N_(
            "Scan the code on the certificate again, or copy it character by character."
        ),
    )
