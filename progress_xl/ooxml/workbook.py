"""A workbook as a package to be patched: sheets put in, values set, conditional formats added and taken off."""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import IO, ParamSpec, TypeVar

from progress_xl.errors import (
    CannotWrite,
    NotMarkable,
    PathMissing,
    SheetMissing,
    SignedWorkbook,
    UnreadableFile,
)
from progress_xl.ooxml import app_properties, blank, workbook_part, zips
from progress_xl.ooxml import vocabulary as v
from progress_xl.ooxml.cells import CellEditor, drop_from_calculation_chain, formulas_in
from progress_xl.ooxml.package import CONTENT_TYPES_PART, Package, from_utf8, to_utf8
from progress_xl.ooxml.saving import write_atomically
from progress_xl.ooxml.sheet_notes import SheetNotes, notes_mention, read_notes
from progress_xl.ooxml.sheet_writer import DAYS_TO_1904, SheetWriter
from progress_xl.ooxml.splice import Xml, XmlError
from progress_xl.ooxml.styles import Styles
from progress_xl.ooxml.values import CellFormat, CfRule, Dxf, NewSheet, State, Value
from progress_xl.ooxml.workbook_part import SheetEntry
from progress_xl.ooxml.worksheet_part import Worksheet

_P = ParamSpec("_P")
_R = TypeVar("_R")

_BAD_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_DXF_REFERENCE = re.compile(rb"""[dD]xf[iI]d\s*=\s*["'](\d+)["']""")
_STYLES_NAME = "xl/pxlStyles.xml"


