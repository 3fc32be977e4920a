"""The figures sheet 指标核对: what stands in it, what follows a changed number, and what stays of a person's work."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from python_calamine import load_workbook

import progress_xl as px
from progress_xl.model import FIGURES_SIGNS
from progress_xl.ooxml import Workbook
from tests import sheets
from tests.rounds.desk import Desk, codes, listed, sheet_names
from tests.rounds.tables import reworded
from tests.targets.books import audit_errors

SHEET = "指标核对"
HEADING = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
MASTER = f"""
{HEADING}
| 市科技局 | 1.技术合同年交易额超过40亿元。 | 2026年12月底前 | | | | |
| 市科技局 | 2.新认定高新技术企业50家。     | 2026年12月底前 | | | | |
| 市水务局 | 3.改善供水服务。               | 长期推进       | | | | |
| 市水务局 | 4.改造供水管网100公里。        | 2026年9月底前  | | | | |
"""
SCIENCE = f"""
{HEADING}
| 市科技局 | 1.技术合同年交易额超过40亿元。 | 2026年12月底前 | 登记技术合同146份，合同金额17.39亿元。 | 继续 | 是 | |
| 市科技局 | 2.新认定高新技术企业50家。     | 2026年12月底前 | 推荐申报企业62家。 | 继续 | 是 | |
"""
WATER = f"""
{HEADING}
| 市水务局 | 3.改善供水服务。        | 长期推进      | 走访用户。 | 继续 | 是 | |
| 市水务局 | 4.改造供水管网100公里。 | 2026年9月底前 | 改造供水管网80公里。 | 继续 | 是 | |
"""
SCIENCE_FILE, WATER_FILE = "市科技局2026年7月.xlsx", "市水务局2026年7月.xlsx"
JULY = {"period": "2026-07", "as_of": "2026-07-31"}
TURNOVER, FIRMS, PIPES = 4, 5, 6
GOAL, ACTUAL, VERDICT, DECISION, REMARK, OWN = "E", "G", "J", "L", "M", "Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A round of two units with three goals."""
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(SCIENCE_FILE, SCIENCE)
    desk.send(WATER_FILE, WATER)
    return desk


def _roll(desk: Desk, **options: Any) -> "px.Rollup":
    return desk.roll(**{**JULY, **options})


def _rows(path: Path) -> list[dict[str, str]]:
    return listed(path, SHEET, header=3)


def _row(path: Path, measure: str) -> dict[str, str]:
    return next(row for row in _rows(path) if measure in row["指标"])


def _type(desk: Desk, cell: str, value: Any, sheet: str = SHEET) -> None:
    """The coordinator types a number or a text."""
    book = Workbook.open(desk.master)
    book.set_values(sheet, {cell: value})
    book.save(desk.master)


def _sense(result: "px.Rollup") -> list[tuple[str, str | None]]:
    return [(f.code, f.task) for f in result.findings if f.code in ("behind-pace", "target-met", "status-disagrees")]


def _rolls_again_without_a_change(desk: Desk) -> bool:
    before = desk.master.read_bytes()
    return not _roll(desk).written and desk.master.read_bytes() == before


