"""What a master remembers of earlier runs, on its very hidden sheet ``_progress_xl``.

One row for each text that went into a cell: the master's cell, the task's key, unit, field, and the file, sheet,
cell, hash and time it came from; ``written`` is a digest of the whole master cell as we wrote it, by which a later
run tells a person's edit from its own text. Rows whose field begins with a bracket are about files and the round.
"""

import datetime as dt
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, get_args

from progress_xl.forms import Role
from progress_xl.merging.matching import TaskList
from progress_xl.merging.merge import Kept
from progress_xl.merging.parts import Part
from progress_xl.merging.versions import Receipt, Report
from progress_xl.model import RECORDS_SHEET, Entry, Task
from progress_xl.ooxml import Column, NewSheet, Pattern, Row
from progress_xl.reading.rows import text_of
from progress_xl.reading.workbook import Workbook
from progress_xl.text.numerals import squeeze

HEADINGS = (
    "master cell",
    "task",
    "unit",
    "field",
    "file",
    "sheet",
    "cell",
    "sha256",
    "time received",
    "written",
    "text",
    "known by",
)
_FILE, _ROUND = "(file)", "(round)"
# No cell holds more than 32,767 units of UTF-16; the choices of a large round are parted over several rows.
_PIECE = 16_000
_INVISIBLE = re.compile(r"[\s\x00-\x1f]+")
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}

CellKey = tuple[str, Role]
FileKey = tuple[str, str]


def digest(text: str) -> str:
    """A short digest of a text that white space does not change."""
    seen = text if text.isprintable() and " " not in text else _INVISIBLE.sub("", text)
    return hashlib.blake2b(seen.encode(), digest_size=8).hexdigest()


def source_key(text: "Kept | Part") -> str:
    """What names the very cell of the very file that a text came from."""
    return digest(f"{text.sha256}/{text.sheet}/{text.cell}")


def task_keys(tasks: TaskList) -> dict[int, str]:
    """A key that finds each task again after rows were moved.

    Its number; with a digest of its text where other tasks have that number, and of its units where a task has a row
    for each unit.
    """
    numbers = Counter(task.number for task in tasks.tasks)
    texts = Counter((task.number, task.text) for task in tasks.tasks)
    keys = [_key(task, numbers[task.number] > 1, texts[task.number, task.text] > 1) for task in tasks.tasks]
    seen: Counter[str] = Counter()
    for place, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1:  # the very same row once more
            keys[place] = f"{key}~{seen[key]}"
    return {id(task): key for task, key in zip(tasks.tasks, keys, strict=True)}


def _key(task: Task, shared_number: bool, shared_text: bool) -> str:
    key = task.number or ""
    if shared_number or not key:
        key += f"#{digest(squeeze(task.text or ''))}"
    return f"{key}@{digest(''.join(task.units))}" if shared_text else key


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of this or an earlier run: whose, when received, its rows, filled rows and rows with errors.

    ``guessed`` says that its unit is only guessed.
    """

    unit: str
    file: str
    sha256: str
    receipt: Receipt
    rows: int = 0
    filled: int = 0
    with_errors: int = 0
    superseded: bool = False
    guessed: bool = False

    @property
    def key(self) -> FileKey:
        return self.unit, self.sha256


class CellRecord(NamedTuple):
    """A cell of the master: its address, the parts that went into it, and the digest of the text we wrote."""

    address: str
    parts: list[Part]
    written: str


@dataclass(slots=True)
class Records:
    """Everything remembered: ``cells`` by task key and role, ``files`` by unit and hash: units may hand in copies.

    ``inputs`` are the choices of the last run, ``state`` a digest by which the next run knows that nothing changed. ``shown`` are
    the conflicts put before a person: by the master's cell and a digest of what was reported, a digest of what stood
    there then. ``seen`` are those whose line a person has deleted, by `source_key`: a digest of the other text.
    ``remarks`` are what the coordinator wrote beside units in the ledger, ``edits`` what they changed there: both by unit
    and heading.
    """

    cells: dict[CellKey, CellRecord] = field(default_factory=dict)
    files: dict[FileKey, FileRecord] = field(default_factory=dict)
    inputs: dict[str, Any] = field(default_factory=dict)
    state: str = ""
    shown: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, dict[str, str]] = field(default_factory=dict)
    edits: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def receipts(self) -> dict[str, Receipt]:
        return {record.sha256: record.receipt for record in self.files.values()}


def read_records(book: Workbook) -> Records:
    """The records on a master's ``_progress_xl``; none if it has no such sheet."""
    records = Records()
    if RECORDS_SHEET not in book.sheet_names:
        return records
    choices = ""
    for row in book.grid(RECORDS_SHEET).rows[1:]:
        values = dict(zip(HEADINGS, (text_of(value) or "" for value in row), strict=False))
        if values["field"] == _ROUND:
            records.state = values["written"]
            choices += values["text"]
        else:
            _take(records, values)
    records.inputs = json.loads(choices or "{}")
    return records


