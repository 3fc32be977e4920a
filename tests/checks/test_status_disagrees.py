"""status-disagrees: done or on pace above a text that says otherwise; one finding for one fault."""

import datetime as dt
from typing import Any

import pytest

from progress_xl.checks.status_disagrees import denial
from progress_xl.checks.target_met import said_to_be_met
from progress_xl.findings import Finding
from progress_xl.text.periods import Period
from tests.checks.figures import known
from tests.tables import findings, submission

STATUS = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def _found(progress: str, status: str, task: str = "推进改革。", code: str = "status-disagrees") -> list[Finding]:
    table = f"{STATUS}\n| 7 | {task} | 甲 | 市水利局 | {progress} | {status} |"
    given = {"as_of": dt.date(2023, 6, 30), "period": Period.parse("2023Q2")}
    return findings(submission(table, period="2023Q2"), code, **given)


@pytest.fixture(autouse=True)
def _no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch)


LATE = [
    "进展滞后",
    "进度缓慢",
    "滞后于序时进度",
    "未达到序时进度",
    "总体进度偏慢",
    "未按期完成",
    "未完成本季度目标任务",
    "没有完成季度目标任务",
    "未达到时间节点要求",
    "进度未达预期",
    "与序时进度存在差距",
    "与序时进度还有较大差距",
    "落后于序时进度8个百分点",
    "慢序时进度",
    "投资进度低于序时进度",
    "进展较慢",
    "未达到序时要求",
    "该项目因资金问题已停工",
    "项目已停工",
    "目前项目处于停工状态",
]


@pytest.mark.parametrize("words", LATE)
@pytest.mark.parametrize("status", ["已完成", "序时推进", "达预期"])
def test_delay_named_in_the_text_is_a_warning_on_the_status(words: str, status: str) -> None:
    (found,) = _found(f"已开工2处，{words}。", status)
    assert (found.severity, found.cell, found.value) == ("warning", "F2", status)
    assert f"“{words}”（E2）" in found.message


@pytest.mark.parametrize("words", ["尚未完成", "尚未启动", "仍未建成", "未完工", "招标尚未完成", "目前未达到验收条件"])
def test_part_not_done_is_enough_against_done_and_not_against_on_pace(words: str) -> None:
    assert len(_found(f"已开工2处，二期{words}。", "已完成")) == 1
    assert _found(f"已开工2处，二期{words}。", "序时推进") == []


@pytest.mark.parametrize("words", ["一所幼儿园进度滞后", "2处路段推进缓慢", "个别标段进展滞后"])
def test_part_that_is_late_is_against_done_and_not_against_on_pace(words: str) -> None:
    assert len(_found(f"完成80%（{words}）。", "已完成")) == 1
    assert _found(f"完成80%（{words}）。", "序时推进") == []


@pytest.mark.parametrize(
    "text",
    [
        "尚未启动。",
        "该项工作暂未开展。",
        "截至目前，项目尚未开工。",
        "1.本项任务未启动，等待批复。",
        "因征地问题，目前尚未开工建设。",
        "受资金影响，项目暂未启动。",
    ],
)
def test_whole_task_not_begun_is_against_on_pace_too(text: str) -> None:
    assert len(_found(text, "序时推进")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "对尚未完成的12家企业逐一走访。",
        "对进展滞后的项目现场督办。",
        "督促未完成整改的单位，问题全部销号。",
        "上季度进展滞后，现已赶上。",
        "暂未部署该项申报工作。",
        "排查未达标点位3处，均已整改。",
        "没有未完成事项。",
        "避免进度滞后。",
        "未完成原因：无。",
        "不存在进度滞后。",
        "不落后于序时进度。",
        "均未落后于序时进度。",
        "项目无滞后于序时进度情况。",
        "未出现因疫情导致的进度滞后。",
        "没有项目未按期完成。",
        "滞后于序时进度的项目已全部赶上。",
        "5月份进展缓慢，6月起加快，现已达到序时进度。",
        "前期项目停工，目前已全面复工。",
        "全省进展缓慢，我市提前完成。",
        "邻市进度滞后。",
        "进度不低于序时进度。",
        "与序时进度不存在差距。",
        "克服了疫情影响导致的工程进度缓慢。",
        "与先进地区存在差距。",
        "责令违法建设停工。",
        "已办结手续，正在推进二期前期工作。",
        "平均用时比去年缩短11天。",
    ],
)
@pytest.mark.parametrize("status", ["已完成", "序时推进"])
def test_words_about_something_else_or_overcome_are_not(text: str, status: str) -> None:
    assert _found(text, status) == []


