"""reason-missing: behind or not begun, and no reason given."""

import pytest

from progress_xl.forms import Column, Form
from tests.tables import cells, findings, submission

HEADING = (
    "| 序号 | 年度目标 | 季度目标 | 是否完成 | 具体工作进展 | 未完成原因 | 下步工作打算 | 市政府分管领导 | 责任单位 |"
)


def _table(status: str, reason: str) -> str:
    return f"{HEADING}\n| 1 | 修水库 | 开工 | {status} | 丙 | {reason} | 丁 | 张三 | 甲局 |"


@pytest.mark.parametrize("reason", ["", "无", "无。", "暂无", "/", "—", "无 原因", "没有"])
def test_unfinished_without_a_reason_is_found(reason: str) -> None:
    found = findings(submission(_table("未完成", reason)), "reason-missing")
    assert cells(found) == ["F2"]
    assert found[0].severity == "error"
    assert "未完成" in found[0].message


@pytest.mark.parametrize(
    ("status", "reason"), [("未完成", "征地未完"), ("完成", ""), ("完成", "无"), ("", ""), ("半完成", "")]
)
def test_reason_given_or_not_needed_is_not(status: str, reason: str) -> None:
    assert findings(submission(_table(status, reason)), "reason-missing") == []


def test_condition_looks_at_the_cell_and_at_the_status_beside_it() -> None:
    found = findings(submission(_table("未完成", "无")), "reason-missing")[0]
    assert found.condition == 'AND(OR(LEN(TRIM({cell}))=0,TRIM({cell})="无"),OR(TRIM({D})="未完成"))'


def test_other_spelling_of_none_stays_lit_until_it_is_cleared() -> None:
    assert findings(submission(_table("未完成", "暂无")), "reason-missing")[0].condition is None


@pytest.mark.parametrize(("reason", "codes"), [("", ["missing-value"]), ("无", ["reason-missing"]), ("缺钱", [])])
def test_reason_that_the_form_requires_is_asked_for_once(reason: str, codes: list[str]) -> None:
    columns = (
        Column("任务", "task"),
        Column("进展", "progress"),
        Column("状态", "status"),
        Column("原因", "reason", required_when=("状态", ("差",))),
    )
    form = Form("own", columns, statuses={"差": "behind"})
    read = submission(f"| 任务 | 进展 | 状态 | 原因 |\n| 修水库 | 甲 | 差 | {reason} |", form)
    assert [code for code in ("missing-value", "reason-missing") if findings(read, code)] == codes
