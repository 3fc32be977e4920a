"""The sample master, with its chart, picture, notes, validations and second sheet, is filled in place."""

import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.cell import Cell, MergedCell

import progress_xl as px
from tests.rounds.desk import sheet_names, texts

MONTHLY = Path(__file__).parents[2] / "workbooks" / "samples" / "monthly"
# Parts that a new sheet must be entered in; sheet1 is the master's own.
TOUCHED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "docProps/app.xml",
}
ENTRY_COLUMNS = set("DEFGH")


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("samples") / "monthly"
    shutil.copytree(MONTHLY, home)
    px.rollup(
        home / "报送",
        master=home / "总表.xlsx",
        expected=home / "应报单位.txt",
        received=home / "receipts.tsv",
        due="2026-07-28",
        as_of="2026-07-31",
    )
    return home / "总表.xlsx"


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_part_but_the_touched_keeps_its_bytes(rolled: Path) -> None:
    before, after = _parts(MONTHLY / "总表.xlsx"), _parts(rolled)
    assert [name for name in before if name not in TOUCHED and after.get(name) != before[name]] == []
    assert {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/comments1.xml"} <= after.keys()


def test_new_parts_are_our_sheets_and_nothing_else(rolled: Path) -> None:
    added = _parts(rolled).keys() - _parts(MONTHLY / "总表.xlsx").keys()
    assert all(re.fullmatch(r"xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?", name) for name in added), added


def test_only_entry_cells_have_other_values(rolled: Path) -> None:
    before, after = texts(MONTHLY / "总表.xlsx", 0), texts(rolled, 0)
    changed = {cell for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell)}
    assert changed
    assert {re.sub(r"\d", "", cell) for cell in changed} <= ENTRY_COLUMNS
    assert before.items() <= after.items()


def test_every_cell_keeps_its_style(rolled: Path) -> None:
    before, after = (openpyxl.load_workbook(path) for path in (MONTHLY / "总表.xlsx", rolled))
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                now = after[sheet.title][cell.coordinate]
                assert _look(now) == _look(cell), cell.coordinate


def _look(cell: Cell | MergedCell) -> str:
    return repr((cell.font, cell.fill, cell.border, cell.alignment, cell.number_format, cell.protection))


@pytest.mark.parametrize(
    "element",
    ["dataValidations", "mergeCells", "cols", "sheetViews", "pageSetup", "autoFilter", "drawing", "legacyDrawing"],
)
def test_rest_of_the_masters_sheet_is_as_it_was(rolled: Path, element: str) -> None:
    before, after = (
        [etree.tostring(found, method="c14n") for found in root.iter(f"{{*}}{element}")]
        for root in (
            etree.fromstring(_parts(path)["xl/worksheets/sheet1.xml"]) for path in (MONTHLY / "总表.xlsx", rolled)
        )
    )
    assert before == after


def test_own_sheets_stand_first_as_they_did(rolled: Path) -> None:
    before = sheet_names(MONTHLY / "总表.xlsx")
    assert sheet_names(rolled)[: len(before)] == before
    assert {"台账", "核验问题", "未入总表", "历史版本", "_progress_xl"} <= set(sheet_names(rolled))


def test_findings_link_to_the_masters_cells(rolled: Path) -> None:
    sheet = openpyxl.load_workbook(rolled)["核验问题"]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links
    name = sheet_names(rolled)[0]
    assert all(re.fullmatch(rf"'?{name}'?![A-Z]+\d+", link) for link in links), links
