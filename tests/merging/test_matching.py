"""Which task an entry reports on: by number first, then by text."""

import pytest

from progress_xl.merging.matching import tasks_of_master, tasks_of_submissions
from progress_xl.model import Entry
from tests import tables
from tests.merging.rows import entries, submission, tasks

TASKS = """
| 序号 | 任务                                 | 单位     |
| 1    | 建成三座水库，新增库容五百万立方米。 | 市水利局 |
| 2    | 新建五所学校，增加学位四千个。       | 市教育局 |
| 3-2  | 清理两条河道，岸线复绿八公里。       | 市水利局 |
| 4    |                                      | 市财政局 |
| 7    | 培训技术人员。                       | 市水利局 |
| 7    | 召开现场会议。                       | 市教育局 |
| 8    | 完成年度审计。                       | 市财政局 |
| 9    | 完成年度审计。                       | 市审计局 |
"""
UNNUMBERED = """
| 序号 | 任务                                 | 单位     |
|      | 建成三座水库，新增库容五百万立方米。 | 市水利局 |
|      | 新建五所学校，增加学位四千个。       | 市教育局 |
"""


@pytest.mark.parametrize(
    ("number", "text", "found", "number_changed", "task_changed"),
    [
        pytest.param("1", "建成三座水库，新增库容五百万立方米。", "1", False, False, id="as given"),
        pytest.param("1", "建成三座水库,新增库容 五百万\n立方米。", "1", False, False, id="spaces and half-width"),
        pytest.param("1", None, "1", False, False, id="number alone"),
        pytest.param("1", "建成四座水库，新增库容五百万立方米。", "1", False, True, id="text altered"),
        pytest.param("2", "建成三座水库，新增库容五百万立方米。", "1", True, False, id="number of another task"),
        pytest.param("99", "新建五所学校，增加学位四千个。", "2", True, False, id="number that nobody has"),
        pytest.param("99", "新建五所学校，增加学位四千余个。", "2", True, True, id="number unknown and text altered"),
        pytest.param(None, "新建五所学校，增加学位四千个。", "2", False, False, id="text alone"),
        pytest.param("4", "随便写的内容", "4", False, False, id="task that has no text"),
        pytest.param("7", "召开现场会议。", "7", False, False, id="number of two tasks"),
        pytest.param("99", "修一条路。", None, False, False, id="neither"),
        pytest.param("1", "修一条通往山里的路。", None, False, False, id="number of a task but another text"),
        pytest.param(None, None, None, False, False, id="nothing"),
        pytest.param("99", None, None, False, False, id="unknown number alone"),
        pytest.param("99", "完成年度审计。", None, False, False, id="text of two tasks and neither number"),
        pytest.param("9", "完成年度审计。", "9", False, False, id="text of two tasks and one of their numbers"),
    ],
)
def test_entry_finds_its_task(
    number: str | None, text: str | None, found: str | None, number_changed: bool, task_changed: bool
) -> None:
    match = tasks(TASKS).match(Entry(2, number=number, task=text))
    assert (match.task and match.task.number, match.number_changed, match.task_changed) == (
        found,
        number_changed,
        task_changed,
    )


def test_of_two_tasks_with_one_number_the_text_decides() -> None:
    match = tasks(TASKS).match(Entry(2, number="7", task="召开现场会议。"))
    assert match.task
    assert match.task.text == "召开现场会议。"


def test_number_that_the_master_does_not_give_is_no_changed_number() -> None:
    match = tasks(UNNUMBERED).match(Entry(2, number="1", task="新建五所学校，增加学位四千个。"))
    assert match.task
    assert not match.number_changed


def test_same_question_has_the_same_answer() -> None:
    known = tasks(TASKS)
    answers = [known.match(entry) for entry in entries("| 序号 | 任务 |\n| 9 | 修一条路。 |\n| 9 | 修一条路。 |")]
    assert answers[0] == answers[1]


def test_master_gives_its_rows_but_the_blank_ones() -> None:
    master = tables.submission(
        """
        | 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况 | 完成状态 |
        | 5    | 建成三座水库     | 张三         | 市水利局、市财政局 |          |          |
        ||
        | 2    | 新建五所学校     | 李四         | 市教育局           |          |          |
        """
    )
    found = tasks_of_master(master).tasks
    assert [(task.number, task.text, task.lead, task.row) for task in found] == [
        ("5", "建成三座水库", "市水利局", 2),
        ("2", "新建五所学校", "市教育局", 4),
    ]


HEAD = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def _of_submissions(*rows: str) -> list[tuple[str | None, str | None]]:
    sent = [submission(f"{HEAD}\n| {row} | 张三 | 市水利局 | 已办。 | 序时推进 |") for row in rows]
    return [(task.number, task.text) for task in tasks_of_submissions(sent).tasks]


def test_submissions_tasks_stand_in_order_of_number() -> None:
    assert _of_submissions("3-10 | 丙渠通水", "12 | 丁泉护岸", "3-2 | 乙河筑坝", "1 | 甲湖清淤") == [
        ("1", "甲湖清淤"),
        ("3-2", "乙河筑坝"),
        ("3-10", "丙渠通水"),
        ("12", "丁泉护岸"),
    ]


def test_text_that_units_wrote_differently_is_taken_as_most_wrote_it() -> None:
    wrong, right = "1 | 建成三座水库，新增库容四百万方", "1 | 建成三座水库，新增库容五百万方"
    assert _of_submissions(wrong, right, right) == [("1", "建成三座水库，新增库容五百万方")]


def test_one_number_for_two_texts_is_two_tasks() -> None:
    assert _of_submissions("1 | 建成三座水库", "1 | 召开现场会议") == [("1", "建成三座水库"), ("1", "召开现场会议")]
