"""Every public test workbook: marked, read by others, cleared, and the same as before.

The files stand beside the repository (``../shared/corpus``) or where ``PROGRESS_XL_CORPUS`` says.
"""

import itertools
import os
import warnings
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
import pytest
from python_calamine import CalamineError, CalamineWorkbook

from progress_xl.errors import UnreadableFile
from progress_xl.targets import closed
from tests.ooxml.packages import parts
from tests.targets.books import MARKS, differing, new_audit_errors

CORPUS = Path(os.environ.get("PROGRESS_XL_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
FILES = sorted(file for file in CORPUS.glob("*.*") if file.suffix in (".xlsx", ".xlsm"))
CELLS = 100_000
LISTS = ("[Content_Types].xml", "app.xml", "workbook.xml", "workbook.xml.rels", "styles.xml")
# Unreadable in themselves, with the reason.
UNREADABLE = {"closedxml-~$LoadPivotTables.xlsx": "an owner file of Excel, no workbook"}
# Without the corpus the walk goes over the masters of our own samples, and says so by their names.
OWN = sorted((Path(__file__).parents[2] / "workbooks" / "samples").glob("*/总表.xlsx"))
READABLE = [file for file in FILES if file.name not in UNREADABLE] or OWN


@pytest.fixture(params=READABLE, ids=lambda file: f"{file.parent.name}/{file.name}")
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.mark.skipif(not FILES, reason="the corpus lies beside the repository, not in it")
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_marked_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile):
        closed.highlight(CORPUS / name, MARKS)


def test_marking_loses_nothing_and_clearing_gives_the_file_back(file: Path, tmp_path: Path) -> None:
    marked, cleared = tmp_path / f"m-{file.name}", tmp_path / f"c-{file.name}"
    closed.highlight(file, MARKS, out=marked, notes=True, findings=True)
    once = marked.read_bytes()
    assert untouched_parts_that_changed(file, marked) == []
    assert new_audit_errors(file, marked) == []
    assert values_by_openpyxl(marked, like=file) == values_by_openpyxl(file, like=file)
    assert values_by_calamine(marked, like=file) == values_by_calamine(file, like=file)
    closed.highlight(marked, MARKS, notes=True, findings=True)
    assert marked.read_bytes() == once
    closed.clear(marked, out=cleared)
    assert differing(file, cleared) == []


def untouched_parts_that_changed(before: Path, after: Path) -> list[str]:
    """Parts with other bytes, but for one worksheet, its relationships and notes, and the lists of the workbook."""
    old, new = parts(before), parts(after)
    changed = [name for name in old if old[name] != new.get(name) and not name.endswith(LISTS)]
    sheets = [name for name in changed if "sheet" in name.lower() and name.endswith(".xml")]
    own = {*sheets[:1], *(name for name in changed if name.endswith((".xml.rels", ".vml")) or "comments" in name)}
    return sorted(set(changed) - own)


def values_by_openpyxl(path: Path, *, like: Path) -> object:
    """All values of the sheets that ``like`` has; ``None`` for a file that openpyxl cannot read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path)
            names = [name for name in openpyxl.load_workbook(like).sheetnames if name in book.sheetnames]
        except (ValueError, TypeError, KeyError, AttributeError, BadZipFile):
            return None
    return {name: _cells(book[name]) for name in names}


def _cells(sheet: object) -> dict[object, str]:
    known = getattr(sheet, "_cells", {})  # a sheet may claim seventeen thousand million cells
    filled = ((place, cell.value) for place, cell in known.items() if cell.value is not None)
    return {place: _plain(value) for place, value in itertools.islice(filled, CELLS)}


def _plain(value: object) -> str:
    """A value, or what an array formula or data table says of itself."""
    return str(vars(value)) if hasattr(value, "ref") else str(value)


def values_by_calamine(path: Path, *, like: Path) -> object:
    try:
        book, known = CalamineWorkbook.from_path(str(path)), CalamineWorkbook.from_path(str(like)).sheet_names
    except CalamineError:
        return None
    sheets = [book.get_sheet_by_name(name) for name in known]
    return [sheet.to_python() if sheet.height * sheet.width < CELLS else sheet.total_height for sheet in sheets]
