"""From a folder of workbooks to a master: what is written, what is kept, what stays as it was."""

import shutil
from pathlib import Path

import openpyxl
import pytest

import progress_xl as px
from tests import sheets
from tests.rounds.desk import Desk, codes, ods, sheet_names, texts, touch
from tests.rounds.tables import MASTER, MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded


def _edit(path: Path, cell: str, text: str | None) -> None:
    """The coordinator types into the master and saves it with another program."""
    book = openpyxl.load_workbook(path)
    book["总表"][cell] = text
    book.save(path)


class TestNewMaster:
    def test_holds_tasks_in_order_of_number_with_what_units_reported(self, desk: Desk) -> None:
        desk.send(WATER_FILE, WATER)
        desk.send(SCHOOL_FILE, SCHOOL)
        result = desk.roll()
        found = desk.texts()
        assert result.written
        assert [found[f"A{row}"] for row in (2, 3, 4, 5)] == ["序号", "1", "2", "3"]
        assert [found[f"E{row}"] for row in (3, 4, 5)] == ["建成一座。", "开工两所。", "清完一条。"]
        assert found["A1"].startswith("2026年第二季度")

    def test_is_made_to_be_printed_and_filtered(self, desk: Desk) -> None:
        desk.send(WATER_FILE, WATER)
        desk.roll()
        sheet = openpyxl.load_workbook(desk.master)["总表"]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.auto_filter.ref == "A2:F4"
        assert sheet.freeze_panes == "C3"

    def test_without_one_named_nothing_is_written(self, desk: Desk) -> None:
        desk.send(WATER_FILE, WATER)
        result = desk.roll(master=None)
        assert (result.master, result.written) == (None, False)
        assert [path.name for path in desk.home.iterdir()] == ["报送"]

    def test_again_with_the_same_files_keeps_every_byte(self, desk: Desk) -> None:
        desk.send(WATER_FILE, WATER)
        desk.send(MONEY_FILE, MONEY)
        desk.roll()
        before = desk.master.read_bytes()
        assert not desk.roll().written
        assert desk.master.read_bytes() == before

    @pytest.mark.parametrize("name", ["总表.xls", "总表.csv", "总表", "总表.xlsm"])
    def test_of_another_kind_than_xlsx_is_refused(self, desk: Desk, name: str) -> None:
        desk.send(WATER_FILE, WATER)
        with pytest.raises(px.errors.BadValue, match=r"\.xlsx"):
            desk.roll(master=desk.home / name)
        assert not (desk.home / name).exists()


