"""number-changed: the text of a task that has another number in the master."""

from progress_xl.model import Match, Task
from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
IN_TEXT = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 |"


def test_altered_number_is_found_in_the_number_cell() -> None:
    read = submission(f"{HEADING}\n| 9 | 修水库 |\n|  | 清河道 |\n| 3 | 建公园 |")
    matches = {
        2: Match(Task("1", "修水库"), number_changed=True),
        3: Match(Task("2", "清河道"), number_changed=True),
        4: Match(Task("3", "建公园")),
    }
    found = findings(read, "number-changed", matches=matches)
    assert cells(found) == ["A2", "A3"]
    assert [(f.severity, f.details["expected"], f.details["found"]) for f in found] == [
        ("error", "1", "9"),
        ("error", "2", "（空）"),
    ]
    assert found[0].condition == 'TRIM({cell}&"")<>"1"'


def test_altered_number_in_front_of_the_text_is_found_in_the_text_cell() -> None:
    read = submission(f"{IN_TEXT}\n| 甲局 | 141.修水库 |")
    found = findings(read, "number-changed", matches={2: Match(Task("14", "修水库"), number_changed=True)})
    assert cells(found) == ["B2"]
    assert found[0].condition == 'OR(LEFT(TRIM({cell}),2)<>"14",ISNUMBER(--MID(TRIM({cell}),3,1)))'


def test_without_a_master_or_for_a_task_without_a_number_nothing_is_found() -> None:
    read = submission(f"{HEADING}\n| 9 | 修水库 |")
    assert findings(read, "number-changed") == []
    assert findings(read, "number-changed", matches={2: Match(Task(None, "修水库"), number_changed=True)}) == []