def test_preliminary_work_is_no_former_time() -> None:
    assert len(_found("前期工作已完成，主体进度滞后。", "序时推进")) == 1
    assert _found("前期进度滞后。", "序时推进") == []


@pytest.mark.parametrize("words", ["等待8月复工", "力争三季度全部达到序时进度", "目前已达到60%", "目前已解决用地问题"])
def test_what_is_only_to_be_caught_up_is_late(words: str) -> None:
    assert len(_found(f"项目进展滞后，{words}。", "序时推进")) == 1


@pytest.mark.parametrize("text", ["目前还没有完成。", "没有完成年度目标。", "正在推进前期工作。", "项目正在开展招标。"])
def test_task_called_done_that_is_still_under_way_is_a_warning(text: str) -> None:
    assert len(_found(text, "已完成")) == 1


@pytest.mark.parametrize(
    ("task", "due", "count"),
    [
        ("12月举办活动。", "", 0),
        ("四季度举办活动。", "", 0),
        ("举办活动。", "12月", 0),
        ("举办活动。", "四季度", 0),
        ("举办活动。", "12月底前", 1),
        ("7月举办活动。", "", 1),
        ("6月制定方案，12月举办活动。", "", 1),
    ],
)
def test_task_whose_time_is_yet_to_come_need_not_have_begun(task: str, due: str, count: int) -> None:
    heading = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
    table = f"{heading}\n| 市水利局 | 7.{task} | {due} | 尚未开展。 | 继续 | 是 | |"
    given = {"as_of": dt.date(2022, 7, 31), "period": Period.parse("2022-07")}
    assert len(findings(submission(table, period="2022-07"), "status-disagrees", **given)) == count


@pytest.mark.parametrize("status", ["滞后", "未启动", "未达预期", "", "差不多"])
def test_status_that_owns_to_it_or_says_nothing_we_know_is_left_alone(status: str) -> None:
    assert _found("进展滞后，尚未完成。", status) == []


@pytest.mark.parametrize(("status", "count"), [("已完成", 1), ("序时推进", 0)])
def test_done_above_a_figure_short_of_the_goal_is_against_itself(
    monkeypatch: pytest.MonkeyPatch, status: str, count: int
) -> None:
    known(monkeypatch, ("50家", "30家"))
    found = _found("认定30家。", status, "认定50家。")
    assert len(found) == count
    assert all("“认定30家（30 ÷ 50 = 60.0 %）”" in finding.message for finding in found)


def test_passed_upper_bound_of_what_only_grows_is_against_on_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("500万元", "520万元", {"bound": "max"}))
    (found,) = _found("支出520万元。", "序时推进", "支出不超过500万元。")
    assert "520 > 500" in found.message


def test_mean_above_its_upper_bound_may_fall_again_before_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("35微克", "38微克", {"bound": "max"}))
    assert _found("平均浓度38微克。", "序时推进", "平均浓度不高于35微克。") == []


def test_figures_behind_pace_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, ("50家", "5家"))
    given: dict[str, Any] = {"progress": "认定5家，进展滞后。", "status": "序时推进", "task": "认定50家。"}
    assert _found(**given) == []
    assert len(_found(**given, code="behind-pace")) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "未",
        "\n",
        "。 ",
        "全部",
        "已完成年度目标",
        "进展情况",
        "对未完成",
        "尚未",
        "1.",
        "滞后于序时",
        "正在推进",
        "项目停工，",
        "没有",
        "不存在一个",
    ],
)
def test_very_long_text_is_searched_in_one_go(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for said in ("done", "on-pace"):
        denial(text + "。二期", said)  # type: ignore[arg-type]
    said_to_be_met(text + "年")
