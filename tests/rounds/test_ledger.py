"""Who was expected, who reported, when and how that is known, and the rates over the expected units."""

import subprocess
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook

import progress_xl as px
from tests import sheets
from tests.rounds.desk import Desk, codes, ledger
from tests.rounds.tables import MASTER, MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded

UNITS = ["市水利局", "市财政局", "市教育局", "市民政局", "市商务局"]


def _round(desk: Desk) -> None:
    """Of five units two are in time, one of them on the last minute, one is late and two sent nothing."""
    desk.send(WATER_FILE, WATER, "2026-07-03T09:00")
    desk.send(MONEY_FILE, MONEY, "2026-07-05T23:59")
    desk.send(SCHOOL_FILE, SCHOOL, "2026-07-06T00:00")


def test_five_rates_are_those_counted_by_hand(issued: Desk) -> None:
    _round(issued)
    rates = issued.roll(expected=UNITS, due="2026-07-05").rates
    assert (rates.expected, rates.actual, rates.on_time) == (5, 3, 2)
    assert (rates.reporting_rate, rates.on_time_rate) == (0.6, 0.4)


def test_each_unit_has_its_row_in_the_order_expected(issued: Desk) -> None:
    _round(issued)
    result = issued.roll(expected=UNITS, due="2026-07-05")
    assert [(row.unit, row.status) for row in result.ledger] == [
        ("市水利局", "on-time"),
        ("市财政局", "on-time"),
        ("市教育局", "late"),
        ("市民政局", "missing"),
        ("市商务局", "missing"),
    ]
    assert {unit: row["报送情况"] for unit, row in ledger(issued.master).items()} == dict(
        zip(UNITS, ["按时", "按时", "迟报", "未报", "未报"], strict=True)
    )
    assert codes(result) == ["late-submission", "missing-submission", "missing-submission"]


def test_rows_count_tasks_led_filled_and_faulty(issued: Desk) -> None:
    issued.send(WATER_FILE, reworded(WATER, "达预期", "快了"))
    row = issued.roll().ledger[0]
    assert (row.unit, row.rows_expected, row.rows_filled, row.rows_with_errors) == ("市水利局", 2, 2, 1)


def test_without_a_due_day_nobody_is_late(issued: Desk) -> None:
    _round(issued)
    result = issued.roll(expected=UNITS)
    assert {row.status for row in result.ledger} == {"received", "missing"}
    assert "late-submission" not in codes(result)


def test_due_day_stays_for_the_runs_after_until_another_is_given(issued: Desk) -> None:
    _round(issued)
    issued.roll(expected=UNITS, due="2026-07-05")
    content = issued.master.read_bytes()
    result = issued.roll()
    assert (result.rates.on_time, result.written, issued.master.read_bytes()) == (2, False, content)
    assert codes(result).count("late-submission") == 1
    assert issued.roll(due="2026-07-06").rates.on_time == 3
    assert issued.roll().rates.on_time == 3


def test_due_day_of_another_period_makes_nobody_late(issued: Desk) -> None:
    _round(issued)
    issued.roll(expected=UNITS, due="2026-07-05", period="2026Q2")
    for name in (WATER_FILE, MONEY_FILE, SCHOOL_FILE):
        (issued.folder / name).unlink()
    issued.send("市水利局2026年第三季度.xlsx", WATER, "2026-10-09T09:00")
    assert "late" not in {row.status for row in issued.roll(period="2026Q3").ledger}


def test_units_that_hand_in_copies_of_one_file_have_all_reported(issued: Desk) -> None:
    for name in (WATER_FILE, MONEY_FILE):
        issued.send(name, WATER)
    assert issued.send(WATER_FILE, WATER).read_bytes() == issued.send(MONEY_FILE, WATER).read_bytes()
    for _ in range(2):
        result = issued.roll(expected=["市水利局", "市财政局"])
        assert [(row.unit, row.status, row.versions) for row in result.ledger] == [
            ("市水利局", "received", 1),
            ("市财政局", "received", 1),
        ]


