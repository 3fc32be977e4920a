"""missing-value: a required cell is empty."""

import pytest

from progress_xl.forms import Column, Form
from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
FORM = Form(
    "own",
    (
        Column("任务", "task", required=True),
        Column("状态", "status"),
        Column("进展", "progress"),
        Column("原因", "reason", required_when=("状态", ("差", "很差"))),
        Column("签字", required=True, required_message="请签字"),
    ),
)


@pytest.mark.parametrize("blank", ["", '"  "', '"\u3000"'])
def test_empty_required_cell_is_found(blank: str) -> None:
    found = findings(submission(f"{HEADING}\n| 1 | 修水库 | 张三 | 市水利局 | {blank} | 序时推进 |"), "missing-value")
    assert cells(found) == ["E2"]
    assert (found[0].severity, found[0].task, found[0].column, found[0].value) == ("error", "1", "进展情况", None)


def test_cell_that_need_not_be_filled_is_not() -> None:
    assert findings(submission(f"{HEADING}\n| 1 | 修水库 |  | 市水利局 | 甲 | 序时推进 |"), "missing-value") == []


def test_number_in_front_of_the_text_is_no_substitute_for_a_required_column() -> None:
    assert cells(findings(submission(f"{HEADING}\n|  | 修水库 | 张 | 甲局 | 甲 | 序时推进 |"), "missing-value")) == [
        "A2"
    ]


@pytest.mark.parametrize(("status", "found"), [("差", ["D2"]), ("很差", ["D2"]), ("好", []), ("", [])])
def test_cell_required_under_a_condition_is_found_when_it_holds(status: str, found: list[str]) -> None:
    read = submission(f"| 任务 | 状态 | 进展 | 原因 | 签字 |\n| 修水库 | {status} | 甲 |  | 张 |", FORM)
    assert cells(findings(read, "missing-value")) == found


def test_forms_own_sentence_stands_in_the_message() -> None:
    read = submission("| 任务 | 状态 | 进展 | 原因 | 签字 |\n| 修水库 | 好 | 甲 |  |  |", FORM)
    found = findings(read, "missing-value")
    assert cells(found) == ["E2"]
    assert "请签字" in found[0].message
