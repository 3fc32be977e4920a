"""What LibreOffice makes of marked files: it opens them, shows the marks, and what it saves can be cleared."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from progress_xl.errors import ProgressXLError
from progress_xl.marks import PALETTE, Mark
from progress_xl.ooxml import Workbook
from progress_xl.targets import closed
from tests.ooxml.packages import parts
from tests.targets.books import MARKS
from tests.targets.test_corpus import FILES

pytestmark = pytest.mark.libreoffice
SAMPLE = 60


def convert(files: Sequence[Path], kind: str, folder: Path) -> Path:
    """Let LibreOffice save files as ``kind`` into ``folder``."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", folder]
    subprocess.run([*map(str, command), *map(str, files)], check=True, capture_output=True, timeout=600)
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A form with two blank cells and a person's note."""
    path = tmp_path / "填报.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "填报"
    for row in range(1, 7):
        sheet.append([f"第{row}项", None if row in (2, 3) else "按计划推进", "完成"])
    sheet["B2"].comment = Comment("张三：请核实\n尽快", "张三")
    made.save(path)
    return path


def colours(file: Path, folder: Path) -> set[bytes]:
    """Colours of the first page as LibreOffice renders it."""
    convert([file], "pdf", folder)
    picture = folder / "page"
    subprocess.run(["pdftoppm", "-r", "50", "-singlefile", folder / f"{file.stem}.pdf", picture], check=True)
    _, _, _, pixels = picture.with_suffix(".ppm").read_bytes().split(b"\n", 3)
    return {pixels[at : at + 3] for at in range(0, len(pixels), 3)}


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm (poppler) is not installed")
def test_an_error_in_a_cell_is_lit_as_a_blank_one_is(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["=NA()", "按计划推进"])
    made.save(tmp_path / "错.xlsx")
    closed.highlight(tmp_path / "错.xlsx", [Mark("A1")])
    assert bytes.fromhex(PALETTE["missing-value"].fill) in colours(tmp_path / "错.xlsx", tmp_path)


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm (poppler) is not installed")
def test_the_highlight_is_seen_and_goes_out_when_the_cell_is_filled(book: Path, tmp_path: Path) -> None:
    lit = bytes.fromhex(PALETTE["missing-value"].fill)
    assert lit not in colours(book, tmp_path)
    closed.highlight(book, [Mark("B2"), Mark("B3")])
    assert lit in colours(book, tmp_path)
    for cell, still_lit in (("B2", True), ("B3", False)):
        filled = Workbook.open(book)
        filled.set_values("填报", {cell: "已补"})
        filled.save(book)
        assert (lit in colours(book, tmp_path)) is still_lit


def test_what_libreoffice_saved_is_cleared_of_ours_and_keeps_theirs(book: Path, tmp_path: Path) -> None:
    marks = [Mark("B2", message="应在200字以内，现有231字。"), *MARKS]
    closed.highlight(book, marks, notes=True, findings=True)
    saved = convert([book], "xlsx", tmp_path / "saved") / book.name
    closed.clear(saved)
    read = openpyxl.load_workbook(saved)
    assert read.sheetnames == ["填报"]
    notes = {cell.coordinate: cell.comment.text for row in read["填报"] for cell in row if cell.comment}
    assert notes == {"B2": "张三：请核实\n尽快"}
    assert not read["填报"].conditional_formatting
    assert [row[0].value for row in read["填报"].iter_rows(max_row=6)] == [f"第{n}项" for n in range(1, 7)]


@pytest.mark.skipif(not FILES, reason="no corpus: set PROGRESS_XL_CORPUS")
def test_a_sample_of_marked_files_opens_without_loss_of_sheets_and_is_cleared(tmp_path: Path) -> None:
    marked = []
    for number, file in enumerate(FILES[:: max(1, len(FILES) // SAMPLE)][:SAMPLE]):
        out = tmp_path / f"{number}-{file.name.replace(' ', '_')}"
        try:
            marked.append(closed.highlight(file, MARKS, out=out, notes=True, findings=True))
        except ProgressXLError:
            assert "~$" in file.name
    saved = convert(marked, "xlsx", tmp_path / "saved")
    for file in marked:
        again = saved / f"{file.stem}.xlsx"
        assert sheets(again) == sheets(file), file.name
        closed.clear(again)
        left = {name for name, content in parts(again).items() if b"pxl:" in content}
        assert left == set(), file.name


def sheets(file: Path) -> list[str]:
    return [sheet.name for sheet in Workbook.open(file).sheets]