def test_unit_whose_copy_another_unit_replaces_has_still_reported(issued: Desk) -> None:
    for name in (WATER_FILE, MONEY_FILE):
        issued.send(name, reworded(WATER, "建成一座。", "建成一座，另两座开工。"))
    issued.roll()
    result = issued.roll(issued.send(MONEY_FILE, MONEY, "2026-07-22T09:00", folder="补报"))
    assert [row.unit for row in result.ledger if row.status == "received"] == ["市水利局", "市财政局"]
    assert "建成一座，另两座开工。（市水利局）" in issued.texts()["E2"]


def test_unit_that_nobody_expected_has_a_row_and_does_not_count(issued: Desk) -> None:
    _round(issued)
    result = issued.roll(expected=["市水利局", "市财政局"])
    assert [(row.unit, row.expected) for row in result.ledger] == [
        ("市水利局", True),
        ("市财政局", True),
        ("市教育局", False),
    ]
    assert (result.rates.expected, result.rates.actual) == (2, 2)
    assert codes(result) == ["unit-unknown"]


def test_correction_after_the_due_day_makes_nobody_late(issued: Desk) -> None:
    issued.send("市教育局2026年第二季度.xlsx", SCHOOL, "2026-07-04T09:00")
    issued.send("市教育局2026年第二季度（更正）.xlsx", reworded(SCHOOL, "两所", "三所"), "2026-07-09T09:00")
    result = issued.roll(expected=["市教育局"], due="2026-07-05")
    (row,) = result.ledger
    assert (row.status, row.versions, row.file) == ("on-time", 2, "报送/市教育局2026年第二季度（更正）.xlsx")
    assert row.received is not None
    assert row.received.isoformat() == "2026-07-09T09:00:00"


def test_nobody_expected_and_nobody_reporting_divides_by_nothing(issued: Desk) -> None:
    (issued.folder).mkdir()
    (issued.folder / "市教育局.xlsx").write_bytes(b"")
    result = issued.roll(expected=["市教育局"])
    assert (result.rates.reporting_rate, result.rates.on_time_rate) == (0, 0)


@pytest.mark.libreoffice
def test_live_formulas_give_the_rates_and_follow_a_changed_row(issued: Desk) -> None:
    _round(issued)
    issued.roll(expected=UNITS, due="2026-07-05")
    changed = issued.home / "改.xlsx"
    for target, standing in ((issued.master, "未报"), (changed, "按时")):
        book = openpyxl.load_workbook(issued.master)
        assert book["台账"]["D9"].value == "未报"
        book["台账"]["D9"] = standing
        book.save(target)
    assert _recalculated(issued.home, issued.master, changed) == [[5, 3, 0.6, 2, 0.4], [5, 4, 0.8, 3, 0.6]]


def _recalculated(home: Path, *saved: Path) -> list[list[float]]:
    """The rates as LibreOffice computes them for files saved by openpyxl, which keeps no computed value."""
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(home), *map(str, saved)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheets_ = [load_workbook(path.with_suffix(".ods")).get_sheet_by_name("台账") for path in saved]
    return [[float(value) for value in sheet.to_python(skip_empty_area=False)[2][1:6]] for sheet in sheets_]


