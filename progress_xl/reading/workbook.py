"""Opening a workbook of any of the five formats, without trusting its name, its sizes or its sender."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from xml.parsers.expat import ExpatError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from progress_xl.errors import EncryptedFile, PathMissing, TooLarge, UnreadableFile
from progress_xl.messages import Words
from progress_xl.reading.extent import ods_extent, xlsx_extent
from progress_xl.reading.grid import MAX_CELLS, Grid

T = TypeVar("T")

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm")
MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 2**30
MAX_MEMBERS = 10_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_TEXT = Words("是 Word 文档，不是工作簿", "it is a Word document, not a workbook")
_SLIDES = Words("是演示文稿，不是工作簿", "it is a presentation, not a workbook")
_OTHER_PARTS = {"word/document.xml": _TEXT, "ppt/presentation.xml": _SLIDES}
_OTHER_STREAMS = {"WordDocument".encode("utf-16-le"): _TEXT, "PowerPoint Document".encode("utf-16-le"): _SLIDES}
# A workbook may hold a document, so a compound file with one of these streams is none itself.
_BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
# What zipfile raises, by the damage: structure, truncation, odd compression, password flag, bad fields, bad stream.
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    zlib.error,
    ExpatError,
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's bytes, hash and sheets; a sheet's values are read when asked for."""

    path: Path
    sha256: str
    sheet_names: tuple[str, ...]
    _book: CalamineWorkbook = field(repr=False)
    _visible: frozenset[str] = frozenset()

    def grid(self, name: str) -> Grid:
        """The values of a worksheet; ``TooLarge`` if it spans more than ``MAX_CELLS``."""
        sheet = _calamine(self.path, lambda: self._book.get_sheet_by_name(name))
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            raise TooLarge(path=str(self.path), reason=f"工作表“{name}”跨{sheet.total_height}行{sheet.total_width}列")
        rows = sheet.to_python(skip_empty_area=False)
        return Grid(name, rows, _merges(sheet), name in self._visible)

    def visible(self, name: str) -> bool:
        return name in self._visible


def open_workbook(path: Path) -> Workbook:
    """Open a workbook by its content.

    Raises ``PathMissing``, ``UnreadableFile``, ``EncryptedFile`` or ``TooLarge``. Nothing in the file is
    executed, followed or unpacked to disk.
    """
    content = _bytes_of(path)
    _refuse_before_parsing(path, content)
    book = _calamine(path, lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = frozenset(sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible)
    return Workbook(path, hashlib.sha256(content).hexdigest(), tuple(sheet.name for sheet in sheets), book, shown)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise TooLarge(path=str(path), reason=f"超过{MAX_FILE_BYTES >> 20} MB")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PathMissing(path=str(path)) from error
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=f"系统不允许读取（{error.strerror}）") from error


def _refuse_before_parsing(path: Path, content: bytes) -> None:
    if not content:
        raise UnreadableFile(path=str(path), reason="文件为空（0 字节）")
    if content.startswith(_COMPOUND_FILE):
        if _ENCRYPTED_STREAM in content:
            raise EncryptedFile(path=str(path))
        if not any(stream in content for stream in _BOOK_STREAMS):
            _refuse_other_kinds(path, (kind for stream, kind in _OTHER_STREAMS.items() if stream in content))
    elif content.startswith(b"PK"):
        _refuse_bomb(path, content)
    else:
        raise UnreadableFile(path=str(path), reason=_what_it_is(content))


def _refuse_other_kinds(path: Path, kinds: Iterable[Words]) -> None:
    for kind in kinds:
        raise UnreadableFile(path=str(path), reason=kind)


def _what_it_is(content: bytes) -> str:
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        return "内容是网页或 XML，不是工作簿"
    return "内容不是工作簿"


def _refuse_bomb(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise TooLarge(path=str(path), reason=f"解压后超过{MAX_UNPACKED_BYTES >> 20} MB或部件过多")
            _refuse_other_kinds(path, (kind for part, kind in _OTHER_PARTS.items() if part in package.NameToInfo))
            for member in members:
                if extent_of := _extent_of(member.filename):
                    _refuse_far_cells(path, *extent_of(package.read(member)))
    except _BROKEN_ZIP as error:
        raise UnreadableFile(path=str(path), reason="文件不完整或已损坏") from error


def _extent_of(member: str) -> Callable[[bytes], tuple[int, int]] | None:
    """How to tell the extent of the sheets in a part, if it has any."""
    if "worksheets/" in member and member.endswith(".xml"):
        return xlsx_extent
    return ods_extent if member == "content.xml" else None


def _refuse_far_cells(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise TooLarge(path=str(path), reason=f"内容跨{rows}行{columns}列")


def _merges(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]


def _calamine(path: Path, call: Callable[[], T]) -> T:
    """``call`` with calamine's ways of failing told apart; a panic of its parser is one more of them."""
    try:
        return call()
    except PasswordError as error:
        raise EncryptedFile(path=str(path)) from error
    except CalamineError as error:
        raise UnreadableFile(path=str(path), reason="文件不完整或已损坏") from error
    except BaseException as error:  # a panic is no Exception, and its class cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile(path=str(path), reason="文件不完整或已损坏") from error
