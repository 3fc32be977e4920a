"""What a coordinator corrects in the ledger counts and stays, until the cell is emptied."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from progress_xl.rounds.edits import edits_of
from tests.rounds.desk import Desk, codes, ledger
from tests.rounds.tables import MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE

UNITS = ["市水利局", "市财政局", "市教育局", "市民政局"]


@pytest.fixture
def rolled(issued: Desk) -> Desk:
    """Of four units one is in time, one is late, two sent nothing."""
    issued.send(WATER_FILE, WATER, "2026-07-03T09:00")
    issued.send(SCHOOL_FILE, SCHOOL, "2026-07-09T09:00")
    issued.roll(expected=UNITS, due="2026-07-05")
    return issued


def _type(master: Path, unit: str, heading: str, value: "str | dt.datetime | None") -> None:
    """The coordinator types into the ledger."""
    book = openpyxl.load_workbook(master)
    sheet = book["台账"]
    headings = {cell.value: cell.column for cell in sheet[5]}
    (row,) = (cells[0].row for cells in sheet.iter_rows(min_row=6) if cells[1].value == unit)
    sheet.cell(row, headings[heading]).value = value
    book.save(master)


def _counted(desk: Desk) -> tuple[int, int, int]:
    rates = desk.roll().rates
    return rates.expected, rates.actual, rates.on_time


def test_without_an_edit_nothing_is_one(rolled: Desk) -> None:
    content = rolled.master.read_bytes()
    assert (_counted(rolled), rolled.master.read_bytes()) == ((4, 2, 1), content)


def test_unit_that_need_not_report_does_not_count_and_is_not_missing(rolled: Desk) -> None:
    _type(rolled.master, "市民政局", "应报", "否")
    rolled.send(MONEY_FILE, MONEY, "2026-07-04T09:00")
    for _ in range(2):
        assert _counted(rolled) == (3, 3, 2)
        assert ledger(rolled.master)["市民政局"]["应报"] == "否"
        assert "missing-submission" not in codes(rolled.roll())
    assert "市民政局" not in {line["单位"] for line in rolled.listed("核验问题")}


def test_unit_that_reported_unasked_counts_once_it_is_said_to_be_expected(issued: Desk) -> None:
    issued.send(SCHOOL_FILE, SCHOOL)
    issued.roll(expected=["市水利局"])
    _type(issued.master, "市教育局", "应报", "是")
    result = issued.roll(expected=["市水利局"])
    assert (result.rates.expected, result.rates.actual) == (2, 1)
    assert codes(result) == ["missing-submission"]


def test_report_on_paper_counts(rolled: Desk) -> None:
    _type(rolled.master, "市民政局", "报送情况", "按时")
    for _ in range(2):
        assert _counted(rolled) == (4, 3, 2)
        assert ledger(rolled.master)["市民政局"]["报送情况"] == "按时"


def test_late_report_that_is_excused_stays_so(rolled: Desk) -> None:
    _type(rolled.master, "市教育局", "报送情况", "按时")
    result = rolled.roll()
    assert (result.rates.on_time, codes(result).count("late-submission")) == (2, 0)


def test_words_of_ones_own_count_as_the_sheets_formulas_do(rolled: Desk) -> None:
    _type(rolled.master, "市民政局", "报送情况", "已电话报告")
    assert _counted(rolled) == (4, 3, 1)
    assert ledger(rolled.master)["市民政局"]["报送情况"] == "已电话报告"


@pytest.mark.parametrize("value", ["2026-07-04 17:30", dt.datetime(2026, 7, 4, 17, 30)])
def test_time_received_is_that_of_the_ledger(rolled: Desk, value: "str | dt.datetime") -> None:
    _type(rolled.master, "市教育局", "收到时间", value)
    for _ in range(2):
        assert _counted(rolled) == (4, 2, 2)
        row = ledger(rolled.master)["市教育局"]
        assert (row["收到时间"], row["时间依据"], row["报送情况"]) == ("2026-07-04 17:30", "台账改正", "按时")


def test_words_for_a_time_stay_and_change_no_time(rolled: Desk) -> None:
    _type(rolled.master, "市教育局", "收到时间", "7月4日收到纸质件")
    assert _counted(rolled) == (4, 2, 1)
    assert ledger(rolled.master)["市教育局"]["收到时间"] == "7月4日收到纸质件"


def test_list_of_receipts_comes_before_the_ledger(rolled: Desk) -> None:
    _type(rolled.master, "市教育局", "收到时间", "2026-07-04 17:30")
    receipts = rolled.home / "receipts.tsv"
    receipts.write_text(f"path\treceived\n报送/{SCHOOL_FILE}\t2026-07-06T08:00\n", encoding="utf-8")
    rolled.roll(received=receipts)
    assert ledger(rolled.master)["市教育局"]["收到时间"] == "2026-07-06 08:00"


def test_emptied_cell_is_ours_again(rolled: Desk) -> None:
    _type(rolled.master, "市民政局", "报送情况", "按时")
    rolled.roll()
    _type(rolled.master, "市民政局", "报送情况", None)
    assert _counted(rolled) == (4, 2, 1)
    assert ledger(rolled.master)["市民政局"]["报送情况"] == "未报"


def test_edit_stays_beside_new_files_and_the_run_after_changes_nothing(rolled: Desk) -> None:
    _type(rolled.master, "市民政局", "应报", "否")
    _type(rolled.master, "市民政局", "备注", "本期无任务")
    rolled.send(MONEY_FILE, MONEY, "2026-07-04T09:00")
    assert rolled.roll().written
    row = ledger(rolled.master)["市民政局"]
    assert (row["应报"], row["备注"]) == ("否", "本期无任务")
    content = rolled.master.read_bytes()
    assert not rolled.roll().written
    assert rolled.master.read_bytes() == content


def test_only_what_differs_from_what_was_written_is_an_edit() -> None:
    written = {"甲局": {"应报": "是", "报送情况": "未报", "收到时间": ""}, "乙局": {"应报": "是", "报送情况": "已报"}}
    lines = {"甲局": {"应报": "是", "报送情况": "已报"}, "乙局": {"报送情况": "已报"}, "丙局": {"应报": "否"}}
    assert edits_of(lines, written) == {"甲局": {"报送情况": "已报"}}
    assert edits_of(lines, {}) == {}