class TestTimeReceived:
    def test_from_the_list_comes_first_and_the_ledger_says_so(self, issued: Desk) -> None:
        path = issued.send(SCHOOL_FILE, SCHOOL, "2026-07-09T09:00")
        received = _list(issued, f"报送/{path.name}\t2026-07-04T17:30")
        result = issued.roll(received=received, due="2026-07-05", expected=["市教育局"])
        assert result.ledger[0].status == "on-time"
        row = ledger(issued.master)["市教育局"]
        assert (row["收到时间"], row["时间依据"]) == ("2026-07-04 17:30", "接收登记")

    def test_from_the_ledger_comes_before_the_modified_time(self, issued: Desk) -> None:
        path = issued.send(SCHOOL_FILE, SCHOOL, "2026-07-09T09:00")
        issued.roll(received=_list(issued, f"报送/{path.name}\t2026-07-04T17:30"), due="2026-07-05")
        result = issued.roll(due="2026-07-05")
        assert {row.unit: row.status for row in result.ledger}["市教育局"] == "on-time"
        assert ledger(issued.master)["市教育局"]["时间依据"] == "接收登记"

    def test_from_the_list_comes_before_the_ledger(self, issued: Desk) -> None:
        path = issued.send(SCHOOL_FILE, SCHOOL, "2026-07-04T09:00")
        issued.roll()
        issued.roll(received=_list(issued, f"{path.name}\t2026-07-08T08:00:00"))
        assert ledger(issued.master)["市教育局"]["收到时间"] == "2026-07-08 08:00"

    def test_of_a_file_that_was_renamed_stays(self, issued: Desk) -> None:
        path = issued.send(SCHOOL_FILE, SCHOOL, "2026-07-04T09:00")
        issued.roll(expected=["市教育局"])
        path.rename(path.with_name("市教育局2026年二季度.xlsx"))
        (row,) = issued.roll(expected=["市教育局"]).ledger
        assert (row.versions, row.received and row.received.isoformat()) == (1, "2026-07-04T09:00:00")

    def test_from_the_modified_time_is_said(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, SCHOOL, "2026-07-04T09:00")
        issued.roll()
        assert ledger(issued.master)["市教育局"]["时间依据"] == "文件修改时间"

    @pytest.mark.parametrize(
        ("content", "wrong"),
        [
            ("path\treceived\na.xlsx\t昨天", "昨天"),
            ("path\treceived\na.xlsx", "接收时间"),
            ("file,time\na.xlsx,2026", "接收"),
        ],
    )
    def test_that_cannot_be_read_is_refused(self, issued: Desk, content: str, wrong: str) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        (issued.home / "接收.tsv").write_text(content, encoding="utf-8")
        with pytest.raises(px.errors.BadValue, match=wrong):
            issued.roll(received=issued.home / "接收.tsv")


def _list(desk: Desk, line: str) -> Path:
    path = desk.home / "接收.tsv"
    path.write_text(f"path\treceived\n{line}\n", encoding="utf-8")
    return path


