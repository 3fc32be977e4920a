"""lead-unit: the first unit is not the one that leads in the master."""

import pytest

from progress_xl.model import Match, Task
from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
MATCHES = {2: Match(Task("1", "修水库", ("市水利局", "市财政局")))}


def _found(units: str) -> list[str | None]:
    read = submission(f"{HEADING}\n| 1 | 修水库 | 张 | {units} | 甲 | 序时推进 |")
    return cells(findings(read, "lead-unit", matches=MATCHES))


@pytest.mark.parametrize("units", ["市财政局、市水利局", "市财政局"])
def test_other_lead_is_found(units: str) -> None:
    assert _found(units) == ["D2"]


@pytest.mark.parametrize("units", ["市水利局、市财政局", "市水利局", "云河市水利局", "市水利局（河长办）", ""])
def test_same_lead_in_any_spelling_is_not(units: str) -> None:
    assert _found(units) == []


def test_it_is_a_warning_that_names_both() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 | 张 | 市财政局 | 甲 | 序时推进 |")
    found = findings(read, "lead-unit", matches=MATCHES)[0]
    assert found.severity == "warning"
    assert "市水利局" in found.message
    assert "市财政局" in found.message
