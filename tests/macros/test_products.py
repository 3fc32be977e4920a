"""The add-in and the templates in workbooks/ are what the build makes of their sources, and whole."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlwings
from build_macros import PRODUCTS, ROOT, Product
from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook, SheetVisibleEnum

import progress_xl
from tests.macros.olevba import modules_of

MADE = ["macros/customUI.xml", "macros/customUI14.xml", *(f"workbooks/{product.name}" for product in PRODUCTS)]
OFFICE = "application/vnd.ms-excel"
TYPES = {
    ".xlam": f"{OFFICE}.addin.macroEnabled.main+xml",
    ".xlsm": f"{OFFICE}.sheet.macroEnabled.main+xml",
}
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
OFFICE_RELATIONSHIPS = "http://schemas.microsoft.com/office"


@pytest.fixture(params=PRODUCTS, ids=lambda product: product.name)
def product(request: pytest.FixtureRequest) -> Product:
    return request.param


@pytest.fixture(scope="module")
def built_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build in a process of its own, under another hash seed and time zone, where every warning is an error."""
    folder = tmp_path_factory.mktemp("again")
    command = [sys.executable, "-W", "error", str(ROOT / "workbooks" / "build_macros.py"), str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"})
    return folder


def _version_inside(path: Path) -> str:
    """The version of xlwings whose VBA a file holds."""
    found = re.search(r"^'Version: (\S+)\r$", modules_of(path)["VBA/xlwings"], re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize("name", MADE)
def test_committed_files_are_what_the_build_makes(built_again: Path, name: str) -> None:
    committed, again = ROOT / name, built_again / name
    if name.startswith("macros/") or _version_inside(committed) == xlwings.__version__:
        assert again.read_bytes() == committed.read_bytes(), "python workbooks/build_macros.py makes it new"
    else:
        print(f"{name}: built from xlwings {_version_inside(committed)}; only what is ours was compared")
        assert _ours(again) == _ours(committed)


def _ours(path: Path) -> Mapping[str, object]:
    """All that does not come from xlwings: our modules, and every part but those that name its version."""
    modules = {name: text for name, text in modules_of(path).items() if name not in ("VBA/xlwings", "VBA/Dictionary")}
    with zipfile.ZipFile(path) as package:
        theirs = ("xl/vbaProject.bin", "xl/workbook.xml")
        return modules | {name: package.read(name) for name in package.namelist() if name not in theirs}


def test_build_leaves_no_other_files(built_again: Path) -> None:
    assert sorted(path.relative_to(built_again).as_posix() for path in built_again.rglob("*.*")) == sorted(MADE)


def test_validator_finds_nothing(product: Product) -> None:
    result = OpenXmlValidator().validate(str(ROOT / "workbooks" / product.name))
    assert [str(error) for error in result.errors] == []


def _xml(product: Product, part: str) -> etree._Element:
    with zipfile.ZipFile(ROOT / "workbooks" / product.name) as package:
        return etree.fromstring(package.read(part))


def test_main_part_has_the_type_of_its_kind(product: Product) -> None:
    types = _xml(product, "[Content_Types].xml")
    overrides = {
        item.get("PartName"): item.get("ContentType") for item in types.iter(f"{PACKAGE}content-types}}Override")
    }
    assert overrides["/xl/workbook.xml"] == TYPES[Path(product.name).suffix]
    defaults = {
        item.get("Extension"): item.get("ContentType") for item in types.iter(f"{PACKAGE}content-types}}Default")
    }
    assert defaults["bin"] == "application/vnd.ms-office.vbaProject"


def _targets(product: Product, part: str) -> dict[str, str]:
    """Target by type of relationship."""
    return {item.get("Type", ""): item.get("Target", "") for item in _xml(product, part)}


def test_excel_finds_the_ribbon_for_its_version_and_the_macros(product: Product) -> None:
    package = _targets(product, "_rels/.rels")
    assert package[f"{OFFICE_RELATIONSHIPS}/2007/relationships/ui/extensibility"] == "customUI/customUI14.xml"
    assert package[f"{OFFICE_RELATIONSHIPS}/2006/relationships/ui/extensibility"] == "customUI/customUI.xml"
    book = _targets(product, "xl/_rels/workbook.xml.rels")
    assert book[f"{OFFICE_RELATIONSHIPS}/2006/relationships/vbaProject"] == "vbaProject.bin"


def test_file_says_which_version_it_was_built_from(product: Product) -> None:
    book = _xml(product, "xl/workbook.xml")
    names = {item.get("name"): item.text for item in book.iter("{*}definedName")}
    assert names["pxl_version"] == f'"{progress_xl.__version__}"'
    assert names["pxl_xlwings_version"] == f'"{_version_inside(ROOT / "workbooks" / product.name)}"'


def test_nothing_beside_an_open_workbook_is_imported(product: Product) -> None:
    with CalamineWorkbook.from_path(ROOT / "workbooks" / product.name) as book:
        assert book.get_sheet_by_name("xlwings.conf").to_python() == [["ADD_WORKBOOK_TO_PYTHONPATH", "false"]]
        states = {sheet.name: sheet.visible for sheet in book.sheets_metadata}
    # An add-in shows no sheet anyway, and Excel wants one that it could show.
    wanted = SheetVisibleEnum.Visible if product.is_add_in else SheetVisibleEnum.VeryHidden
    assert states["xlwings.conf"] == wanted


def test_members_bear_no_time_and_no_machine(product: Product) -> None:
    with zipfile.ZipFile(ROOT / "workbooks" / product.name) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.create_system for member in package.infolist()} == {3}
