"""Which files a round is made of, who is expected, and when files came in."""

import csv
import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path

from progress_xl.errors import BadValue, NoWorkbooks, PathMissing, UnreadableFile
from progress_xl.merging.versions import Receipt
from progress_xl.messages import Words
from progress_xl.reading.rows import text_of
from progress_xl.reading.workbook import SUFFIXES, open_workbook
from progress_xl.text.numerals import squeeze

_HEADING = re.compile(r"^(?:应报|责任|填报|报送)?单位(?:名称|名单)?$|^序号$|^备注$")


def workbooks_in(paths: Iterable["str | Path"], *, leave_out: Iterable[Path] = ()) -> list[Path]:
    """Files as named, and the workbooks inside folders (and their subfolders), each once, in order of name.

    Excel's lock files (``~$…``) and hidden files are passed over. Raises ``PathMissing``; ``NoWorkbooks`` for a
    folder that holds none.
    """
    out = set(map(os.path.abspath, leave_out))
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        for file in _expand(path):
            found.setdefault(os.path.abspath(file), file)
    return [file for place, file in found.items() if place not in out]


def _expand(path: Path) -> list[Path]:
    if not path.exists():
        raise PathMissing(path=str(path))
    if path.is_file():
        return [path]
    files = sorted(file for file in path.rglob("*") if is_workbook(file.relative_to(path)) and file.is_file())
    if not files:
        raise NoWorkbooks(path=str(path))
    return files


def is_workbook(name: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in name.parts)
    return not hidden and name.suffix.lower() in SUFFIXES


def expected_units(path: "str | Path") -> list[str]:
    """Units from a text file, one a line, or from a workbook's column 单位 (its first column if none is headed so)."""
    path = Path(path)
    if not path.exists():
        raise PathMissing(path=str(path))
    names = _names_in_workbook(path) if path.suffix.lower() in SUFFIXES else _lines(path)
    units = list(dict.fromkeys(name for name in map(_bare, names) if name and not _HEADING.match(name)))
    if not units:
        wanted = Words(
            "每行一个单位的 .txt，或有“单位”列的工作簿", "a .txt with a unit a line, a workbook with a column 单位"
        )
        raise BadValue(value=path.name, name=Words("应报名单", "list of expected units"), choices=wanted)
    return units


def _bare(name: str) -> str:
    return name.strip().strip("\ufeff").strip()


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=f"系统不允许读取（{error.strerror}）") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return [line for line in content.decode(encoding).splitlines() if not line.lstrip().startswith("#")]
        except UnicodeDecodeError:
            continue
    wanted = Words("UTF-8 或 GB18030 编码", "UTF-8, GB18030")
    raise BadValue(value=path.name, name=Words("文本文件", "text file"), choices=wanted)


def _names_in_workbook(path: Path) -> Iterator[str]:
    book = open_workbook(path)
    rows = [[text_of(value) or "" for value in row] for row in book.grid(book.sheet_names[0]).rows]
    column, start = _unit_column(rows)
    return (row[column] for row in rows[start:] if len(row) > column)


def _unit_column(rows: list[list[str]]) -> tuple[int, int]:
    """Where the names stand: under the last heading, since a title may read like one (应报单位名单)."""
    headed = ((_unit_heading(row), number) for number, row in enumerate(rows[:20], 1))
    return max(((column, number) for column, number in headed if column is not None), key=itemgetter(1), default=(0, 0))


def _unit_heading(row: list[str]) -> int | None:
    named = (column for column, value in enumerate(row) if "单位" in value and _HEADING.match(squeeze(value)))
    return next(named, None)


def read_receipts(path: "str | Path") -> dict[str, dt.datetime]:
    """Times received from a tab-separated file with the columns path and received, by full path and by name.

    Paths count from the file's own folder or from the working directory. Raises ``PathMissing``, ``BadValue``.
    """
    path = Path(path)
    if not path.exists():
        raise PathMissing(path=str(path))
    found: dict[str, dt.datetime] = {}
    for row in csv.DictReader(_lines(path), delimiter="\t"):
        name, received = (row.get("path") or "").strip(), (row.get("received") or "").strip()
        if not name:
            wanted = Words("表头为 path 和 received、以制表符分隔", "columns path and received, tab-separated")
            raise BadValue(value=path.name, name=Words("接收登记（--received）", "list of receipts"), choices=wanted)
        at = _time(received, path)
        for key in (os.path.abspath(path.parent / name), os.path.abspath(name), Path(name).name):
            found.setdefault(key, at)
    return found


def _time(received: str, path: Path) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(received)
    except ValueError as error:
        name = Words(f"接收时间（{path.name}）", f"time received ({path.name})")
        raise BadValue(value=received, name=name, choices="2022-07-25T17:30") from error
    return at.astimezone().replace(tzinfo=None) if at.tzinfo else at


def receipt_of(file: Path, sha256: str, listed: Mapping[str, dt.datetime], known: Mapping[str, Receipt]) -> Receipt:
    """When a file came in: by the list, else by an earlier run's ledger, else by the file's modified time."""
    at = listed.get(os.path.abspath(file)) or listed.get(file.name)
    if at:
        return Receipt(at, "receipts")
    if sha256 in known:
        return known[sha256]
    return Receipt(dt.datetime.fromtimestamp(file.stat().st_mtime).replace(microsecond=0), "modified")