class TestRows:
    def test_one_for_each_goal_in_the_order_of_the_tasks(self, desk: Desk) -> None:
        _roll(desk)
        seen = [(row["序号"], row["单位"], row["目标值"], row["计量单位"], row["完成值"]) for row in _rows(desk.master)]
        assert seen == [
            ("1", "市科技局", "40", "亿元", "17.39"),
            ("2", "市科技局", "50", "家", ""),
            ("4", "市水务局", "100", "公里", "80"),
        ]

    def test_hold_share_time_gone_verdict_and_the_units_word(self, desk: Desk) -> None:
        _roll(desk)
        turnover, firms, pipes = _rows(desk.master)
        assert (turnover["口径"], turnover["结论"], turnover["单位填报"]) == ("不低于", "滞后", "是")
        assert float(turnover["完成比例"]) == pytest.approx(17.39 / 40)
        assert float(turnover["时间进度"]) == pytest.approx(212 / 365)
        assert (firms["完成比例"], firms["结论"]) == ("", "不可比")
        assert float(pipes["时间进度"]) == pytest.approx(212 / 273)  # its deadline is the end of September
        assert pipes["结论"] == "正常"

    def test_quote_both_texts_and_lead_to_their_cells_and_name_the_source(self, desk: Desk) -> None:
        _roll(desk)
        turnover = _rows(desk.master)[0]
        assert "交易额超过40亿元" in turnover["目标原文"]
        assert "合同金额17.39亿元" in turnover["进展原文"]
        assert (turnover["来源文件"], turnover["来源单元格"]) == (f"报送/{SCIENCE_FILE}", "Sheet1!D2")
        sheet = openpyxl.load_workbook(desk.master)[SHEET]
        links = {cell.coordinate: cell.hyperlink.location for cell in sheet[TURNOVER] if cell.hyperlink}
        assert links == {"N4": "'总表'!B2", "O4": "'总表'!D2"}

    def test_of_a_task_without_a_number_begin_with_its_text(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        task = "加快建设创新型城市，深化产学研合作，推动科技成果转移转化，技术合同年交易额超过40亿元，新认定高新技术企业50家，每万人有效发明专利达到12件"
        desk.issue(f"{HEADING}\n| 市科技局 | {task}。 | 2026年12月底前 | | | | |")
        said = "登记技术合同146份，合同金额17.39亿元。"
        desk.send(SCIENCE_FILE, f"{HEADING}\n| 市科技局 | {task}。 | 2026年12月底前 | {said} | 继续 | 是 | |")
        _roll(desk)
        assert {row["序号"] for row in _rows(desk.master)} == {""}
        quoted = _row(desk.master, "交易额")["目标原文"], _row(desk.master, "专利")["目标原文"]
        assert all(text.startswith("加快建设创新型城市，深化产学研合作，") for text in quoted)
        assert ("交易额超过40亿元" in quoted[0], "发明专利达到12件" in quoted[1]) == (True, True)
        assert all(len(text) < 120 for text in quoted)

    def test_of_which_nothing_is_told_quote_more_than_the_first_words(self, desk: Desk) -> None:
        told = "目前，通过摸底调研，推荐申报企业62家" + "，逐户走访辅导" * 20
        desk.send(SCIENCE_FILE, reworded(SCIENCE, "推荐申报企业62家", told))
        _roll(desk)
        quoted = _row(desk.master, "高新")["进展原文"]
        assert quoted.startswith("目前，通过摸底调研，推荐申报企业62家，")
        assert quoted.endswith("…")
        assert len(quoted) == 61

    def test_can_be_filtered_and_printed_as_the_other_lists(self, desk: Desk) -> None:
        _roll(desk)
        sheet = openpyxl.load_workbook(desk.master)[SHEET]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D4", "A3:Y6")
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows) == (
            8,
            "landscape",
            "$3:$3",
        )
        assert {name for name, column in sheet.column_dimensions.items() if column.hidden} == {"V", "W", "X", "Y"}

    def test_give_the_findings_their_verdicts(self, desk: Desk) -> None:
        assert _sense(_roll(desk)) == [("behind-pace", "1")]

    def test_are_none_and_no_sheet_where_no_task_has_a_goal(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        desk.issue(MASTER)
        desk.send(WATER_FILE, reworded(WATER, "改造供水管网100公里", "改造供水管网"))
        desk.send("市科技局2026年7月.xlsx", reworded(SCIENCE, "1.技术", "9.技术"))
        desk.issue(f"{HEADING}\n| 市水务局 | 3.改善供水服务。 | 长期推进 | | | | |")
        _roll(desk)
        assert SHEET not in sheet_names(desk.master)

    def test_of_a_supporting_unit_are_listed_and_not_judged(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        desk.issue(f"{HEADING}\n| 市科技局、市水务局 | 1.技术合同年交易额超过40亿元。 | 2026年12月底前 | | | | |")
        table = f"{HEADING}\n| 市科技局、市水务局 | 1.技术合同年交易额超过40亿元。 | 2026年12月底前 | 登记技术合同9份，合同金额1.2亿元。 | 继续 | 是 | |"
        desk.send(WATER_FILE, table)
        assert _sense(_roll(desk)) == []
        assert [(row["单位"], row["判断方式"], row["结论"]) for row in _rows(desk.master)] == [
            ("市水务局", "不判断", "不判断")
        ]

    def test_of_the_periods_target_stand_beside_those_of_the_year(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        heading = "| 序号 | 年度目标 | 第2季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 分管领导 | 责任单位 |"
        task = "| 7 | 实际使用外资1.2亿美元。 | 实际使用外资6000万美元。 |"
        desk.issue(f"{heading}\n{task} | | | | 甲 | 市商务局 |")
        said = f"{task} 完成 | 上半年实际使用外资5420万美元。 | 无 | 继续 | 甲 | 市商务局 |"
        desk.send("市商务局2026年第二季度.xlsx", f"{heading}\n{said}")
        result = desk.roll(period="2026Q2", as_of="2026-06-30")
        assert _sense(result) == [("behind-pace", "7")]
        assert [(row["指标"], row["目标期限"], row["结论"]) for row in _rows(desk.master)] == [
            ("实际使用外资", "2026-12-31", "未到期"),
            ("实际使用外资（本期目标）", "2026-06-30", "未达目标"),
        ]

    def test_of_a_file_read_before_stay_when_another_comes(self, desk: Desk) -> None:
        _roll(desk)
        before = _rows(desk.master)
        later = desk.send(
            "市水务局2026年7月（更正）.xlsx", reworded(WATER, "管网80公里", "管网85公里"), "2026-07-25T09:00"
        )
        desk.roll(later, **JULY)
        after = _rows(desk.master)
        assert after[:2] == before[:2]
        assert after[2]["完成值"] == "85"
        sheet = openpyxl.load_workbook(desk.master)[SHEET]
        assert sheet["O4"].hyperlink.location == "'总表'!D2"

    def test_have_no_fault_that_the_audit_knows(self, desk: Desk) -> None:
        _roll(desk)
        assert not audit_errors(desk.master)

    def test_stand_in_a_master_of_our_making_too(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        desk.send(SCIENCE_FILE, SCIENCE)
        _roll(desk)
        assert [row["结论"] for row in _rows(desk.master)] == ["滞后", "不可比"]
        assert _rolls_again_without_a_change(desk)


def test_goal_that_a_unit_has_altered_is_quoted_from_the_master(desk: Desk) -> None:
    desk.send(SCIENCE_FILE, reworded(SCIENCE, "40亿元", "20亿元"))
    (found,) = (finding for finding in _roll(desk).findings if finding.code == "behind-pace")
    assert "“技术合同年交易额超过40亿元”（总表）" in found.message
    assert "“技术合同年交易额超过40亿元” (the master)" in found.text("en")[0]


class TestCorrections:
    def test_of_a_figure_is_judged_at_once_and_on_every_later_run(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{ACTUAL}{TURNOVER}", 26)
        result = _roll(desk)
        assert _sense(result) == []
        row = _row(desk.master, "交易额")
        assert (row["完成值"], row["结论"], row["读取完成"]) == ("26", "正常", "17.39")
        assert _rolls_again_without_a_change(desk)

    def test_of_a_figure_that_had_none_is_judged(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{ACTUAL}{FIRMS}", 5)
        assert _sense(_roll(desk)) == [("behind-pace", "1"), ("behind-pace", "2")]
        assert _row(desk.master, "高新")["结论"] == "滞后"

    def test_of_a_goal_is_judged(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{GOAL}{TURNOVER}", 25)
        assert _sense(_roll(desk)) == []
        assert _row(desk.master, "交易额")["目标值"] == "25"

    @pytest.mark.parametrize("cell", [f"{GOAL}{TURNOVER}", f"{ACTUAL}{TURNOVER}"])
    def test_that_strikes_a_number_out_leaves_nothing_to_compare(self, desk: Desk, cell: str) -> None:
        _roll(desk)
        _type(desk, cell, None)
        assert _sense(_roll(desk)) == []
        assert _row(desk.master, "交易额")["结论"] == "不可比"
        assert _rolls_again_without_a_change(desk)

    @pytest.mark.parametrize("typed", ["26亿元", "２６", " 26.0 ", "26 亿元"])
    def test_of_a_figure_may_be_a_text_that_is_a_number(self, desk: Desk, typed: str) -> None:
        _roll(desk)
        _type(desk, f"{ACTUAL}{TURNOVER}", typed)
        assert _sense(_roll(desk)) == []
        row = _row(desk.master, "交易额")
        assert (row["完成值"], row["结论"], row["备注"]) == ("26", "正常", "")
        assert _rolls_again_without_a_change(desk)

    @pytest.mark.parametrize("typed", ["约26", "26万元", "26家", "1e3", "nan", "二十六", "9" * 400])
    def test_of_a_figure_by_another_text_compares_nothing_and_says_so(self, desk: Desk, typed: str) -> None:
        _roll(desk)
        _type(desk, f"{ACTUAL}{TURNOVER}", typed)
        assert _sense(_roll(desk)) == []
        row = _row(desk.master, "交易额")
        assert (row["完成值"], row["结论"]) == (typed, "不可比")
        assert row["备注"] == f"完成值“{typed}”不是数字，按不可比处理"
        assert _rolls_again_without_a_change(desk)

    @pytest.mark.parametrize("typed", ["忽略", "不可比", "不可比、忽略", " 不可比, 忽略 "])
    def test_that_sets_a_comparison_aside_may_be_pasted(self, desk: Desk, typed: str) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{TURNOVER}", typed)
        assert _sense(_roll(desk)) == []
        row = _row(desk.master, "交易额")
        assert (row["处理"], row["结论"], row["备注"]) == ("不可比，忽略", "不计", "")
        assert _rolls_again_without_a_change(desk)

    @pytest.mark.parametrize("typed", ["不忽略", "再议", "可比"])
    def test_that_is_no_decision_sets_nothing_aside_and_says_so(self, desk: Desk, typed: str) -> None:
        _roll(desk)
        _type(desk, f"{REMARK}{TURNOVER}", "请科室定")
        _type(desk, f"{DECISION}{TURNOVER}", typed)
        assert _sense(_roll(desk)) == [("behind-pace", "1")]
        row = _row(desk.master, "交易额")
        assert (row["处理"], row["备注"]) == (typed, f"处理“{typed}”不在可选之列，未采用；请科室定")
        assert _rolls_again_without_a_change(desk)

    def test_of_the_deadline_may_be_a_text(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"T{TURNOVER}", "2027.12.31")
        assert _sense(_roll(desk)) == []
        row = _row(desk.master, "交易额")
        assert (row["目标期限"], row["结论"]) == ("2027-12-31", "正常")

    def test_that_sets_a_comparison_aside_is_respected(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{TURNOVER}", "不可比，忽略")
        _type(desk, f"{REMARK}{TURNOVER}", "口径含意向合同")
        assert _sense(_roll(desk)) == []
        row = _row(desk.master, "交易额")
        assert (row["处理"], row["结论"], row["备注"]) == ("不可比，忽略", "不计", "口径含意向合同")
        assert _rolls_again_without_a_change(desk)

    def test_of_the_deadline_and_of_the_way_of_judging_count(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"T{TURNOVER}", dt.date(2027, 12, 31))
        assert _sense(_roll(desk)) == []
        _type(desk, f"R{PIPES}", "到期")
        _roll(desk)
        assert _row(desk.master, "管网")["结论"] == "未到期"

    def test_of_the_day_counts_for_all_and_stays_live(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, "C2", dt.date(2026, 3, 31))
        assert _sense(_roll(desk)) == []
        assert {row["数据日期"] for row in _rows(desk.master)} == {"2026-03-31"}
        written = openpyxl.load_workbook(desk.master)[SHEET]
        assert [written[f"U{row}"].value for row in (TURNOVER, FIRMS, PIPES)] == ['=IF(ISNUMBER($C$2),$C$2,"")'] * 3
        assert _rolls_again_without_a_change(desk)

    def test_of_the_tolerance_counts_for_all(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, "G2", 0.2)
        assert _sense(_roll(desk)) == []
        assert _row(desk.master, "交易额")["结论"] == "正常"
        assert _rolls_again_without_a_change(desk)

    @pytest.mark.parametrize("written", ["2026.3.31", "2026年3月31日"])
    def test_of_the_day_may_be_written_as_offices_do(self, desk: Desk, written: str) -> None:
        _roll(desk)
        _type(desk, "C2", written)
        assert _sense(_roll(desk)) == []
        assert openpyxl.load_workbook(desk.master)[SHEET]["C2"].value == dt.datetime(2026, 3, 31)
        assert _rolls_again_without_a_change(desk)

    def test_of_the_tolerance_may_be_a_text(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, "G2", "20％")
        assert _sense(_roll(desk)) == []
        assert openpyxl.load_workbook(desk.master)[SHEET]["G2"].value == 0.2

    def test_of_a_figure_that_the_unit_then_reports_anew_is_noted(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{ACTUAL}{TURNOVER}", 26)
        _roll(desk)
        desk.send(SCIENCE_FILE, reworded(SCIENCE, "17.39", "18.5"), "2026-07-26T09:00")
        assert _sense(_roll(desk)) == [("behind-pace", "1")]
        row = _row(desk.master, "交易额")
        assert row["完成值"] == "18.5"
        assert "完成值 26" in row["备注"]
        assert _rolls_again_without_a_change(desk)

    def test_that_is_taken_back_is_gone(self, desk: Desk) -> None:
        _roll(desk)
        before = _rows(desk.master)
        _type(desk, f"{ACTUAL}{TURNOVER}", 26)
        _roll(desk)
        _type(desk, f"{ACTUAL}{TURNOVER}", 17.39)
        assert _sense(_roll(desk)) == [("behind-pace", "1")]
        assert _rows(desk.master) == before
        assert _rolls_again_without_a_change(desk)


class TestNextPeriod:
    def _august(self, desk: Desk, progress: str = "合同金额20亿元", old: str = "", new: str = "") -> "px.Rollup":
        """The next round: the earlier master beside a new one, in which ``new`` stands for ``old``."""
        earlier = desk.master.rename(desk.home / "总表7月.xlsx")
        for path in desk.folder.iterdir():
            path.unlink()
        desk.issue(reworded(MASTER, old, new))
        science = reworded(reworded(SCIENCE, "合同金额17.39亿元", progress), old, new)
        desk.send(f"{'市教育局' if '市教育局' in new else '市科技局'}2026年8月.xlsx", science, "2026-08-20T09:00")
        return desk.roll(period="2026-08", as_of="2026-08-31", previous=earlier)

    def test_takes_over_a_corrected_goal_and_no_figure_reached(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{GOAL}{TURNOVER}", 30)
        _type(desk, f"{ACTUAL}{TURNOVER}", 29)
        _roll(desk)
        assert _sense(self._august(desk)) == []  # 20 of 30 at 66.6 %
        row = _row(desk.master, "交易额")
        assert (row["目标值"], row["完成值"], row["读取目标"]) == ("30", "20", "40")

    def test_takes_over_what_was_set_aside_with_the_remark(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{TURNOVER}", "不可比，忽略")
        _type(desk, f"{REMARK}{TURNOVER}", "口径不同")
        assert _sense(self._august(desk)) == []
        row = _row(desk.master, "交易额")
        assert (row["处理"], row["备注"], row["结论"]) == ("不可比，忽略", "口径不同", "不计")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("| 市科技局 |", "| 运城市科学技术局 |"),
            ("1.技术合同年交易额超过40亿元。", "技术合同年交易额超过40亿元"),
            ("1.技术合同年交易额超过40亿元。", "6.技术合同年交易额超过40亿元。"),
            ("1.技术合同年交易额超过40亿元。", "技术合同年交易额超过40亿元。"),
        ],
    )
    def test_remembers_though_unit_or_task_is_spelled_otherwise(self, desk: Desk, old: str, new: str) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{TURNOVER}", "不可比，忽略")
        _roll(desk)
        assert _sense(self._august(desk, old=old, new=new)) == []
        rows = [row for row in _rows(desk.master) if "交易额" in row["指标"]]
        assert [(row["处理"], row["完成值"]) for row in rows] == [("不可比，忽略", "20")]
        content = desk.master.read_bytes()
        again = desk.roll(period="2026-08", as_of="2026-08-31", previous=desk.home / "总表7月.xlsx")
        assert (again.written, desk.master.read_bytes()) == (False, content)

    def test_remembers_of_a_task_without_a_number(self, desk: Desk) -> None:
        desk.issue(reworded(MASTER, "1.技术", "技术"))
        desk.send(SCIENCE_FILE, reworded(SCIENCE, "1.技术", "技术"))
        _roll(desk)
        _type(desk, f"{GOAL}{TURNOVER}", 30)
        self._august(desk, old="1.技术合同年交易额超过40亿元。", new="技术合同年交易额超过40亿元；")
        assert [row["目标值"] for row in _rows(desk.master) if "交易额" in row["指标"]] == ["30"]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("| 市科技局 |", "| 市教育局 |"),
            (
                "1.技术合同年交易额超过40亿元。",
                "9.全市签订农产品购销合同，其中技术合同年交易额超过40亿元，农业服务合同覆盖全部乡镇。",
            ),
        ],
    )
    def test_does_not_remember_of_another_unit_or_task(self, desk: Desk, old: str, new: str) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{TURNOVER}", "不可比，忽略")
        self._august(desk, old=old, new=new)
        rows = [row for row in _rows(desk.master) if "交易额" in row["指标"]]
        assert sorted((row["处理"], row["完成值"]) for row in rows) == [("", "20"), ("不可比，忽略", "")]

    def test_takes_over_a_row_of_ones_own_once(self, desk: Desk) -> None:
        _roll(desk)
        for cell, value in {"C7": "漏水率", "E7": 10, "D7": "不超过"}.items():
            _type(desk, cell, value)
        self._august(desk)
        for text in ("20亿元", "21亿元"):
            desk.send("市科技局2026年8月.xlsx", reworded(SCIENCE, "17.39亿元", text), "2026-08-21T09:00")
            desk.roll(period="2026-08", as_of="2026-08-31", previous=desk.home / "总表7月.xlsx")
        assert [row["目标值"] for row in _rows(desk.master) if row["指标"] == "漏水率"] == ["10"]

    def test_with_another_goal_in_the_task_forgets_the_correction(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{GOAL}{TURNOVER}", 30)
        _roll(desk)
        earlier = desk.master.rename(desk.home / "总表7月.xlsx")
        desk.issue(reworded(MASTER, "超过40亿元", "超过45亿元"))
        desk.send(SCIENCE_FILE.replace("7月", "8月"), reworded(SCIENCE, "超过40亿元", "超过45亿元"), "2026-08-20T09:00")
        (desk.folder / SCIENCE_FILE).unlink()
        (desk.folder / WATER_FILE).unlink()
        desk.roll(period="2026-08", as_of="2026-08-31", previous=earlier)
        assert _row(desk.master, "交易额")["目标值"] == "45"

    def test_keeps_a_decision_about_a_unit_that_did_not_report(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{PIPES}", "不可比，忽略")
        self._august(desk)
        row = _row(desk.master, "管网")
        assert (row["处理"], row["完成值"], row["来源文件"]) == ("不可比，忽略", "", "本期报送中没有此项")

    def test_reads_the_same_again_without_a_change(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{DECISION}{TURNOVER}", "不可比，忽略")
        self._august(desk)
        content = desk.master.read_bytes()
        again = desk.roll(period="2026-08", as_of="2026-08-31", previous=desk.home / "总表7月.xlsx")
        assert (again.written, desk.master.read_bytes()) == (False, content)


class TestNothingTypedIsLost:
    @pytest.mark.parametrize("cell", ["C4", "F5", "K6", "N4", "O5", "P6", "Q4", f"{VERDICT}{TURNOVER}", "H5"])
    def test_in_any_cell_of_a_row(self, desk: Desk, cell: str) -> None:
        _roll(desk)
        _type(desk, cell, "督查室核定")
        desk.send(WATER_FILE, reworded(WATER, "走访用户", "回访用户"), "2026-07-26T09:00")
        _roll(desk)
        assert desk.texts(SHEET)[cell] == "督查室核定"
        assert _rolls_again_without_a_change(desk)

    def test_in_a_column_of_ones_own(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{OWN}3", "联系人")
        _type(desk, f"{OWN}{PIPES}", "老王")
        desk.send(WATER_FILE, reworded(WATER, "管网80公里", "管网90公里"), "2026-07-26T09:00")
        _roll(desk)
        assert _row(desk.master, "管网")["联系人"] == "老王"
        assert _rolls_again_without_a_change(desk)

    def test_right_of_the_table_without_a_heading(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{OWN}{PIPES}", "老王")
        _roll(desk)
        assert desk.texts(SHEET)[f"{OWN}{PIPES}"] == "老王"

    def test_in_a_row_of_ones_own(self, desk: Desk) -> None:
        _roll(desk)
        for cell, value in {"C7": "漏水率", "E7": 10, "G7": 12, "D7": "不超过"}.items():
            _type(desk, cell, value)
        _roll(desk)
        row = _row(desk.master, "漏水率")
        assert (row["目标值"], row["完成值"], row["结论"]) == ("10", "12", "超出上限")
        assert _rolls_again_without_a_change(desk)

    def test_above_the_table(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, "P2", "8月3日与统计局核对过")
        desk.send(WATER_FILE, reworded(WATER, "走访用户", "回访用户"), "2026-07-26T09:00")
        _roll(desk)
        assert desk.texts(SHEET)["P2"] == "8月3日与统计局核对过"
        assert _rolls_again_without_a_change(desk)

    @pytest.mark.parametrize(
        ("setting", "typed", "beside", "said"),
        [
            ("C2", "7月底", "D2", "“7月底”不是日期，未采用"),
            ("C2", 20260831, "D2", "“20260831”不是日期，未采用"),
            ("G2", "一成", "H2", "“一成”不是百分数，未采用"),
        ],
    )
    def test_in_a_setting_that_cannot_be_read(
        self, desk: Desk, setting: str, typed: "str | int", beside: str, said: str
    ) -> None:
        _roll(desk)
        before = desk.texts(SHEET)
        _type(desk, beside, "待定")
        _type(desk, setting, typed)
        assert _sense(_roll(desk)) == [("behind-pace", "1")]
        after = desk.texts(SHEET)
        assert (after[setting], after[beside]) == (before[setting], f"{said}；待定")
        assert _rolls_again_without_a_change(desk)

    def test_in_a_note_on_a_cell(self, desk: Desk) -> None:
        _roll(desk)
        book = openpyxl.load_workbook(desk.master)
        book[SHEET][f"{ACTUAL}{PIPES}"].comment = Comment("已与水务局\n电话核实", "督查室")
        book[SHEET]["H2"].comment = Comment("样张", "督查室")
        book.save(desk.master)
        desk.send(WATER_FILE, reworded(WATER, "走访用户", "回访用户"), "2026-07-26T09:00")
        _roll(desk)
        assert _row(desk.master, "管网")["备注"] == f"批注（{ACTUAL}{PIPES}）：已与水务局 电话核实"
        assert "批注（H2）：样张" in desk.texts(SHEET).values()
        assert _rolls_again_without_a_change(desk)

    def test_when_the_task_is_reported_on_no_more(self, desk: Desk) -> None:
        _roll(desk)
        _type(desk, f"{REMARK}{FIRMS}", "等省里公布")
        desk.send(SCIENCE_FILE, reworded(SCIENCE, "企业50家", "企业一批"), "2026-07-26T09:00")
        result = _roll(desk)
        assert "task-changed" in codes(result)
        assert _row(desk.master, "高新")["备注"] == "等省里公布"

    def test_when_rows_were_sorted_and_columns_moved(self, desk: Desk) -> None:
        _roll(desk)
        book = openpyxl.load_workbook(desk.master)
        sheet = book[SHEET]
        sheet.insert_cols(3)
        sheet["C3"] = "科室"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
        rows[0][2], rows[0][13] = "成果科", "已核"  # the remark stands one column further to the right
        for number, values in enumerate(reversed(rows), 4):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column, value)
        book.save(desk.master)
        _roll(desk)
        row = _row(desk.master, "交易额")
        assert (row["备注"], row["科室"], row["序号"]) == ("已核", "成果科", "1")
        assert [row["序号"] for row in _rows(desk.master)] == ["1", "2", "4"]

    @pytest.mark.parametrize(
        "text",
        [
            *("", "{", "[]", "[1]", "null", "[{}, [1]]", '["a", {}]', "[[1, 2], [3]]", "[" * 30_000),
            '["市科技局", ["1"], "task", "m", "u", 1]',
            '["市科技局", "1", "task", "m", "u", {}]',
        ],
    )
    def test_when_somebody_has_written_into_the_hidden_cells(self, desk: Desk, text: str) -> None:
        _roll(desk)
        for cell in ("X2", f"X{TURNOVER}", f"Y{FIRMS}"):
            _type(desk, cell, text or None)
        _type(desk, f"{REMARK}{FIRMS}", "等省里公布")
        _roll(desk)
        remarks = [row["备注"] for row in _rows(desk.master)]
        assert "等省里公布" in remarks
        assert {row["序号"] for row in _rows(desk.master)} == {"1", "2", "4"}

    def test_on_a_sheet_that_only_is_named_as_ours(self, desk: Desk) -> None:
        sheets.workbook(desk.master, {"总表": MASTER, SHEET: "| 我的 | 笔记 |\n| 1 | 2 |"})
        with pytest.raises(px.errors.SheetTaken, match=f"“{SHEET}”.*改名"):
            _roll(desk)
        assert desk.texts(SHEET)["A1"] == "我的"

    @pytest.mark.parametrize(
        ("deleted", "missing"),
        [
            (["G3"], "缺少标题完成值，"),
            (["E3", "Y3"], "缺少标题目标值、读取记录，"),
            (["X3"], "缺少标题核对键，"),
            ([f"{column}3" for column in "ABCDEFGHIJKLMNOPQRSTUVWXY"], "缺少标题序号、单位、指标、"),
        ],
    )
    def test_when_headings_were_deleted(self, desk: Desk, deleted: list[str], missing: str) -> None:
        _roll(desk)
        _type(desk, f"{ACTUAL}{TURNOVER}", 26)
        for cell in deleted:
            _type(desk, cell, None)
        before = desk.master.read_bytes()
        with pytest.raises(px.errors.HeadingsMissing, match=f"总表.xlsx.*“{SHEET}”.*{missing}.*补回"):
            _roll(desk)
        assert desk.master.read_bytes() == before

    def test_when_the_table_was_moved_away_from_what_stands_above_it(self, desk: Desk) -> None:
        _roll(desk)
        book = openpyxl.load_workbook(desk.master)
        book[SHEET][f"{ACTUAL}{TURNOVER}"] = 26
        book[SHEET].move_range("A3:Y6", cols=2)
        book.save(desk.master)
        assert _sense(_roll(desk)) == []
        assert _row(desk.master, "交易额")["完成值"] == "26"


class TestWithoutAPeriod:
    @pytest.fixture
    def timeless(self, tmp_path: Path) -> Desk:
        desk = Desk(tmp_path)
        desk.issue(MASTER)
        desk.send("市科技局.xlsx", SCIENCE)
        return desk

    def test_the_sheet_asks_for_the_day_and_the_findings_say_that_nothing_was_judged(self, timeless: Desk) -> None:
        assert "period-unknown" in codes(timeless.roll())
        texts = timeless.texts(SHEET)
        assert ("C2" in texts, texts["D2"], texts["J4"]) == (False, "周期不明，请填日期", "不判断")
        content = timeless.master.read_bytes()
        assert (timeless.roll().written, timeless.master.read_bytes()) == (False, content)

    def test_the_day_that_a_person_gives_counts(self, timeless: Desk) -> None:
        timeless.roll()
        _type(timeless, "C2", dt.date(2026, 7, 31))
        result = timeless.roll()
        assert ("period-unknown" in codes(result), _sense(result)) == (False, [("behind-pace", "1")])
        assert "D2" not in timeless.texts(SHEET)


class TestCopyOfTheSheet:
    """Longer than the master itself, so that rows alone would speak for it."""

    def _copied(self, desk: Desk, name: str, *, renamed: bool) -> None:
        book = openpyxl.load_workbook(desk.master)
        copy = book[SHEET] if renamed else book.copy_worksheet(book[SHEET])
        copy.title = name
        for _ in range(10):
            copy.append([cell.value for cell in copy[TURNOVER]])
        book.save(desk.master)

    @pytest.mark.parametrize(("name", "renamed"), [(f"{SHEET} (2)", False), (f"{SHEET}（旧）", True)])
    def test_is_not_taken_for_the_master_and_stays(self, desk: Desk, name: str, renamed: bool) -> None:
        _roll(desk)
        before = desk.texts()
        self._copied(desk, name, renamed=renamed)
        copied = desk.texts(name)
        result = _roll(desk)
        assert (codes(result).count("form-mismatch"), _sense(result)) == (0, [("behind-pace", "1")])
        assert (desk.texts(), desk.texts(name)) == (before, copied)
        assert [row["目标值"] for row in _rows(desk.master)] == ["40", "50", "100"]

    def test_is_not_taken_for_what_was_said_the_last_time(self, desk: Desk) -> None:
        _roll(desk)
        self._copied(desk, f"{SHEET} (2)", renamed=False)
        earlier = desk.master.rename(desk.home / "总表7月.xlsx")
        desk.issue(MASTER)
        for path in list(desk.folder.iterdir()):
            path.rename(path.with_name(path.name.replace("7月", "8月")))
        august = {"period": "2026-08", "as_of": "2026-08-31"}
        assert "stale-text" in codes(desk.roll(**august, previous=earlier))


def test_signs_of_the_sheet_are_headings_of_it(desk: Desk) -> None:
    _roll(desk)
    assert set(_rows(desk.master)[0]) >= FIGURES_SIGNS


def test_sheet_that_was_deleted_is_made_anew(desk: Desk) -> None:
    _roll(desk)
    before = _rows(desk.master)
    book = Workbook.open(desk.master)
    book.remove_sheet(SHEET)
    book.save(desk.master)
    _roll(desk)
    assert _rows(desk.master) == before
    assert _rolls_again_without_a_change(desk)


def test_hidden_columns_hold_no_more_than_excel_reads(desk: Desk) -> None:
    _roll(desk)
    rows = load_workbook(desk.master).get_sheet_by_name(SHEET).to_python()
    assert max(len(str(value)) for row in rows for value in row) < 32_767


def test_without_sense_texts_are_not_read_and_the_sheet_is_not_made(desk: Desk) -> None:
    assert "behind-pace" in codes(_roll(desk, master=None))
    report = _roll(desk, sense=False)
    assert "behind-pace" not in codes(report)
    assert SHEET not in sheet_names(desk.master)


def test_without_sense_a_sheet_of_before_stays_as_it_is(desk: Desk) -> None:
    _roll(desk)
    before = _rows(desk.master)
    desk.send(WATER_FILE, reworded(WATER, "80公里", "85公里"))
    _roll(desk, sense=False)
    assert _rows(desk.master) == before
    _roll(desk)
    assert _rows(desk.master) != before