def _take(records: Records, values: dict[str, str]) -> None:
    if values["field"] == _FILE:
        counts = json.loads(values["text"] or "{}")
        receipt = Receipt(dt.datetime.fromisoformat(values["time received"]), values["known by"])
        record = FileRecord(values["unit"], values["file"], values["sha256"], receipt, **counts)
        records.files[record.key] = record
    elif role := _ROLES.get(values["field"]):
        key = (values["task"], role)
        known = records.cells.setdefault(key, CellRecord(values["master cell"], [], values["written"]))
        known.parts.append(_part(values, role))


def _part(values: dict[str, str], role: Role) -> Part:
    return Part(
        unit=values["unit"],
        role=role,
        text=values["text"],
        file=values["file"],
        sheet=values["sheet"],
        cell=values["cell"],
        sha256=values["sha256"],
        received=dt.datetime.fromisoformat(values["time received"]),
    )


def records_sheet(records: Records, cells: Iterable[Row]) -> NewSheet:
    """The very hidden sheet that ``read_records`` reads back; the rows of ``cells`` are made as it is written."""
    return NewSheet(
        RECORDS_SHEET,
        chain(_round_rows(records), cells),
        columns=[Column(14)] * len(HEADINGS),
        state="veryHidden",
    )


def _round_rows(records: Records) -> Iterator[Row]:
    yield Row(HEADINGS)
    # Spaces at the ends of a piece would not be read back.
    inputs = json.dumps(records.inputs, ensure_ascii=False, separators=(",", ":")).replace(" ", "\\u0020")
    for start in range(0, len(inputs), _PIECE):
        yield Row(("", "", "", _ROUND, "", "", "", "", "", records.state, inputs[start : start + _PIECE]))
    for record in sorted(records.files.values(), key=lambda r: (r.unit, r.receipt.at, r.file)):
        counts = {name: getattr(record, name) for name in ("rows", "filled", "with_errors", "superseded", "guessed")}
        receipt = record.receipt
        row: tuple[Any, ...] = ("", "", record.unit, _FILE, record.file, "", "", record.sha256)
        yield Row((*row, receipt.at.isoformat(), "", json.dumps(counts), receipt.by))


def cell_rows(key: str, record: CellRecord) -> Iterator[Row]:
    """The records of one cell of the master, for the task of ``key``."""
    address, parts, written = record
    several = len(parts) > 1
    for part in parts:
        pattern = _pattern(part.unit, part.role, part.file, part.sheet, part.sha256, part.received, several)
        own = (address, key, part.cell, written)
        yield Row((*own, part.text) if several else own, None, None, pattern)


class ColumnRecord(NamedTuple):
    """What the records of one column of a report share: the column's role, its letters in the master and in the file."""

    role: Role
    master: str
    file: str
    pattern: Pattern


def column_records(report: Report, letters: Mapping[Role, str]) -> list[ColumnRecord]:
    """The columns of a report that a master has, whose ``letters`` are given."""
    submission = report.submission
    source = report.file, submission.sheet, submission.sha256, report.receipt.at
    return [
        ColumnRecord(role, letters[role], column, _pattern(report.unit, role, *source, several=False))
        for role, column in report.columns.items()
        if role in letters
    ]


def entry_rows(key: str, row: int, entry: Entry, columns: Iterable[ColumnRecord]) -> Iterator[Row]:
    """The records of all cells of a task, in the master's ``row``, that one entry alone has filled."""
    to, source = str(row), str(entry.row)
    for role, master, file, pattern in columns:
        text = getattr(entry, role)
        if text:
            yield Row((master + to, key, file + source, digest(text)), None, None, pattern)


@lru_cache(maxsize=256)
def _pattern(
    unit: str, role: Role, file: str, sheet: str, sha256: str, received: dt.datetime, several: bool
) -> Pattern:
    """What the records of one column of one file share; a text is written out where it is one of several."""
    return Pattern((None, None, unit, role, file, sheet, None, sha256, received.isoformat(), None, *([None] * several)))


def shown_path(file: "str | Path", master: Path | None) -> str:
    """A file's path as the master names it: from the master's folder where it lies below, else in full."""
    path = os.path.abspath(file)
    folder = os.path.dirname(os.path.abspath(master)) + os.sep if master else None
    return Path(path[len(folder) :]).as_posix() if folder and path.startswith(folder) else path
