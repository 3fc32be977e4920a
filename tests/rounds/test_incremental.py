"""Files that come in one after the other, each run seeing only the new ones."""

from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest

from tests.rounds.desk import Desk, listed, sheet_names
from tests.rounds.tables import MASTER, MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded


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


def _delete_conflict(desk: Desk, texts: Collection[str]) -> None:
    """The coordinator deletes lines of the sheet 冲突 in their office program."""
    book = openpyxl.load_workbook(desk.master)
    sheet = book["冲突"]
    for row in [row[0].row for row in sheet.iter_rows() if {cell.value for cell in row} & {*texts}][::-1]:
        sheet.delete_rows(row)
    book.save(desk.master)


class TestDeletedLineOfAConflict:
    """Whoever deletes it has seen it, and leaves the master's text as it is."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        """Two conflicts: a person's text against a new one of the unit."""
        desk = Desk(tmp_path)
        desk.issue(MASTER)
        desk.send(SCHOOL_FILE, SCHOOL)
        desk.send(WATER_FILE, WATER)
        desk.roll()
        desk.write("E3", "人改")
        desk.write("E4", "也改")
        desk.send(SCHOOL_FILE, reworded(SCHOOL, "两所", "三所"), "2026-07-22T09:00")
        desk.send(WATER_FILE, reworded(WATER, "清完一条", "清完两条"), "2026-07-22T09:00")
        assert [kept.master_cell for kept in desk.roll().conflicts] == ["E3", "E4"]
        return desk

    def test_closes_this_conflict_alone_and_leaves_the_text(self, desk: Desk) -> None:
        _delete_conflict(desk, ["开工三所。"])
        result = desk.roll()
        assert [kept.master_cell for kept in result.conflicts] == ["E4"]
        assert [row["总表位置"] for row in desk.listed("冲突")] == ["E4"]
        assert desk.texts()["E3"] == "人改"
        assert not desk.roll().written

    def test_closes_the_last_one_for_good(self, desk: Desk) -> None:
        _delete_conflict(desk, ["开工三所。", "清完两条。"])
        for _ in range(3):
            assert desk.roll().conflicts == []
        assert "冲突" not in sheet_names(desk.master)
        assert (desk.texts()["E3"], desk.texts()["E4"]) == ("人改", "也改")

    def test_holds_until_the_unit_says_something_new(self, desk: Desk) -> None:
        _delete_conflict(desk, ["开工三所。"])
        desk.roll()
        desk.send(SCHOOL_FILE, reworded(SCHOOL, "两所", "四所"), "2026-07-23T09:00")
        assert {kept.text for kept in desk.roll().conflicts} == {"清完两条。", "开工四所。"}
        assert desk.texts()["E3"] == "人改"

    def test_is_none_where_the_unit_has_said_something_new_meanwhile(self, desk: Desk) -> None:
        _delete_conflict(desk, ["开工三所。"])
        desk.send(SCHOOL_FILE, reworded(SCHOOL, "两所", "四所"), "2026-07-23T09:00")
        assert "开工四所。" in {kept.text for kept in desk.roll().conflicts}

    def test_holds_when_others_report_in_between(self, desk: Desk) -> None:
        _delete_conflict(desk, ["开工三所。"])
        desk.roll(desk.send(MONEY_FILE, MONEY, folder="补报"))
        assert [kept.master_cell for kept in desk.roll().conflicts] == ["E4"]

    def test_is_none_where_a_row_was_put_into_the_master(self, desk: Desk) -> None:
        book = openpyxl.load_workbook(desk.master)
        book["总表"].insert_rows(2)
        book.save(desk.master)
        assert len(desk.roll().conflicts) == 2

    def test_is_none_where_the_sheet_was_deleted_or_its_columns_moved(self, desk: Desk) -> None:
        book = openpyxl.load_workbook(desk.master)
        book["冲突"].insert_cols(1)
        book.save(desk.master)
        assert len(desk.roll().conflicts) == 2
        book = openpyxl.load_workbook(desk.master)
        del book["冲突"]
        book.save(desk.master)
        assert len(desk.roll().conflicts) == 2

    def test_between_two_files_of_a_unit_closes_it_too(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path / "两份")
        desk.home.mkdir()
        head = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
        said = {"甲湖清淤": "三里。", "乙河筑坝": "合龙。", "丙渠通水": "通水。", "丁泉护岸": "护岸。"}
        tasks = [f"| {number} | {name} | 张三 | 市水利局 |" for number, name in enumerate(said, 1)]
        rows = [f"{task} {text} | 序时推进 |" for task, text in zip(tasks, said.values(), strict=True)]
        desk.issue("\n".join([head, *(f"{task} | |" for task in tasks)]))
        other = "\n".join([head, reworded(rows[0], "三里", "五里"), rows[3]])
        desk.send("市水利局2026年第二季度（一）.xlsx", "\n".join([head, *rows[:3]]))
        desk.send("市水利局2026年第二季度（二）.xlsx", other, "2026-07-21T09:00")
        assert [kept.text for kept in desk.roll().conflicts] == ["三里。"]
        _delete_conflict(desk, ["三里。"])
        for _ in range(3):
            assert desk.roll().conflicts == []
        assert desk.texts()["E2"] == "五里。"
        newer = reworded(other, "五里", "六里")
        desk.send("市水利局2026年第二季度（二）.xlsx", newer, "2026-07-23T09:00")
        assert [(kept.text, kept.against) for kept in desk.roll().conflicts] == [("三里。", "六里。")]


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