class TestExistingMaster:
    def test_only_entry_cells_of_matching_tasks_change(self, issued: Desk) -> None:
        before = issued.texts()
        issued.send(WATER_FILE, WATER)
        result = issued.roll()
        assert codes(result) == ["missing-submission"]
        assert issued.texts() == before | {"E2": "建成一座。", "F2": "序时推进", "E4": "清完一条。", "F4": "达预期"}

    def test_units_are_told_apart_by_number_not_by_row(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        issued.issue(
            """
            | 重点工作汇总     | <            | <        | <                  | <        | <        |
            | 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况 | 完成状态 |
            | 3    | 清理两条河道     | 张三         | 市水利局           |          |          |
            | 1    | 建成三座水库     | 张三         | 市水利局、市财政局 |          |          |
            """
        )
        issued.roll()
        assert (issued.texts()["E3"], issued.texts()["E4"]) == ("清完一条。", "建成一座。")

    def test_row_inserted_between_runs_moves_what_we_wrote_and_is_no_conflict(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        book = openpyxl.load_workbook(issued.master)
        book["总表"].insert_rows(3, amount=2)
        book.save(issued.master)
        issued.send(WATER_FILE, reworded(WATER, "清完一条。", "两条都清完。"))
        result = issued.roll()
        assert result.conflicts == []
        assert (issued.texts()["E2"], issued.texts()["E6"]) == ("建成一座。", "两条都清完。")
        assert {row["master cell"] for row in issued.records()} == {"E2", "F2", "E6", "F6"}

    def test_records_name_the_cells_where_texts_are_after_rows_were_moved(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        book = openpyxl.load_workbook(issued.master)
        book["总表"].insert_rows(3)
        book.save(issued.master)
        issued.roll()
        assert {row["master cell"] for row in issued.records()} == {"E2", "F2", "E5", "F5"}

    def test_with_out_the_master_stays_as_it_is(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        before, out = issued.master.read_bytes(), issued.home / "汇总.xlsx"
        result = issued.roll(out=out)
        assert issued.master.read_bytes() == before
        assert result.master == out
        assert texts(out, "总表")["E2"] == "建成一座。"

    def test_with_out_again_gives_the_same_bytes(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        out = issued.home / "汇总.xlsx"
        issued.roll(out=out)
        before = out.read_bytes()
        issued.roll(out=out)
        assert out.read_bytes() == before

    def test_in_the_folder_of_submissions_is_not_a_submission(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        master = Path(shutil.move(issued.master, issued.folder))
        assert [Path(file.path).name for file in issued.roll(master=master).files] == [WATER_FILE]

    def test_with_one_row_twice_again_keeps_every_byte(self, desk: Desk) -> None:
        desk.issue(MASTER + "| 2 | 新建五所学校 | 李四 | 市教育局 |  |  |")
        desk.send(SCHOOL_FILE, SCHOOL)
        desk.roll()
        before = desk.master.read_bytes()
        desk.roll()
        assert desk.master.read_bytes() == before


class TestSharedTask:
    def test_parts_stand_one_under_the_other_lead_first_each_signed(self, issued: Desk) -> None:
        issued.send("a市财政局2026年第二季度.xlsx", MONEY)
        issued.send("b市水利局2026年第二季度.xlsx", WATER)
        issued.roll()
        assert issued.texts()["E2"] == "建成一座。（市水利局）\n拨款八百万。（市财政局）"

    def test_what_all_say_alike_stands_once_and_unsigned(self, issued: Desk) -> None:
        issued.send(MONEY_FILE, MONEY)
        issued.send(WATER_FILE, WATER)
        issued.roll()
        assert issued.texts()["F2"] == "序时推进"

    def test_of_one_reporting_unit_stands_unsigned(self, issued: Desk) -> None:
        issued.send(MONEY_FILE, MONEY)
        issued.roll()
        assert issued.texts()["E2"] == "拨款八百万。"

    def test_of_every_unit_holds_twelve_parts(self, desk: Desk) -> None:
        head = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
        names = [
            f"市{name}局"
            for name in ["水利", "财政", "教育", "民政", "商务", "统计", "审计", "司法", "体育", "林业", "公安", "税务"]
        ]
        desk.issue(f"{head}\n| 1 | 优化营商环境 | 王五 | 市直各单位 |  |  |")
        for name in names:
            row = f"| 1 | 优化营商环境 | 王五 | 市直各单位 | {name}已办。 | 序时推进 |"
            desk.send(f"{name}2026年第二季度.xlsx", f"{head}\n{row}")
        result = desk.roll(expected=names)
        assert codes(result) == []
        assert sorted(desk.texts()["E2"].split("\n")) == sorted(f"{name}已办。（{name}）" for name in names)
        assert [row.unit for row in result.ledger] == names


class TestVersions:
    def test_newer_wins_and_the_older_is_listed_with_its_text(self, issued: Desk) -> None:
        old = issued.send(WATER_FILE, WATER, "2026-07-20T09:00")
        issued.send(
            "市水利局2026年第二季度（更正）.xlsx", reworded(WATER, "清完一条。", "只清了一半。"), "2026-07-21T09:00"
        )
        result = issued.roll()
        superseded = [finding for finding in result.findings if finding.code == "superseded"]
        assert [finding.path for finding in superseded] == [str(old)]
        assert issued.texts()["E4"] == "只清了一半。"
        assert [(row["报送内容"], row["单元格"]) for row in issued.listed("历史版本")] == [("清完一条。", "E3")]
        assert "冲突" not in sheet_names(issued.master)

    def test_of_identical_copies_one_is_superseded(self, issued: Desk) -> None:
        first = issued.send(WATER_FILE, WATER, "2026-07-20T09:00")
        touch(Path(shutil.copy(first, issued.folder / "副本市水利局2026年第二季度.xlsx")), "2026-07-21T09:00")
        assert codes(issued.roll()).count("superseded") == 1
        assert issued.texts()["E4"] == "清完一条。"
        assert "历史版本" not in sheet_names(issued.master)

    @pytest.mark.parametrize("days", [("20", "21"), ("21", "20"), ("20", "20")])
    def test_identical_copies_again_keep_every_byte(self, issued: Desk, days: tuple[str, str]) -> None:
        first = issued.send(WATER_FILE, WATER, f"2026-07-{days[0]}T09:00")
        touch(Path(shutil.copy(first, issued.folder / "副本市水利局2026年第二季度.xlsx")), f"2026-07-{days[1]}T09:00")
        result, before = issued.roll(), issued.master.read_bytes()
        again = issued.roll()
        assert issued.master.read_bytes() == before
        assert [finding.path for finding in again.findings] == [finding.path for finding in result.findings]

    def test_two_parts_of_one_unit_both_count(self, issued: Desk) -> None:
        first, second = WATER.strip().splitlines()[1:]
        head = WATER.strip().splitlines()[0]
        issued.send("市水利局2026年第二季度（一）.xlsx", f"{head}\n{first}")
        issued.send("市水利局2026年第二季度（二）.xlsx", f"{head}\n{second}")
        result = issued.roll()
        assert codes(result) == ["missing-submission"]
        assert (issued.texts()["E2"], issued.texts()["E4"]) == ("建成一座。", "清完一条。")

    def test_parts_that_differ_on_a_task_are_a_conflict_and_both_are_shown(self, desk: Desk) -> None:
        head = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
        names = ["甲湖清淤", "乙河筑坝", "丙渠通水", "丁泉护岸"]
        tasks = [f"| {n} | {text} | 张三 | 市水利局 |" for n, text in enumerate(names, 1)]
        desk.issue("\n".join([head, *(f"{task} | |" for task in tasks)]))
        first = [f"{tasks[0]} 清淤三里。 | 序时推进 |", f"{tasks[1]} 坝已合龙。 | 序时推进 |"]
        desk.send("市水利局2026年第二季度（一）.xlsx", "\n".join([head, *first, f"{tasks[2]} 已通水。 | 序时推进 |"]))
        other = [f"{tasks[0]} 清淤五里。 | 序时推进 |", f"{tasks[3]} 已护岸。 | 序时推进 |"]
        desk.send("市水利局2026年第二季度（二）.xlsx", "\n".join([head, *other]), "2026-07-21T09:00")
        result = desk.roll()
        assert "conflict" in codes(result)
        assert desk.texts()["E2"] == "清淤五里。"
        assert [(row["报送内容"], row["对照内容"]) for row in desk.listed("冲突")] == [("清淤三里。", "清淤五里。")]

    def test_correction_of_one_task_of_three_leaves_the_others_as_reported(self, desk: Desk) -> None:
        first, second, third = [
            *WATER.strip().splitlines()[1:],
            "| 4 | 修渠八里 | 张三 | 市水利局 | 修好三里。 | 序时推进 |",
        ]
        head = WATER.strip().splitlines()[0]
        desk.issue("\n".join([head, *(row.rsplit("|", 3)[0] + "| | |" for row in (first, second, third))]))
        desk.send(WATER_FILE, "\n".join([head, first, second, third]))
        correction = f"{head}\n{reworded(first, '建成一座。', '建成两座。')}"
        desk.send("市水利局2026年第二季度（更正）.xlsx", correction, "2026-07-21T09:00")
        result = desk.roll(expected=["市水利局"])
        assert codes(result) == ["superseded"]
        assert [desk.texts()[cell] for cell in ("E2", "E3", "E4")] == ["建成两座。", "清完一条。", "修好三里。"]
        assert [row["报送内容"] for row in desk.listed("历史版本")] == ["建成一座。"]

    def test_files_of_one_time_that_differ_are_a_conflict_and_both_are_shown(self, issued: Desk) -> None:
        issued.send("市教育局a.xlsx", SCHOOL)
        issued.send("市教育局b.xlsx", reworded(SCHOOL, "两所", "三所"))
        for _ in range(2):
            result = issued.roll(expected=["市教育局"])
            assert codes(result) == ["conflict"]
            (line,) = issued.listed("冲突")
            assert {line["报送内容"], line["对照内容"]} == {"开工两所。", "开工三所。"}
            assert (result.ledger[0].versions, issued.listed("历史版本")) == (2, [])


class TestCoordinatorsEdit:
    def test_stays_silently_while_submissions_are_the_same(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        _edit(issued.master, "E4", "清完一条，已验收。")
        before = issued.master.read_bytes()
        result = issued.roll()
        assert "conflict" not in codes(result)
        assert issued.master.read_bytes() == before

    def test_stays_against_a_new_submission_and_both_are_shown(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        _edit(issued.master, "E4", "清完一条，已验收。")
        issued.send(WATER_FILE, reworded(WATER, "清完一条。", "两条都清完。"))
        result = issued.roll()
        conflict = next(finding for finding in result.findings if finding.code == "conflict")
        assert (conflict.cell, conflict.task, conflict.severity) == ("E4", "3", "error")
        assert issued.texts()["E4"] == "清完一条，已验收。"
        (row,) = issued.listed("冲突")
        assert (row["报送内容"], row["对照内容"], row["总表位置"], row["单元格"]) == (
            "两条都清完。",
            "清完一条，已验收。",
            "E4",
            "E3",
        )

    def test_in_conflict_again_keeps_every_byte(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        _edit(issued.master, "E4", "清完一条，已验收。")
        issued.send(WATER_FILE, reworded(WATER, "清完一条。", "两条都清完。"))
        first, before = issued.roll(), issued.master.read_bytes()
        again = issued.roll()
        assert not again.written
        assert issued.master.read_bytes() == before
        assert codes(again) == codes(first)

    def test_that_takes_the_new_text_over_ends_the_conflict(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        _edit(issued.master, "E4", "清完一条，已验收。")
        issued.send(WATER_FILE, reworded(WATER, "清完一条。", "两条都清完。"))
        issued.roll()
        _edit(issued.master, "E4", "两条都清完。")
        assert "conflict" not in codes(issued.roll())
        assert "冲突" not in sheet_names(issued.master)

    def test_before_the_first_run_stays_and_is_a_conflict(self, desk: Desk) -> None:
        desk.issue(reworded(MASTER, "| 市教育局           |          |", "| 市教育局           | 校址已定。 |"))
        desk.send(SCHOOL_FILE, SCHOOL)
        assert "conflict" in codes(desk.roll())
        assert desk.texts()["E3"] == "校址已定。"
        assert [row["报送内容"] for row in desk.listed("冲突")] == ["开工两所。"]

    def test_on_a_task_row_is_taken_as_the_task(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        _edit(issued.master, "C4", "赵六")
        issued.roll()
        assert issued.texts()["C4"] == "赵六"

    @pytest.mark.parametrize("again", [True, False], ids=["all files", "the new one only"])
    def test_of_one_units_part_conflicts_with_that_units_new_text_only(self, issued: Desk, again: bool) -> None:
        issued.send(WATER_FILE, WATER)
        issued.send(MONEY_FILE, MONEY)
        issued.roll()
        assert issued.texts()["E2"] == "建成一座。（市水利局）\n拨款八百万。（市财政局）"
        issued.write("E2", "建成一座半。（市水利局）\n拨款八百万。（市财政局）")
        new = issued.send(WATER_FILE, reworded(WATER, "一座", "两座"), "2026-07-22T09:00")
        for _ in range(2):
            issued.roll(*([] if again else [new]))
            assert [(line["单位"], line["报送内容"]) for line in issued.listed("冲突")] == [("市水利局", "建成两座。")]
            assert issued.texts()["E2"] == "建成一座半。（市水利局）\n拨款八百万。（市财政局）"

    def test_of_a_shared_cell_conflicts_with_each_unit_that_says_something_new(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER)
        issued.send(MONEY_FILE, MONEY)
        issued.roll()
        issued.write("E2", "人改")
        issued.send(WATER_FILE, reworded(WATER, "一座", "两座"), "2026-07-22T09:00")
        issued.send(MONEY_FILE, reworded(MONEY, "八百万", "九百万"), "2026-07-22T09:00")
        issued.roll()
        assert [line["报送内容"] for line in issued.listed("冲突")] == ["建成两座。", "拨款九百万。"]

    def test_of_the_only_part_is_no_conflict_when_a_second_unit_joins_but_for_what_that_says(
        self, issued: Desk
    ) -> None:
        issued.send(WATER_FILE, WATER)
        issued.roll()
        issued.write("E2", "人改")
        result = issued.roll(issued.send(MONEY_FILE, MONEY, "2026-07-22T09:00"))
        assert [kept.text for kept in result.conflicts] == ["拨款八百万。"]

    @pytest.mark.parametrize("rolled", [False, True], ids=["before the first run", "between runs"])
    def test_that_is_a_formula_which_shows_nothing_stays_and_is_a_conflict(self, issued: Desk, rolled: bool) -> None:
        issued.send(SCHOOL_FILE, SCHOOL)
        if rolled:
            issued.roll()
        book = openpyxl.load_workbook(issued.master)
        book["总表"]["E3"] = '=IF(A3>100,"大","")'
        book.save(issued.master)  # openpyxl keeps no computed value
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "两所", "三所"), "2026-07-22T09:00")
        for _ in range(2):
            result = issued.roll()
            assert [(kept.text, kept.against) for kept in result.conflicts] == [("开工三所。", '=IF(A3>100,"大","")')]
            assert openpyxl.load_workbook(issued.master)["总表"]["E3"].value == '=IF(A3>100,"大","")'
            assert issued.texts()["F3"] == "序时推进"


class TestIncrementalRuns:
    def test_earlier_contributions_stay_and_the_ledger_keeps_their_time(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER, "2026-07-18T08:30", folder="一批")
        issued.send(MONEY_FILE, MONEY, "2026-07-21T10:00", folder="二批")
        issued.roll(issued.home / "一批")
        result = issued.roll(issued.home / "二批")
        assert issued.texts()["E2"] == "建成一座。（市水利局）\n拨款八百万。（市财政局）"
        assert issued.texts()["E4"] == "清完一条。"
        received = {row.unit: row.received and row.received.isoformat() for row in result.ledger}
        assert received == {"市水利局": "2026-07-18T08:30:00", "市教育局": None, "市财政局": "2026-07-21T10:00:00"}

    def test_modified_times_changed_meanwhile_change_nothing(self, issued: Desk) -> None:
        first = issued.send(WATER_FILE, WATER, "2026-07-18T08:30")
        issued.roll(due="2026-07-20")
        before = issued.master.read_bytes()
        touch(first, "2026-07-25T12:00")
        result = issued.roll(due="2026-07-20")
        assert issued.master.read_bytes() == before
        assert "late-submission" not in codes(result)

    def test_one_unit_reports_again_and_the_others_part_stays(self, issued: Desk) -> None:
        issued.send(WATER_FILE, WATER, folder="一批")
        issued.send(MONEY_FILE, MONEY, folder="一批")
        issued.roll(issued.home / "一批")
        issued.send(MONEY_FILE, reworded(MONEY, "八百万", "九百万"), "2026-07-22T09:00", folder="二批")
        issued.roll(issued.home / "二批")
        assert issued.texts()["E2"] == "建成一座。（市水利局）\n拨款九百万。（市财政局）"
        assert [row["报送内容"] for row in issued.listed("历史版本")] == ["拨款八百万。"]

    def test_both_at_once_and_one_after_the_other_give_the_same_texts(self, tmp_path: Path) -> None:
        desks = [Desk(tmp_path / name) for name in ("zusammen", "nacheinander")]
        for desk in desks:
            desk.home.mkdir()
            desk.issue(MASTER)
            desk.send(WATER_FILE, WATER, folder="一批")
            desk.send(SCHOOL_FILE, SCHOOL, folder="二批")
        desks[0].roll(desks[0].home / "一批", desks[0].home / "二批")
        desks[1].roll(desks[1].home / "一批")
        desks[1].roll(desks[1].home / "二批")
        assert desks[0].texts() == desks[1].texts()


class TestKept:
    def test_row_that_matches_no_task(self, issued: Desk) -> None:
        table = SCHOOL + "| 77 | 栽一万棵柳树 | 李四 | 市教育局 | 栽了九千棵。 | 序时推进 |"
        path = issued.send(SCHOOL_FILE, table)
        result = issued.roll()
        assert "task-unknown" in codes(result)
        rows = {row["报送内容"]: row for row in issued.listed("未入总表")}
        row = rows["栽了九千棵。"]
        assert (row["原因"], row["序号"], row["任务"], row["单位"]) == (
            "总表无此任务",
            "77",
            "栽一万棵柳树",
            "市教育局",
        )
        assert (row["工作表"], row["单元格"]) == ("Sheet1", "E3")
        assert Path(row["来源文件"]).name == path.name
        assert row["文件校验码"] == result.files[0].sha256

    def test_column_that_the_master_does_not_have(self, issued: Desk) -> None:
        issued.send(
            SCHOOL_FILE,
            """
            | 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况   | 完成状态 | 资金来源   |
            | 2    | 新建五所学校     | 李四         | 市教育局 | 开工两所。 | 序时推进 | 市级福彩金 |
            """,
        )
        assert "unknown-column" in codes(issued.roll())
        (row,) = issued.listed("未入总表")
        assert (row["原因"], row["栏目"], row["报送内容"], row["单元格"]) == (
            "总表无此栏",
            "资金来源",
            "市级福彩金",
            "G2",
        )

    def test_given_cell_that_was_altered(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "李四", "孙七"))
        issued.roll()
        assert issued.texts()["C3"] == "李四"
        (row,) = issued.listed("未入总表")
        assert (row["原因"], row["栏目"], row["报送内容"], row["单元格"]) == (
            "与总表给定内容不同",
            "牵头负责领导",
            "孙七",
            "C2",
        )

    def test_second_row_on_one_task(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, SCHOOL + "| 2 | 新建五所学校 | 李四 | 市教育局 | 又开工一所。 | 序时推进 |")
        assert "duplicate-task" in codes(issued.roll())
        assert issued.texts()["E3"] == "开工两所。"
        assert "又开工一所。" in {row["报送内容"] for row in issued.listed("未入总表")}

    def test_goes_when_its_file_is_mended(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "李四", "孙七"))
        issued.roll()
        issued.send(SCHOOL_FILE, SCHOOL, "2026-07-21T09:00")
        issued.roll()
        kept = {row["报送内容"] for name in ("未入总表", "历史版本") for row in issued.listed(name)}
        assert issued.texts()["E3"] == "开工两所。"
        assert kept <= {"孙七"}


class TestTexts:
    @pytest.mark.parametrize("text", ["=1+1", "+86-0359-1234", "@全体", "-", "=HYPERLINK(1)", "'已办"])
    def test_that_look_like_formulas_stay_text(self, issued: Desk, text: str) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", text))
        issued.roll()
        cell = openpyxl.load_workbook(issued.master)["总表"]["E3"]
        assert (cell.value, cell.data_type) == (text, "s")

    @pytest.mark.parametrize(
        "text",
        [
            "一、开工。\\n二、封顶。",
            "产值<5%>&利润>3%",
            "</is></c>",
            "a & b &amp; c",
            "😀" * 10,
            "表\u3000格",
            "𠮷野家",
            "长" * 32_767,
        ],
        ids=range(8),
    )
    def test_of_any_kind_arrive_whole(self, issued: Desk, text: str) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", text))
        issued.roll()
        assert openpyxl.load_workbook(issued.master)["总表"]["E3"].value == text.replace("\\n", "\n")

    def test_that_look_like_escapes_arrive_whole(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", "_x000D_样"))
        issued.roll()
        assert issued.texts()["E3"] == "_x000D_样"

    def test_control_characters_stop_nothing_and_again_keeps_every_byte(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", "开工\x01两\x0b所。"))
        issued.roll()
        before = issued.master.read_bytes()
        assert issued.texts()["E3"].startswith("开工")
        assert not issued.roll().written
        assert issued.master.read_bytes() == before

    def test_together_too_long_for_a_cell_keep_the_last_part_beside(self, issued: Desk) -> None:
        issued.send(WATER_FILE, reworded(WATER, "建成一座。", "水" * 20_000))
        issued.send(MONEY_FILE, reworded(MONEY, "拨款八百万。", "钱" * 20_000))
        issued.roll()
        assert issued.texts()["E2"] == "水" * 20_000
        (row,) = [row for row in issued.listed("未入总表") if row["原因"] == "合并后超过单元格容量"]
        assert row["报送内容"] == "钱" * 20_000

    def test_longer_than_any_cell_of_excel_are_kept_as_far_as_one_holds(self, issued: Desk) -> None:
        rows = sheets.rows(reworded(SCHOOL, "开工两所。", "学" * 40_000))
        ods(issued.folder / "市教育局2026年第二季度.ods", rows)
        issued.send(WATER_FILE, WATER)
        issued.roll()
        assert issued.texts()["E2"] == "建成一座。"
        assert "E3" not in issued.texts()
        (row,) = issued.listed("未入总表")
        assert row["报送内容"].startswith("学" * 16_000)
        assert (row["原因"], row["单元格"]) == ("合并后超过单元格容量", "E2")

    def test_of_a_full_cell_in_a_wrong_place_stop_nothing(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "序时推进", "长" * 32_767))
        assert "not-in-list" in codes(issued.roll())
        assert issued.texts()["F3"] == "长" * 32_767

    def test_number_in_a_text_column_arrives_as_text(self, issued: Desk) -> None:
        issued.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", "12"))
        issued.roll()
        assert issued.texts()["E3"] == "12"


def test_three_thousand_expected_units_are_remembered(issued: Desk) -> None:
    units = [f"第 {number} 中学教育集团" for number in range(3000)]
    issued.send(SCHOOL_FILE, SCHOOL)
    issued.roll(expected=units)
    assert [row.unit for row in issued.roll().ledger if row.expected] == units


def test_lock_files_and_hidden_files_are_passed_over(issued: Desk) -> None:
    path = issued.send(SCHOOL_FILE, SCHOOL)
    (issued.folder / "~$市教育局2026年第二季度.xlsx").write_bytes(b"\x04" * 165)
    (issued.folder / ".市教育局.xlsx").write_bytes(b"")
    (issued.folder / ".cache").mkdir()
    shutil.copy(path, issued.folder / ".cache" / path.name)
    assert [file.path for file in issued.roll().files] == [str(path)]


def test_subfolders_are_read(issued: Desk) -> None:
    (issued.folder).mkdir()
    (issued.folder / "一组").mkdir()
    sheets.workbook(issued.folder / "一组" / SCHOOL_FILE, SCHOOL)
    issued.roll()
    assert issued.texts()["E3"] == "开工两所。"


def test_same_file_named_twice_counts_once(issued: Desk) -> None:
    path = issued.send(SCHOOL_FILE, SCHOOL)
    result = issued.roll(path, issued.folder, path)
    assert len(result.files) == 1
    assert "superseded" not in codes(result)


def test_master_of_an_earlier_run_in_the_folder_is_passed_over(issued: Desk) -> None:
    issued.send(WATER_FILE, WATER)
    issued.roll(out=issued.folder / "汇总.xlsx")
    result = issued.roll()
    assert [Path(file.path).name for file in result.files] == [WATER_FILE]
    assert {finding.code for finding in result.findings} <= {"missing-submission"}
