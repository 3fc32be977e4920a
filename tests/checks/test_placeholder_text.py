"""placeholder-text: cells that are filled and say nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress_xl.checks.placeholders import is_placeholder, says_done_alone
from tests.tables import cells, findings, submission

STATUS = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
MONTHLY = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"


def _status(progress: str, status: str = "序时推进") -> str:
    return f"{STATUS}\n| 1 | 修水库 | 张三 | 市水利局 | {progress} | {status} |"


def _monthly(progress: str, plan: str = "浇筑坝体", remark: str = "") -> str:
    return f"{MONTHLY}\n| 市水利局 | 1.修水库 | 长期推进 | {progress} | {plan} | 是 | {remark} |"


@pytest.mark.parametrize(
    "text",
    [
        *[
            "同上",
            "同上。",
            "（同上）",
            "同上期",
            "按上期所报。",
            "与上月一致",
            "与上月相同",
            "无",
            "无。",
            "略",
            "从略",
            "见附件",
            "详见附件",
            "附件另报",
            "见附件1",
            "详见附表 2。",
            "附件3",
            "同第3项",
            "同4",
            "同序号12任务",
            "见第2条",
            "待补充",
            "填报中",
            "N/A",
            "null",
            "是",
            "未完成",
            "尚未完成。",
        ],
        *[
            "/",
            "—",
            "——",
            "……",
            "。",
            "待定",
            "暂无",
            "正在推进",
            "正在推进中。",
            "推进中",
            "按计划推进",
            "按序时进度推进",
        ],
        *[
            "目前正在有序推进",
            "有序推进中",
            "持续推进",
            "各项工作正在推进中",
            "正在办理",
            "已落实",
            "稳步推进 相关工作",
            "ＸＸ",
        ],
    ],
)
def test_text_that_says_nothing_is_found(text: str) -> None:
    found = findings(submission(_status(text)), "placeholder-text")
    assert cells(found) == ["E2"]
    assert found[0].severity == "warning"
    assert f"“{text}”" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        *[
            "建成一座。",
            "完成58%",
            "3",
            "37.5%",
            "暂未开工",
            "同3个县签约",
            "见2022年总结",
            "附件1已报省厅",
            "第3条线路通车",
            "未完成招标",
            "无新进展，因征地未完成",
            "正在推进坝体浇筑",
            "正在办理用地手续",
        ],
        *[
            "正在开展前期工作招标",
            "按计划推进二期施工",
            "已落实资金八百万元",
            "见附件，另完成坝体浇筑",
            "无人机巡河两次",
            "略有进展",
        ],
    ],
)
def test_text_that_says_something_is_not(text: str) -> None:
    assert findings(submission(_status(text)), "placeholder-text") == []


@pytest.mark.parametrize(("status", "count"), [("已完成", 0), ("序时推进", 1), ("滞后", 1), ("", 1)])
@pytest.mark.parametrize("text", ["已完成", "完成。", "已全部完成", "已完工"])
def test_done_alone_is_enough_only_beside_the_word_done(text: str, status: str, count: int) -> None:
    assert len(findings(submission(_status(text, status)), "placeholder-text")) == count


def test_done_alone_is_enough_where_no_status_says_done() -> None:
    assert findings(submission(_monthly("已完成")), "placeholder-text") == []


@pytest.mark.parametrize(("plan", "found"), [("继续推进", ["E2"]), ("同上", ["E2"]), ("无", ["E2"]), ("浇筑坝体", [])])
def test_next_step_is_looked_at_too(plan: str, found: list[str]) -> None:
    assert cells(findings(submission(_monthly("建成一座", plan)), "placeholder-text")) == found


def test_task_that_is_done_needs_no_next_step() -> None:
    heading = "| 序号 | 年度目标 | 季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 市政府分管领导 | 责任单位 |"
    for status, count in (("完成", 0), ("未完成", 1)):
        table = f"{heading}\n| 1 | 修水库 | 开工 | {status} | 大坝封顶 | 无 | 无 | 张三 | 市水利局 |"
        assert len(findings(submission(table), "placeholder-text")) == count


def test_remark_and_reason_may_say_none() -> None:
    assert findings(submission(_monthly("建成一座", remark="无")), "placeholder-text") == []


@pytest.mark.parametrize(("text", "living"), [("同上", True), ("推进中", True), ("（同上）", False)])
def test_mark_goes_out_by_itself_where_a_formula_can_name_the_words(text: str, living: bool) -> None:
    found = findings(submission(_status(text)), "placeholder-text")[0]
    assert (found.condition is not None) == living
    assert not living or f"|{text}|" in (found.condition or "")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert not (is_placeholder(text * 30) and len(text) > 1)
    assert says_done_alone(text) in (True, False)


def test_remedy_asks_of_the_plan_for_a_plan() -> None:
    progress, plan = findings(submission(_monthly("略", "略")), "placeholder-text")
    assert "做了哪些工作" in progress.remedy
    assert "下一步" in plan.remedy
    assert "做了哪些工作" not in plan.remedy
    assert "next" in plan.text("en")[1]
