"""A form inferred from a heading row alone."""

from progress_xl.forms.vocabulary import STATUS_VOCABULARY
from tests.tables import submission

HEADING = "| 编号 | 事项 | 承办部门 | 办结时限 | 推进情况（100字以内） | 当前状态 | 困难问题 | 后续措施 | 联系电话 |"


def test_words_and_rules_of_the_headings_make_the_form() -> None:
    form = submission(f"{HEADING}\n| 1 | 修水库 | 市水利局 | 年底前 | 已开工 | 滞后 | 无 | 加快 | 123 |").form
    assert form.name == "inferred"
    assert [column.role for column in form.columns] == [
        *["number", "task", "units", "deadline", "progress", "status", "reason", "next_step", None]
    ]
    assert form.by_role["progress"].max_length == 100
    assert form.by_role["progress"].required
    assert not form.by_role["reason"].required


def test_inferred_form_knows_the_status_words_in_use() -> None:
    form = submission(f"{HEADING}\n| 1 | 修水库 |").form
    assert [form.status_class(word) for word in ("已完成", "超进度", "序时推进", "滞后", "未启动", "某")] == [
        *["done", "ahead", "on-pace", "behind", "not-begun", None]
    ]
    assert form.statuses is STATUS_VOCABULARY


def test_column_of_no_role_is_kept_under_its_heading() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 | 市水利局 | 年底前 | 已开工 | 滞后 | 无 | 加快 | 123 |")
    assert read.entries[0].extra == {"联系电话": "123"}


def test_second_column_of_a_role_stays_a_column_of_its_own() -> None:
    read = submission("| 序号 | 工作任务 | 进展情况 | 完成情况 | 工作情况 |\n| 1 | 修水库 | 甲 | 乙 | 丙 |")
    assert read.entries[0].progress == "甲"
    assert read.entries[0].extra == {"完成情况": "乙", "工作情况": "丙"}
