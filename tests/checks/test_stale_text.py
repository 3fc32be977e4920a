"""stale-text, stale-figures, plan-as-progress: what was said the last time, said again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.model import Statement
from tests.tables import findings, submission

MONTHLY = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
STATUS = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
TARGET = (
    "| 序号 | 年度目标 | 季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 市政府分管领导 | 责任单位 |"
)
BEFORE = "三座水库坝体灌浆完成92%，投入机械26台，汛期运行正常，未发生险情。"
PLAN = "召开专家论证会，修改后报市政府审议。"
CODES = ("stale-text", "stale-figures", "plan-as-progress")


def _before(text: str, role: Role = "progress") -> Statement:
    return Statement(role, text, "市水利局", "7", "总表6月.xlsx", "总表", "D9")


def _found(progress: str, *before: Statement, plan: str = "浇筑坝体") -> list[Finding]:
    read = submission(f"{MONTHLY}\n| 市水利局 | 7.修水库 | 长期推进 | {progress} | {plan} | 是 | |")
    return [finding for code in CODES for finding in findings(read, code, previous={2: before})]


def _codes(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.cell) for finding in found]


@pytest.mark.parametrize(
    "again",
    [
        BEFORE,
        BEFORE.replace("，", "；").removesuffix("。"),
        BEFORE.replace("92%", "９２ ％"),
        BEFORE.replace("水库坝体", "水库\\n坝体"),
    ],
)
def test_same_text_is_found(again: str) -> None:
    found = _found(again, _before(BEFORE))
    assert _codes(found) == [("stale-text", "D2")]
    assert found[0].severity == "warning"


def test_text_that_says_that_nothing_is_new_is_found_only_when_it_says_so_again() -> None:
    owned = f"{BEFORE}{BEFORE}本期无新进展，等待批复。"
    assert _found(owned, _before(BEFORE * 2)) == []
    assert _codes(_found(owned, _before(owned))) == [("stale-text", "D2")]
    assert _codes(_found(f"{BEFORE}{BEFORE}等待批复。", _before(BEFORE * 2))) == [("stale-text", "D2")]


def test_long_text_with_a_word_changed_is_found_and_a_short_one_is_not() -> None:
    now = BEFORE.replace("未发生", "没发生")
    assert _codes(_found(now + BEFORE, _before(BEFORE * 2))) == [("stale-text", "D2")]
    assert _found(now, _before(BEFORE)) == []


def test_message_quotes_the_last_period_and_its_place() -> None:
    said = _found(BEFORE, _before(BEFORE))[0].message
    for part in (BEFORE[:30], "总表6月.xlsx", "“总表”", "D9"):
        assert part in said


def test_same_words_with_other_figures_are_a_notice() -> None:
    found = _found(BEFORE.replace("92", "98"), _before(BEFORE))
    assert _codes(found) == [("stale-figures", "D2")]
    assert found[0].severity == "notice"


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("完成投资4.1亿元。", "完成投资3.2亿元。"),
        (BEFORE, "六座水库大坝安全鉴定报告通过评审，除险加固方案已报省水利厅。"),
        ("甲水库完工。", "乙水库完工。"),
        ("8月份召开例会。", "7月份召开例会。"),
        ("截至8月底，已培训巡查员62名。", "截至7月底，已培训巡查员60名。"),
        (f"{BEFORE}同步完成管理房改造和监测设施安装，开展抢险演练两次，培训巡查人员一百二十名。", BEFORE),
    ],
)
def test_news_is_not_found(now: str, before: str) -> None:
    assert _found(now, _before(before)) == []


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("截至8月底，已培训巡查员60名。", "截至7月底，已培训巡查员60名。"),
        ("2022年1-8月完成灌浆4.1万米。", "2022年1-7月完成灌浆4.1万米。"),
    ],
)
def test_short_text_of_which_only_the_month_is_new_is_a_notice(now: str, before: str) -> None:
    assert _codes(_found(now, _before(before))) == [("stale-figures", "D2")]


@pytest.mark.parametrize(
    ("plan", "progress", "found"),
    [
        ("拟于8月份召开专家论证会，修改后报审。", "8月份召开专家论证会，修改后报审。", True),
        ("下一步，将继续组织企业申报，力争年底前认定50家。", "继续组织企业申报，年底前认定50家。", True),
        ("下月计划召开专家论证会，修改后报审。", "召开专家论证会，修改后报审。", True),
        ("我局拟开展坝体安全鉴定工作。", "开展坝体安全鉴定工作。", True),
        ("拟于8月份召开专家论证会，修改后报审。", "8月份召开了专家论证会，修改后报审。", False),
        ("下一步，将继续组织企业申报，力争年底前认定50家。", "组织企业申报，年底前认定48家。", False),
        ("下一步拟召开推进会。", "召开推进会。", False),
    ],
)
def test_plan_without_what_makes_it_one_is_still_that_plan(plan: str, progress: str, found: bool) -> None:
    codes = [finding.code for finding in _found(progress, _before(plan, "next_step"))]
    assert codes == ["plan-as-progress"] * found


def test_short_text_said_again_is_found() -> None:
    assert _codes(_found("坝体尚未开工。", _before("坝体尚未开工"))) == [("stale-text", "D2")]


def test_same_plan_is_found_in_its_own_cell() -> None:
    found = _found("大坝封顶。", _before("浇筑坝体。", "next_step"), plan="浇筑坝体")
    assert _codes(found) == [("stale-text", "E2")]


def test_placeholder_is_not_called_stale_as_well() -> None:
    assert _found("正在推进", _before("正在推进"), _before("继续推进", "next_step"), plan="继续推进") == []


@pytest.mark.parametrize(
    ("progress", "found"),
    [
        (PLAN, [("plan-as-progress", "D2")]),
        (PLAN.replace("，", "、"), [("plan-as-progress", "D2")]),
        (f"已{PLAN}", []),
        (PLAN.replace("召开", "召开了"), []),
        ("专家论证会提出意见九条，采纳七条。", []),
    ],
)
def test_plan_handed_in_as_progress_is_found_unless_it_says_that_it_was_done(
    progress: str, found: list[tuple[str, str]]
) -> None:
    assert _codes(_found(progress, _before(PLAN, "next_step"))) == found


def test_short_plan_may_turn_up_as_progress() -> None:
    assert _found("召开推进会。", _before("召开推进会", "next_step")) == []


def test_progress_said_before_is_no_plan() -> None:
    assert _found("大坝封顶。", _before(PLAN), plan=PLAN) == []


@pytest.mark.parametrize(("status", "count"), [("已完成", 0), ("序时推进", 1)])
def test_task_that_is_done_has_no_news(status: str, count: int) -> None:
    read = submission(f"{STATUS}\n| 7 | 修水库 | 张三 | 市水利局 | {BEFORE} | {status} |")
    assert len(findings(read, "stale-text", previous={2: [_before(BEFORE)]})) == count


def test_done_in_a_quarter_with_a_target_of_its_own_wants_news() -> None:
    read = submission(f"{TARGET}\n| 7 | 修水库 | 灌浆 | 完成 | {BEFORE} | 无 | 蓄水 | 张三 | 市水利局 |")
    assert len(findings(read, "stale-text", previous={2: [_before(BEFORE)]})) == 1


def test_any_of_several_statements_counts() -> None:
    assert _codes(_found(BEFORE, _before("大坝封顶。"), _before(BEFORE))) == [("stale-text", "D2")]


@settings(deadline=None)
@given(st.text(min_size=1).map(lambda text: text.strip() or "甲"), st.text())
def test_any_texts_are_taken(now: str, before: str) -> None:
    read = submission(f"{MONTHLY}\n| 市水利局 | 7.修水库 | 长期推进 | 甲 | 乙 | 是 | |")
    read.entries[0].progress = now
    found = [code for code in CODES if findings(read, code, previous={2: [_before(before)]})]
    assert len(found) <= 1


def test_remedy_asks_of_the_plan_for_a_plan_and_is_heard() -> None:
    plan = "组织三家施工单位进场浇筑坝体，并完成溢洪道开挖"
    before = _before(plan, "next_step")
    (found,) = _found("浇筑了三成。", before, plan=plan)
    assert ("打算无变化" in found.remedy, "进展" in found.remedy) == (True, False)
    assert _found("浇筑了三成。", before, plan=f"{plan}，因汛期停工，打算无变化") == []