def _names_damage(method: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a method raise `UnreadableFile` where the workbook holds what the schema forbids, such as ``min="x"``."""

    @wraps(method)
    def careful(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return method(*args, **kwargs)
        except (ValueError, LookupError) as error:
            raise UnreadableFile(reason=str(error)) from error

    return careful


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet in the order of the tabs; chart and dialog sheets are no worksheets."""

    name: str
    state: State
    is_worksheet: bool


class Workbook:
    """An Open XML workbook. Parts that no method changed are saved as the bytes they were.

    Methods that change something raise `UnreadableFile` if a part they need is missing or damaged, and
    `SheetMissing` for a sheet that does not exist; the file on disk changes only in `save`.
    """

    def __init__(self, package: Package, name: str = "", source: bytes = b"") -> None:
        self._package, self._name = package, name
        self._part = _workbook_part(package, name)
        if not any(name == "sheets" for name, _ in package.tags(self._part)):
            raise UnreadableFile(reason=f"{self._part}: sheets")
        strict = v.STRICT.main.encode() in to_utf8(package.read(self._part))[0]
        self._conformance = v.STRICT if strict else v.TRANSITIONAL
        self._source = source
        self._may_break_signature = False
        self._listed: tuple[bytes, list[SheetEntry]] = b"", []
        self._open_styles: Styles | None = None
        self._pending: dict[str, NewSheet] = {}
        self._worksheets: dict[str, tuple[Worksheet, str]] = {}

    @classmethod
    def open(cls, source: str | Path | bytes, *, break_signature: bool = False) -> "Workbook":
        """Open a file or its bytes: .xlsx .xlsm .xltx .xltm .xlam by content, not by extension.

        A signed workbook is not saved unless ``break_signature`` says so: the signature would no longer hold.
        Raises `PathMissing`, `UnreadableFile`, `EncryptedFile`, and `NotMarkable` for other kinds of workbook.
        """
        name, data = ("", source) if isinstance(source, bytes) else (Path(source).name, _bytes_of(Path(source)))
        book = cls(_package(data, name), name, data)
        book._may_break_signature = break_signature
        return book

    @classmethod
    def blank(cls) -> "Workbook":
        """A workbook without sheets; `put_sheet` must give it one before it is saved."""
        package = Package([])
        for name, content in blank.PARTS.items():
            package.write(name, content)
        return cls(package)

    @property
    def sheets(self) -> tuple[SheetInfo, ...]:
        """All sheets in the order of their tabs."""
        worksheets = {rel.id for rel in self._package.relationships(self._part) if rel.is_a("worksheet")}
        return tuple(SheetInfo(entry.name, entry.state, entry.relation in worksheets) for entry in self._entries())

    def put_sheet(self, sheet: NewSheet) -> None:
        """Append a worksheet, or replace the content of the one of that name where it stands.

        Raises `ValueError` for a name that Excel does not allow.
        """
        if not 0 < len(sheet.name) <= 31 or _BAD_SHEET_NAME.search(sheet.name):
            raise ValueError(f"not a sheet name: {sheet.name!r}")
        entry = self._find(sheet.name)
        if entry is None:
            self._append_sheet(sheet)
        else:
            self._replace_sheet(entry, sheet)

    @_names_damage
    def _append_sheet(self, sheet: NewSheet) -> None:
        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        self._package.store(part, zips.Packed())
        self._package.declare(part, v.WORKSHEET_TYPE)
        relation = self._package.relate(self._part, self._conformance.relation("worksheet"), part)
        self._edit_app(app_properties.add_title, sheet.name)
        with self._edit(self._part) as xml:
            index = workbook_part.add_sheet(xml, sheet.name, sheet.state, relation, self._conformance)
            workbook_part.add_missing_names(xml, index, sheet)
        if not self._source:
            self._activate()
        self._pending[part] = sheet

    @_names_damage
    def _replace_sheet(self, entry: SheetEntry, sheet: NewSheet) -> None:
        part = self._sheet_part(entry.name)
        for relation in self._package.relationships(part):
            if not relation.external:
                self._package.unrelate(part, relation.target)
                self._package.remove_orphan(relation.target)
        if entry.state != sheet.state:
            with self._edit(self._part) as xml:
                workbook_part.set_state(xml, entry, sheet.state)
            self._activate()
        with self._edit(self._part) as xml:
            workbook_part.drop_stale_names(xml, entry.index, sheet)
        with self._edit(self._part) as xml:
            workbook_part.add_missing_names(xml, entry.index, sheet)
        used = set() if part in self._pending else {int(n) for n in self._dxf_references(part)}
        self._pending[part] = sheet
        self._worksheets.pop(part, None)
        self._free_dxfs(used)

    @_names_damage
    def remove_sheet(self, name: str) -> None:
        """Remove a sheet, its part and the names that belong to it."""
        entry = self._entry(name)
        part = self._sheet_part(entry.name)
        self._pending.pop(part, None)
        self._worksheets.pop(part, None)
        self._package.unrelate(self._part, part)
        self._package.remove(part)
        was_active = workbook_part.is_active(self._package.xml(self._part), entry)
        with self._edit(self._part) as xml:
            workbook_part.remove_sheet(xml, entry)
        if was_active:
            self._activate()
        self._edit_app(app_properties.remove_title, entry.name)

    def _activate(self) -> None:
        with self._edit(self._part) as xml:
            workbook_part.activate(xml, self._entries())

    @_names_damage
    def set_values(self, sheet: str, values: Mapping[str, Value], *, continued: bool = False) -> None:
        """Set cells by A1 address. A ``str`` is always text; ``None`` empties; the cell's style stays.

        Formulas that are overwritten leave the calculation chain; a shared formula is first given to the other
        cells that share it. Rows without a height of their own are fitted anew by the application. Raises
        `ArrayCell` if only a part of an array formula's cells is to be set, `TextTooLong` and `BadCell`.
        ``continued``: cells below the last row look like those of the last row.
        """
        if not values:
            return
        entry = self._entry(sheet)
        part, worksheet = self._worksheet(entry.name)
        from_1904 = workbook_part.counts_from_1904(self._package.tags(self._part))
        days_off = DAYS_TO_1904 if from_1904 else 0
        editor = CellEditor(worksheet, values, days_off=days_off, continued=continued)
        self._store(part, editor.pieces())
        if editor.dropped:
            self._unchain(entry.sheet_id, editor.dropped)

    def _unchain(self, sheet_id: int, cells: list[str]) -> None:
        relation = self._package.related(self._part, "calcChain")
        if relation is None or not self._package.has(relation.target):
            return
        xml = self._package.xml(relation.target)
        if drop_from_calculation_chain(xml, sheet_id, cells):
            self._package.write_xml(relation.target, xml)
        else:
            self._package.unrelate(self._part, relation.target)
            self._package.remove(relation.target)

    @_names_damage
    def add_rules(self, sheet: str, rules: Sequence[CfRule]) -> None:
        """Add conditional formats to a sheet, in this order above all that are there; each dxf is a new one."""
        if not rules:
            return
        part = self._sheet_part(sheet)
        if part in self._pending:
            waiting = self._pending[part]
            self._pending[part] = replace(waiting, rules=[*rules, *waiting.rules])
            return
        _, worksheet = self._worksheet(sheet)
        styles = self._styles()
        indexes: dict[Dxf, int] = {}
        for rule in rules:
            if rule.dxf not in indexes:
                indexes[rule.dxf] = styles.add_dxf(rule.dxf)
        worksheet.add_rules([(rule, indexes[rule.dxf]) for rule in rules])

    @_names_damage
    def merged_areas(self, sheet: str) -> list[str]:
        """References of the merged areas of a sheet."""
        return self._worksheet(sheet)[1].merged_areas()

    @_names_damage
    def formulas(self, sheet: str) -> dict[str, str]:
        """The formulas of a sheet by A1 address, without their equals sign."""
        return formulas_in(self._worksheet(sheet)[1])

    @_names_damage
    def clear_rules(self, marker_prefix: str) -> None:
        """Remove, on all sheets, the rules whose formula holds ``N("<marker_prefix>…")``, and dxfs left by them."""
        marker = re.compile(rf'\bN\(\s*"{re.escape(marker_prefix)}')
        self._pending = {
            part: replace(sheet, rules=[rule for rule in sheet.rules if not marker.search(rule.formula)])
            for part, sheet in self._pending.items()
        }
        freed: set[int] = set()
        for entry in self._worksheet_entries():
            part = self._sheet_part(entry.name)
            if part not in self._pending and self._mentions(part, marker_prefix):
                freed |= self._opened(part).remove_rules(lambda formula: bool(marker.search(formula)))
        self._free_dxfs(freed)

    def _mentions(self, part: str, text: str) -> bool:
        """Whether a part may hold ``text``, which needs no escaping; costs no parsing."""
        opened = self._worksheets.get(part)
        if opened:
            return text.encode() in opened[0].source
        return text.encode() in to_utf8(self._package.read(part))[0]

    def _free_dxfs(self, freed: set[int]) -> None:
        """Remove dxfs from the end of the list as long as nobody refers to them: indexes of others stay."""
        if not freed:
            return
        self._write_styles()
        referred = {int(n) for part in self._package.names() for n in self._dxf_references(part)}
        styles = self._styles()
        last = count = styles.dxf_count()
        while last and last - 1 in freed - referred:
            last -= 1
        styles.remove_last_dxfs(count - last)
        self._write_styles()
        self._drop_styles_of_ours()

    def _dxf_references(self, part: str) -> list[bytes]:
        if not part.lower().endswith(".xml") or part in self._pending:
            return []
        if part in self._worksheets:
            return _DXF_REFERENCE.findall(self._worksheets[part][0].source)
        data = self._package.read(part)
        tail = data.rfind(b"sheetData>") if len(data) > 1 << 16 else 0
        return _DXF_REFERENCE.findall(data, max(tail, 0))

    @_names_damage
    def find_rules(self, marker: str) -> dict[str, str]:
        """First formula with ``N("<marker>…")`` on each worksheet that has one, by the sheet's name."""
        wanted = re.compile(rf'\bN\(\s*"{re.escape(marker)}')
        found: dict[str, str] = {}
        for entry in self._worksheet_entries():
            part = self._sheet_part(entry.name)
            if part not in self._pending and self._mentions(part, marker):
                formulas = filter(wanted.search, self._opened(part).rule_formulas())
                found.update((entry.name, formula) for formula in list(formulas)[:1])
        return found

    @_names_damage
    def add_formats(self, looks: Iterable[CellFormat]) -> str:
        """Add cell formats ahead of their use; the record returned lets `remove_formats` take them out again."""
        return self._styles().add_formats(looks)

    @_names_damage
    def remove_formats(self, record: str) -> None:
        """Undo `add_formats`, unless another application has written the formats anew or a cell uses them."""
        self._write_styles()
        styles = self._styles()
        added = styles.added_xfs(record)
        if added and not self._uses_formats(added[added.start == 0 :]):
            styles.remove_formats(record)
            self._write_styles()
            self._drop_styles_of_ours()

    def _uses_formats(self, indexes: Iterable[int]) -> bool:
        numbers = "|".join(map(str, indexes))
        used = re.compile(rf"""\s(?:s|style)\s*=\s*["'](?:{numbers})["']""".encode())
        parts = (self._sheet_part(entry.name) for entry in self._worksheet_entries())
        return any(used.search(to_utf8(self._package.read(part))[0]) for part in parts if part not in self._pending)

    @_names_damage
    def is_protected(self, sheet: str) -> bool:
        """Whether a sheet is protected against changes by a person; we are not stopped by it."""
        return self._worksheet(sheet)[1].protected()

    @_names_damage
    def add_notes(self, sheet: str, notes: Mapping[str, Sequence[str]]) -> list[str]:
        """Add lines to the notes of cells, hidden until the mouse is over them; a person's own note stays above.

        Returns the cells that took none: threaded comments are left alone.
        """
        if not notes:
            return []
        return self._notes(*self._worksheet(sheet)).add(notes)

    @_names_damage
    def notes(self, sheet: str) -> dict[str, str]:
        """The texts of the notes on a sheet, by cell."""
        part = self._sheet_part(sheet)
        return {} if part in self._pending else read_notes(self._package, part)

    @_names_damage
    def clear_notes(self, signature: str) -> None:
        """Take the lines that begin with ``signature`` off the notes of all sheets, and notes left empty."""
        for entry in self._worksheet_entries():
            part = self._sheet_part(entry.name)
            if part not in self._pending and notes_mention(self._package, part, signature):
                self._notes(part, self._opened(part)).clear(signature)

    def _notes(self, part: str, worksheet: Worksheet) -> SheetNotes:
        return SheetNotes(self._package, part, worksheet, self._conformance)

    def content(self) -> bytes:
        """The whole file. Raises `SignedWorkbook`."""
        self._finish()
        stream = io.BytesIO()
        self._write_to(stream)
        return stream.getvalue()

    def save(self, path: str | Path) -> None:
        """Write the file; an existing one is replaced only by the whole new one.

        Raises `FileLocked`, `CannotWrite`, and `SignedWorkbook` if the change would break a signature.
        """
        try:
            self._finish()
        except OSError as error:
            raise CannotWrite(path=Path(path).name, reason=error.strerror or str(error)) from error
        write_atomically(Path(path), self._write_to)

    def _write_to(self, stream: IO[bytes]) -> None:
        if self._package.changed:
            self._package.write_to(stream)
        else:
            stream.write(self._source)

    def _finish(self) -> None:
        if self._is_signed() and not self._may_break_signature:
            raise SignedWorkbook(path=self._name)
        for part in list(self._pending):
            self._render(part)
        self._write_styles()
        for part, (worksheet, _) in list(self._worksheets.items()):
            if worksheet.changed:
                self._store(part, worksheet.pieces())
        self._worksheets.clear()

    def _is_signed(self) -> bool:
        return any(rel.type == v.DIGITAL_SIGNATURE for rel in self._package.relationships(""))

    def _render(self, part: str) -> None:
        styles = self._styles()
        writer = SheetWriter(self._pending.pop(part), styles, self._conformance)
        self._package.store(part, zips.pack(writer.chunks()))
        if writer.has_formulas:
            with self._edit(self._part) as xml:
                workbook_part.calculate_on_load(xml)

    def _entries(self) -> list[SheetEntry]:
        data = self._package.read(self._part)
        if data is not self._listed[0]:
            self._listed = data, workbook_part.sheet_entries(self._package.tags(self._part))
        return self._listed[1]

    def _worksheet_entries(self) -> Iterator[SheetEntry]:
        worksheets = {rel.id for rel in self._package.relationships(self._part) if rel.is_a("worksheet")}
        return (entry for entry in self._entries() if entry.relation in worksheets)

    def _find(self, name: str) -> SheetEntry | None:
        """Sheet of that name; Excel does not tell upper case from lower case."""
        entries = self._entries()
        exact = (entry for entry in entries if entry.name == name)
        folded = (entry for entry in entries if entry.name.casefold() == name.casefold())
        return next(exact, None) or next(folded, None)

    def _entry(self, name: str) -> SheetEntry:
        entry = self._find(name)
        if entry is None:
            raise SheetMissing(sheet=name)
        return entry

    def _sheet_part(self, name: str) -> str:
        entry = self._entry(name)
        for relation in self._package.relationships(self._part):
            if relation.id == entry.relation and not relation.external:
                return relation.target
        raise UnreadableFile(reason=f"{self._part}: {entry.relation}")

    def _worksheet(self, name: str) -> tuple[str, Worksheet]:
        part = self._sheet_part(name)
        if part in self._pending:
            self._render(part)
        return part, self._opened(part)

    def _opened(self, part: str) -> Worksheet:
        """A worksheet part for editing; its edits are written in `_finish`."""
        if part not in self._worksheets:
            data, codec = to_utf8(self._package.read(part))
            try:
                self._worksheets[part] = Worksheet(data), codec
            except XmlError as error:
                raise UnreadableFile(reason=f"{part}: {error}") from error
        return self._worksheets[part][0]

    def _store(self, part: str, pieces: "Iterator[bytes | memoryview]") -> None:
        _, codec = self._worksheets.pop(part)
        if codec != "utf-8":
            pieces = iter([from_utf8(b"".join(pieces), codec)])
        self._package.store(part, zips.pack(pieces))

    def _styles_part(self) -> str:
        """Name of the styles part; one of ours is made where there is none."""
        relation = self._package.related(self._part, "styles")
        if relation:
            return relation.target
        self._package.write(_STYLES_NAME, blank.styles(self._conformance))
        self._package.declare(_STYLES_NAME, v.STYLES_TYPE)
        self._package.relate(self._part, self._conformance.relation("styles"), _STYLES_NAME)
        return _STYLES_NAME

    def _styles(self) -> Styles:
        """The styles part for additions, which `_write_styles` writes."""
        if self._open_styles is None:
            self._open_styles = Styles(self._package.xml(self._styles_part()))
        return self._open_styles

    def _write_styles(self) -> None:
        if self._open_styles is not None:
            self._package.write_xml(self._styles_part(), self._open_styles.content())
            self._open_styles = None

    def _drop_styles_of_ours(self) -> None:
        part = self._styles_part()
        if part == _STYLES_NAME and self._package.read(part) == blank.styles(self._conformance):
            self._package.unrelate(self._part, part)
            self._package.remove(part)

    def _edit_app(self, edit: Callable[[Xml, str, list[str]], None], name: str) -> None:
        relation = self._package.related("", "extended-properties")
        if relation and self._package.has(relation.target):
            with self._edit(relation.target) as xml:
                edit(xml, name, [entry.name for entry in self._entries()])

    @contextmanager
    def _edit(self, part: str) -> Iterator[Xml]:
        xml = self._package.xml(part)
        yield xml
        self._package.write_xml(part, xml)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PathMissing(path=str(path)) from error
    except OSError as error:
        raise UnreadableFile(reason=error.strerror or str(error)) from error


def _package(data: bytes, name: str) -> Package:
    if not data:
        raise UnreadableFile(reason="0 bytes")
    try:
        return Package.from_bytes(data)
    except NotMarkable as error:
        raise NotMarkable(path=name) from error


def _workbook_part(package: Package, name: str) -> str:
    """Name of the main part. Raises `NotMarkable` for packages that are no Open XML workbook."""
    if not package.has(CONTENT_TYPES_PART):
        known = package.has("mimetype") or package.has("content.xml")
        raise NotMarkable(path=name) if known else UnreadableFile(reason=f"{CONTENT_TYPES_PART}: missing")
    main = package.related("", "officeDocument")
    if main is None:
        raise UnreadableFile(reason="_rels/.rels: officeDocument")
    if package.content_type(main.target) not in v.WORKBOOK_TYPES:
        raise NotMarkable(path=name)
    return main.target
