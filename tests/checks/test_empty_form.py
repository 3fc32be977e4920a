"""empty-form: no task stands under the heading."""

import pytest

from tests.tables import findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 责任单位 | 进展情况 | 完成状态 |"


@pytest.mark.parametrize(
    "below",
    [
        "",
        "\n|  |  |  |  |  |",
        "\n| 注：请于每月5日前报送。 |  |  |  |  |",
        "\n| 一、水利工程 |  |  |  |  |",
        "\n| 填报人： |  |  |  |  |",
    ],
)
def test_form_that_nobody_filled_in_is_an_error(below: str) -> None:
    found = findings(submission(HEADING + below), "empty-form")
    assert [(f.severity, f.sheet, f.cell, f.row) for f in found] == [("error", "Sheet1", None, None)]
    assert found[0].message.startswith("填报表是空的")


@pytest.mark.parametrize("below", ["\n| 1 | 修水库 |  |  |  |", "\n|  |  |  | 修好两座水库 |  |"])
def test_form_with_anything_in_a_row_is_not(below: str) -> None:
    assert findings(submission(HEADING + below), "empty-form") == []
