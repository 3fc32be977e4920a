"""An open book is read as its file is: over the recording engine, against calamine's reading of the file."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from progress_xl.addresses import parse_area
from progress_xl.demo import samples
from progress_xl.errors import NotAForm, TooLarge, UnreadableFile
from progress_xl.reading import open_book, read
from progress_xl.reading.open_book import read_sheet, source_of
from progress_xl.reading.submission import read_source
from tests.engines.fixtures import LiveEngine

FILES = sorted(path for path in samples().rglob("*.xlsx") if path.parent.name == "报送")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_submission_is_that_of_the_file(recording_engine: LiveEngine, path: Path) -> None:
    try:
        filed = read(path)
    except UnreadableFile:
        return  # nor does Excel open it
    except NotAForm:
        with pytest.raises(NotAForm):
            read_source(source_of(recording_engine.open(path)), None, None)
        return
    opened = read_source(source_of(recording_engine.open(path)), None, None)
    assert list(map(asdict, opened.entries)) == list(map(asdict, filed.entries))
    assert (opened.unit, opened.period, opened.layout) == (filed.unit, filed.period, filed.layout)
    assert (opened.form.name, opened.path, opened.other_sheets) == (filed.form.name, filed.path, filed.other_sheets)


HEADINGS = ["序号", "任务", "责任单位", "完成时限", "进展情况", "完成情况"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two forms; in the first the unit is merged down, a number is a float, and rows far below are only formatted."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "七月"
    for row in (
        ["2026年7月重点工作进展"],
        HEADINGS,
        [1, "第一项", "市水务局", "2026年12月底前", "按计划推进。", "序时推进"],
        [2, "第二项", None, 46234, 0.5, "序时推进"],
        [3, "第三项", None, "长期", None, "序时推进"],
    ):
        sheet.append(row)
    sheet["D4"].number_format = "yyyy-mm-dd"
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("C3:C5")
    sheet["A40"].number_format = "0.00"
    sheet.row_dimensions[4].hidden = True
    other = book.create_sheet("六月")
    for row in (HEADINGS, [9, "第九项", "市水务局", "2026年12月底前", "已完成。", "已完成"]):
        other.append(row)
    book.save(tmp_path / "市水务局.xlsx")
    return tmp_path / "市水务局.xlsx"


def test_merged_cells_hidden_rows_dates_and_numbers_are_read_alike(recording_engine: LiveEngine, path: Path) -> None:
    submission, source = read_sheet(recording_engine.open(path), "七月")
    assert [entry.units for entry in submission.entries] == [("市水务局",)] * 3
    assert [entry.deadline for entry in submission.entries] == ["2026年12月底前", "2026-07-31", "长期"]
    assert [entry.progress for entry in submission.entries] == ["按计划推进。", "0.5", None]
    assert source.merged["七月"] == [(1, 1, 1, 6), (3, 3, 5, 3)]
    assert list(map(asdict, submission.entries)) == list(map(asdict, read(path).entries))


def test_sheet_in_front_is_read_not_the_longest(recording_engine: LiveEngine, path: Path) -> None:
    submission, _ = read_sheet(recording_engine.open(path), "六月")
    assert [entry.number for entry in submission.entries] == ["9"]


def test_what_was_typed_since_the_last_save_is_read(recording_engine: LiveEngine, path: Path) -> None:
    book = recording_engine.open(path)
    book.sheets["七月"]["E5"].value = "已开工。"
    submission, _ = read_sheet(book, "七月")
    assert submission.entries[2].progress == "已开工。"


@pytest.mark.parametrize(
    ("fullname", "name"),
    [("https://d.docs.live.net/1a2b/报送/市交通局.xlsx", "市交通局.xlsx"), (None, "市水务局.xlsx")],
)
def test_book_in_the_cloud_is_known_by_its_name(
    recording_engine: LiveEngine, path: Path, fullname: str | None, name: str
) -> None:
    submission, _ = read_sheet(recording_engine.open(path, fullname=fullname), "七月")
    assert Path(submission.path).name == name


def test_sheet_beyond_all_measure_is_refused(
    recording_engine: LiveEngine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_book, "MAX_CELLS", 100)
    with pytest.raises(TooLarge, match="跨40行6列"):
        read_sheet(recording_engine.open(path), "七月")


def test_book_without_a_form_is_refused(recording_engine: LiveEngine) -> None:
    with pytest.raises(NotAForm):
        read_sheet(recording_engine.app.books.add(), "Sheet1")


def test_each_sheet_is_read_in_one_call(recording_engine: LiveEngine, path: Path) -> None:
    book = recording_engine.open(path)
    recording_engine.calls.clear()
    read_source(source_of(book), None, None)
    assert [call.areas for call in recording_engine.named("Range.Value")] == ["A1:F40", "A1:F2"]


def test_merged_areas_cost_few_calls(recording_engine: LiveEngine) -> None:
    sheet: Any = recording_engine.app.books.add().sheets[0]
    sheet["A1:H500"].value = [["x"] * 8] * 500
    recording_engine.calls.clear()
    open_book.merged_areas(sheet)
    assert len(recording_engine.named("Range.MergeCells")) == 1
    areas = ["A1:H1", "C3:D4", "A100:A180", "A181:A182", "A183:A400", "A401:H401"]
    for area in areas:
        sheet[area].merge()
    recording_engine.calls.clear()
    assert open_book.merged_areas(sheet) == sorted(map(parse_area, areas))
    assert len(recording_engine.named("Range.MergeCells")) < 150


@pytest.mark.parametrize("shown", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?"])
def test_error_in_a_cell_is_blank_as_in_the_file(recording_engine: LiveEngine, tmp_path: Path, shown: str) -> None:
    made: Any = openpyxl.Workbook()
    for row in (
        HEADINGS,
        [1, "第一项", "市水务局", "长期", shown, "序时推进"],
        [2, "第二项", "市水务局", "长期", "N/A", ""],
    ):
        made.active.append(row)
    made.save(tmp_path / "错.xlsx")
    filed = read(tmp_path / "错.xlsx")
    opened = read_source(source_of(recording_engine.open(tmp_path / "错.xlsx")), None, None)
    assert [entry.progress for entry in opened.entries] == [None, "N/A"]
    assert list(map(asdict, opened.entries)) == list(map(asdict, filed.entries))
