"""reason-unexpected: done or on pace, and yet a reason for delay."""

import pytest

from tests.tables import cells, findings, submission

HEADING = (
    "| 序号 | 年度目标 | 季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 市政府分管领导 | 责任单位 |"
)


def _table(status: str, reason: str) -> str:
    return f"{HEADING}\n| 1 | 修水库 | 开工 | {status} | 丙 | {reason} | 丁 | 张三 | 甲局 |"


@pytest.mark.parametrize("reason", ["是", "征地未完"])
def test_reason_beside_done_is_found(reason: str) -> None:
    found = findings(submission(_table("完成", reason)), "reason-unexpected")
    assert cells(found) == ["F2"]
    assert (found[0].severity, found[0].value, found[0].task) == ("error", reason, "1")
    assert found[0].condition == 'AND(LEN(TRIM({cell}))>0,TRIM({cell})<>"无",OR(TRIM({D})="完成"))'


@pytest.mark.parametrize(
    ("status", "reason"),
    [("完成", ""), ("完成", "无"), ("完成", "无。"), ("完成", "不涉及"), ("未完成", "征地未完"), ("", "缺钱")],
)
def test_no_reason_or_unfinished_is_not(status: str, reason: str) -> None:
    assert findings(submission(_table(status, reason)), "reason-unexpected") == []


def test_problems_may_be_told_of_a_task_on_pace() -> None:
    table = _table("完成", "缺人手").replace("未完成原因", "存在问题及原因")
    assert findings(submission(table), "reason-unexpected") == []
