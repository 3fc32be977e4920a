"""too-long: more characters than allowed, as Excel's LEN counts them."""

from dataclasses import replace

import pytest

from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况（10字以内） | 完成状态 |"


def _table(progress: str) -> str:
    return f"{HEADING}\n| 1 | 修水库 | 张三 | 市水利局 | {progress} | 序时推进 |"


@pytest.mark.parametrize(
    "progress", ["一二三四五六七八九十一", r"一二三四五\n六七八九十", "一二三四五六七八九𠀀", "a b c d e f"]
)
def test_text_beyond_the_limit_is_found_in_its_cell(progress: str) -> None:
    found = findings(submission(_table(progress)), "too-long")
    assert cells(found) == ["E2"]
    assert found[0].severity == "error"
    assert found[0].details["length"] - found[0].details["limit"] == found[0].details["over"]
    assert found[0].condition == "LEN({cell})>10"


@pytest.mark.parametrize("progress", ["一二三四五六七八九十", '"  一二三四五六七八九十  "', "一二三四五六七八𠀀", ""])
def test_text_at_the_limit_is_not(progress: str) -> None:
    assert findings(submission(_table(progress)), "too-long") == []


def test_other_columns_have_no_limit() -> None:
    assert findings(submission(_table("一").replace("修水库", "修水库" * 100)), "too-long") == []


JOINED = r"一二三四五六七。（市水利局）\n一二三四五六七。（市财政局）"


def test_in_a_master_each_unit_has_the_limit_for_itself() -> None:
    read = submission(_table(JOINED))
    assert findings(replace(read, is_master=True), "too-long") == []
    assert [f.details["length"] for f in findings(read, "too-long")] == [29]


def test_in_a_master_the_longest_text_counts() -> None:
    read = replace(submission(_table(JOINED.replace("。（市财", "八九十。（市财"))), is_master=True)
    assert [(f.cell, f.details["length"], f.details["over"]) for f in findings(read, "too-long")] == [("E2", 11, 1)]


def test_in_a_master_an_unsigned_text_counts_as_a_whole() -> None:
    read = replace(submission(_table(r"一二三四五六\n七八九十。")), is_master=True)
    assert cells(findings(read, "too-long")) == ["E2"]