class TestExpected:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_from_a_text_file_of_any_encoding(self, issued: Desk, encoding: str, end: str) -> None:
        path = issued.home / "应报单位.txt"
        path.write_bytes(end.join(["# 应报名单", *UNITS, "", "市水利局", " "]).encode(encoding))
        issued.send(SCHOOL_FILE, SCHOOL)
        assert [row.unit for row in issued.roll(expected=path).ledger] == UNITS

    def test_from_a_workbook_with_headings(self, issued: Desk) -> None:
        table = "| 应报单位名单 | < | |\n| 序号 | 单位 | 联系人 |\n" + "".join(f"| 1 | {u} | 甲 |\n" for u in UNITS)
        path = sheets.workbook(issued.home / "应报.xlsx", table)
        issued.send(SCHOOL_FILE, SCHOOL)
        assert [row.unit for row in issued.roll(expected=path).ledger] == UNITS

    def test_from_a_workbook_without_headings(self, issued: Desk) -> None:
        path = sheets.workbook(issued.home / "应报.xlsx", "".join(f"| {unit} |\n" for unit in UNITS))
        issued.send(SCHOOL_FILE, SCHOOL)
        assert [row.unit for row in issued.roll(expected=path).ledger] == UNITS

    def test_workbook_beside_the_submissions_is_none_of_them(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        path = sheets.workbook(issued.folder / "应报.xlsx", "| 单位 |\n| 市教育局 |")
        assert codes(issued.roll(expected=path)) == []

    def test_with_the_city_in_front_or_a_second_name_is_the_same_unit(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        result = issued.roll(expected=["云澜市教育局（体育局）", "市民政局"])
        assert [(row.unit, row.status) for row in result.ledger] == [
            ("云澜市教育局（体育局）", "received"),
            ("市民政局", "missing"),
        ]

    def test_signed_by_its_full_name_is_the_unit_of_the_short_one(self, desk: Desk) -> None:
        short, full = "市人社局", "云澜市人力资源和社会保障局"
        desk.issue(reworded(MASTER, "市教育局", short))
        desk.send(f"{full}2026年第二季度.xlsx", reworded(SCHOOL, "市教育局", full))
        result = desk.roll(expected=["市水利局", short])
        assert [(row.unit, row.status, row.rows_filled) for row in result.ledger] == [
            ("市水利局", "missing", 0),
            (short, "received", 1),
        ]
        assert {"unit-unknown", "lead-unit", "task-missing"}.isdisjoint(codes(result))

    def test_signed_by_a_name_that_fits_two_is_neither(self, desk: Desk) -> None:
        desk.issue(reworded(MASTER, "市教育局", "市农业农村局"))
        desk.send("市农业局2026年第二季度.xlsx", reworded(SCHOOL, "市教育局", "市农业局"))
        result = desk.roll(expected=["市农业农村局", "市农业机械局"])
        (unknown,) = [finding for finding in result.findings if finding.code == "unit-unknown"]
        assert {row.unit: row.status for row in result.ledger if row.expected} == {
            "市农业农村局": "missing",
            "市农业机械局": "missing",
        }
        assert "请核对单位名称（是否为“市农业农村局”或“市农业机械局”）；" in unknown.remedy
        assert "Check the name (is it “市农业农村局” or “市农业机械局”?), or add" in unknown.text("en")[1]

    def test_left_out_is_who_leads_a_task_of_the_master(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        assert [row.unit for row in issued.roll().ledger] == ["市水利局", "市教育局"]

    def test_of_an_earlier_run_is_remembered(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        issued.roll(expected=UNITS)
        assert [row.unit for row in issued.roll().ledger] == UNITS

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00\x81"])
    def test_without_a_unit_is_refused(self, issued: Desk, content: bytes) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        (issued.home / "应报.txt").write_bytes(content)
        with pytest.raises(px.errors.BadValue, match=r"应报\.txt"):
            issued.roll(expected=issued.home / "应报.txt")


def _lakes(*told: int, said: str = "已疏浚{}里。 | 序时推进") -> str:
    rows = (f"| {n} | 疏浚{'甲乙丙丁戊己'[n - 1]}湖 | 张三 | 市教育局 | {said.format(n)} |" for n in told)
    return "\n".join(["| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |", *rows])


class TestTasksFilled:
    """A task that two files report on is one task."""

    @pytest.fixture
    def lakes(self, desk: Desk) -> Desk:
        desk.issue(_lakes(*range(1, 7), said=" | "))
        desk.send("市教育局一.xlsx", _lakes(1, 2, 3), folder="A")
        desk.send("市教育局二.xlsx", _lakes(3, 4, 5), "2026-07-21T09:00", folder="B")
        return desk

    def test_of_two_parts_at_once(self, lakes: Desk) -> None:
        for _ in range(2):
            assert self._filled(lakes, "A", "B") == (6, 5)

    def test_of_two_parts_one_after_the_other(self, lakes: Desk) -> None:
        assert self._filled(lakes, "A") == (6, 3)
        for _ in range(2):
            assert self._filled(lakes, "B") == (6, 5)
        lakes.send("市水利局.xlsx", WATER, folder="C")
        assert self._filled(lakes, "C") == (6, 5)

    def test_of_a_correction(self, lakes: Desk) -> None:
        lakes.send("市教育局更正.xlsx", _lakes(2), "2026-07-22T09:00", folder="C")
        assert self._filled(lakes, "A", "C") == (6, 3)
        assert self._filled(lakes, "B") == (6, 5)

    def test_of_an_edited_cell(self, lakes: Desk) -> None:
        self._filled(lakes, "A")
        lakes.write("E4", "人改")
        for _ in range(2):
            assert self._filled(lakes, "B") == (6, 5)

    def test_of_two_rows_on_one_task_and_of_an_empty_one(self, lakes: Desk) -> None:
        empty = _lakes(6, said=" | ")
        twice = "\n".join([_lakes(1, 2), *_lakes(2).splitlines()[1:], *empty.splitlines()[1:]])
        lakes.send("市教育局三.xlsx", twice, folder="C")
        assert self._filled(lakes, "C") == (6, 2)

    @staticmethod
    def _filled(desk: Desk, *folders: str) -> tuple[int, int]:
        (row,) = (row for row in desk.roll(*(desk.home / each for each in folders)).ledger if row.unit == "市教育局")
        return row.rows_expected, row.rows_filled
