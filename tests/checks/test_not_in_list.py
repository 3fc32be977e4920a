"""not-in-list: a word that is not among the column's choices."""

from dataclasses import replace

import pytest

from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def _found(status: str) -> list[str | None]:
    return cells(findings(submission(f"{HEADING}\n| 1 | 修水库 | 张 | 甲局 | 丙 | {status} |"), "not-in-list"))


@pytest.mark.parametrize("status", ["差不多", "序时推进。", "序时推进、滞后", "1"])
def test_other_word_is_found(status: str) -> None:
    assert _found(status) == ["F2"]


@pytest.mark.parametrize("status", ["序时推进", "序时 推进", r"序时\n推进", '" 滞后 "', ""])
def test_choice_with_spaces_and_an_empty_cell_are_not(status: str) -> None:
    assert _found(status) == []


def test_condition_holds_only_for_other_words() -> None:
    found = findings(submission(f"{HEADING}\n| 1 | 修水库 | 张 | 甲局 | 丙 | 好 |"), "not-in-list")[0]
    assert found.severity == "error"
    assert found.condition
    assert found.condition.startswith("AND(LEN({cell})>0,AND(")
    for choice in ("序时推进", "达预期", "已完成", "滞后", "未达预期", "未启动"):
        assert f'TRIM({{cell}})<>"{choice}"' in found.condition
        assert choice in found.message


@pytest.mark.parametrize(
    ("status", "cells_found"),
    [
        (r"序时推进（甲局）\n滞后（乙局）", []),
        (r"序时推进（甲局）\n差不多（乙局）", ["F2"]),
        (r"序时推进\n滞后", ["F2"]),
    ],
)
def test_in_a_master_each_units_word_is_looked_up(status: str, cells_found: list[str]) -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 | 张 | 甲局 | 丙 | {status} |")
    assert cells(findings(replace(read, is_master=True), "not-in-list")) == cells_found
    assert cells(findings(read, "not-in-list")) == ["F2"]
