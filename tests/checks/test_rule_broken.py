"""rule-broken: a value against the form author's rule."""

import pytest

from progress_xl.forms import Column, Form
from tests.tables import cells, findings, submission

FORM = Form(
    "own",
    (
        Column("任务", "task"),
        Column("进展", "progress"),
        Column("完成率", "rate", rule="0..100", rule_message="请填0到100的数"),
        Column("日期", rule="日期"),
    ),
)


@pytest.mark.parametrize(
    ("rate", "day", "found"),
    [
        ("50", "2022-12-31", []),
        ("0", "", []),
        ("", "", []),
        ("120", "12月底前", ["C2"]),
        ("50", "快了", ["D2"]),
        ("约半", "x", ["C2", "D2"]),
    ],
)
def test_value_against_the_rule_is_found(rate: str, day: str, found: list[str]) -> None:
    read = submission(f"| 任务 | 进展 | 完成率 | 日期 |\n| 修水库 | 甲 | {rate} | {day} |", FORM)
    assert cells(findings(read, "rule-broken")) == found


def test_message_is_the_authors_or_names_the_rule() -> None:
    own, ours = findings(
        submission("| 任务 | 进展 | 完成率 | 日期 |\n| 修水库 | 甲 | 120 | 快了 |", FORM), "rule-broken"
    )
    assert "请填0到100的数" in own.message
    assert "日期" in ours.message
    assert own.severity == "error"
