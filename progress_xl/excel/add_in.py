"""The add-in as a file: what it was built from."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

ADD_IN = "progress_xl.xlam"

_NAME = re.compile(r"\{.*\}definedName")


@dataclass(frozen=True, slots=True)
class Versions:
    """Of the package and of the xlwings that an add-in was built from; ``?`` where it does not say."""

    package: str
    xlwings: str


def versions_in(content: bytes | None) -> Versions | None:
    """What the bytes of a file say; ``None`` if they are no add-in of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content or b"")) as package:
            workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return None
    names = {name.get("name"): (name.text or "").strip('"') for name in workbook.iter() if _NAME.fullmatch(name.tag)}
    return Versions(names["pxl_version"], names.get("pxl_xlwings_version", "?")) if "pxl_version" in names else None
