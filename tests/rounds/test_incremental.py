"""Files that come in one after the other, each run seeing only the new ones."""

from pathlib import Path

import openpyxl

from tests.rounds.desk import Desk, listed
from tests.rounds.tables import MASTER, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded


def _rows(table: str) -> list[str]:
    return table.strip().splitlines()


def test_correction_of_one_row_leaves_the_units_other_rows(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(WATER_FILE, WATER, folder="A")
    desk.roll(tmp_path / "A")
    heading, dam, _river = _rows(WATER)
    desk.send(WATER_FILE, f"{heading}\n{reworded(dam, '一座', '两座')}", "2026-07-22T09:00", folder="B")
    result = desk.roll(tmp_path / "B")
    assert (desk.texts()["E2"], desk.texts()["E4"]) == ("建成两座。", "清完一条。")
    assert "task-missing" not in {finding.code for finding in result.findings}


def test_second_part_of_a_report_joins_the_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    heading, dam, river = _rows(WATER)
    desk.send(WATER_FILE, f"{heading}\n{dam}", folder="A")
    desk.roll(tmp_path / "A")
    desk.send(WATER_FILE, f"{heading}\n{river}", "2026-07-22T09:00", folder="B")
    desk.roll(tmp_path / "B")
    assert (desk.texts()["E2"], desk.texts()["E4"]) == ("建成一座。", "清完一条。")


def test_new_version_takes_the_place_of_the_whole_older_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(WATER_FILE, WATER, folder="A")
    desk.roll(tmp_path / "A")
    desk.send(WATER_FILE, reworded(WATER, "一座", "两座"), "2026-07-22T09:00", folder="B")
    result = desk.roll(tmp_path / "B")
    assert desk.texts()["E2"] == "建成两座。"
    assert [row.versions for row in result.ledger if row.unit == "市水利局"] == [2]


def test_master_of_our_making_takes_in_new_tasks_as_rows_that_look_like_the_others(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.send(WATER_FILE, WATER, folder="A")
    desk.send(SCHOOL_FILE, SCHOOL, folder="B")
    desk.roll(tmp_path / "A")
    result = desk.roll(tmp_path / "B")
    assert [finding.code for finding in result.findings] == []
    sheet = openpyxl.load_workbook(desk.master)["总表"]
    assert [cell.value for cell in sheet[5]] == [2, "新建五所学校", "李四", "市教育局", "开工两所。", "序时推进"]
    assert (
        [cell.border.left.style for cell in sheet[5]] == [cell.border.left.style for cell in sheet[4]] == ["thin"] * 6
    )
    content = desk.master.read_bytes()
    desk.roll(tmp_path / "A", tmp_path / "B")
    again = desk.master.read_bytes()
    desk.roll(tmp_path / "A", tmp_path / "B")
    assert again == desk.master.read_bytes()
    assert desk.texts()["E3"] == "建成一座。"
    assert content


def test_conflict_is_closed_when_the_person_writes_the_cell_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(SCHOOL_FILE, SCHOOL)
    desk.roll()
    desk.write("E3", "人改")
    desk.send(SCHOOL_FILE, reworded(SCHOOL, "两所", "三所"), "2026-07-22T09:00")
    assert len(desk.roll().conflicts) == 1
    assert len(desk.roll().conflicts) == 1
    desk.write("E3", "综合两份")
    assert desk.roll().conflicts == []
    assert desk.roll().conflicts == []
    assert desk.texts()["E3"] == "综合两份"
    desk.send(SCHOOL_FILE, reworded(SCHOOL, "两所", "四所"), "2026-07-23T09:00")
    assert len(desk.roll().conflicts) == 1


def test_remarks_in_the_ledger_stay_with_their_unit(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(SCHOOL_FILE, SCHOOL)
    desk.roll()
    row = next(number for number in range(6, 9) if desk.texts("台账")[f"B{number}"] == "市教育局")
    desk.write(f"L{row}", "已电话催办", "台账")
    desk.send(WATER_FILE, WATER)
    desk.roll(expected=["市水利局", "市财政局", "市教育局"])
    assert {line["单位"]: line["备注"] for line in listed(desk.master, "台账", header=5)} == {
        "市水利局": "",
        "市财政局": "",
        "市教育局": "已电话催办",
    }
