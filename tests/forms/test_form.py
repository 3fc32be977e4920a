"""Forms: the three built in, forms as sheets and TOML, and contradictions refused with a reason."""

from collections.abc import Iterable
from typing import Any

import pytest

from progress_xl.errors import BadForm
from progress_xl.forms import BUILTIN, STATUS_CLASSES, Column, Form, StatusClass
from progress_xl.forms.pace import Pace
from progress_xl.forms.sheet import is_form_heading
from progress_xl.forms.vocabulary import STATUS_VOCABULARY
from tests.sheets import rows

TASK = Column("工作任务", "task")


def _same(one: Form, other: Form) -> bool:
    return (one.columns, one.title, one.period, dict(one.statuses), one.pace) == (
        other.columns,
        other.title,
        other.period,
        dict(other.statuses),
        other.pace,
    )


@pytest.mark.parametrize(
    ("name", "period", "headings"),
    [
        ("monthly", "month", "单位 工作任务 时限要求 进展情况 下个月工作计划 是否达到序时进度 备注"),
        (
            "quarterly-target",
            "quarter",
            "序号 年度目标 季度目标 是否完成 具体工作进展 未完成原因 下步工作打算 市政府分管领导 责任单位",
        ),
        ("quarterly-status", "quarter", "序号 重点工作目标任务 牵头负责领导 责任单位 进展情况 完成状态"),
    ],
)
def test_builtin_form_has_the_columns_of_its_document(name: str, period: str, headings: str) -> None:
    form = Form.builtin(name)
    assert [column.heading for column in form.columns] == headings.split()
    assert form.period == period


def test_builtin_forms_keep_the_rules_of_their_documents() -> None:
    assert Form.builtin("quarterly-status").by_role["progress"].max_length == 200
    assert not Form.builtin("monthly").by_role["remark"].required
    assert Form.builtin("quarterly-target").by_role["status"].choices == ("完成", "未完成")


@pytest.mark.parametrize("name", BUILTIN)
def test_every_status_choice_of_a_builtin_form_has_a_class(name: str) -> None:
    form = Form.builtin(name)
    assert {form.status_class(word) for word in form.by_role["status"].choices} <= set(STATUS_CLASSES)


@pytest.mark.parametrize("name", BUILTIN)
def test_builtin_form_as_a_sheet_reads_back(name: str) -> None:
    form = Form.builtin(name)
    assert _same(Form.from_rows(name, form.to_rows()), form)


def test_form_with_every_property_as_a_sheet_reads_back() -> None:
    columns = (
        Column("编号", "number", required=True, locked=True),
        Column("任务", "task", ("重点、难点", "事项"), required=True, required_message="任务不能空"),
        Column("状态", "status", choices=("好、较好", "差")),
        Column("原因", "reason", ("困难、问题",), required_when=("状态", ("差", "好、较好"))),
        Column("比例", "rate", rule="0..100", rule_message="请填0到100"),
        Column("情况", "progress", max_length=50, fill_down=True),
        Column("电话"),
    )
    statuses: dict[str, StatusClass] = {"好、较好": "done", "差": "behind", "停工": "not-begun", "完": "done"}
    form = Form("own", columns, "某表", "half", statuses, Pace("at-end", 0.125))
    assert _same(Form.from_rows("own", form.to_rows()), form)


@pytest.mark.parametrize(
    ("settings", "pace"),
    [
        ("", Pace("straight", 0.1)),
        ("| 进度曲线 | 阶段目标 |", Pace("steps", 0.1)),
        ("| 进度曲线 | 到期 |\n| 进度容差 | ５％ |", Pace("at-end", 0.05)),
        ("| 进度容差 | 0 |", Pace("straight", 0)),
        ("| 进度容差 | 0.2 |", Pace("straight", 0.2)),
    ],
)
def test_pace_is_a_setting_above_the_table(settings: str, pace: Pace) -> None:
    table = f"| 表样名称 | 某表 |\n{settings}\n| 角色 | 标题 | 必填 |\n| 任务 | 任务 | 是 |\n| 进展 | 进展 | 是 |"
    assert Form.from_rows("own", rows(table.replace("\n\n", "\n"))).pace == pace


def test_builtin_forms_go_by_the_quarters_target_where_there_is_one() -> None:
    assert {name: Form.builtin(name).pace for name in BUILTIN} == {
        "monthly": Pace("straight", 0.1),
        "quarterly-target": Pace("steps", 0.1),
        "quarterly-status": Pace("straight", 0.1),
    }


def test_status_words_that_are_no_choices_survive_the_sheet() -> None:
    form = Form("inferred", (TASK, Column("状态", "status")), statuses=STATUS_VOCABULARY)
    assert dict(Form.from_rows("inferred", form.to_rows()).statuses) == STATUS_VOCABULARY


def test_sheet_drawn_by_a_coordinator_is_a_form() -> None:
    table = """
        | 表样名称 | 某市月报 |      |                 |              |          |          |
        | 报送周期 | 月       |      |                 |              |          |          |
        ||
        | 角色     | 标题     | 必填 | 必填说明        | 选项         | 字数上限 | 其他写法 |
        | 任务     | 干什么   | 是   |                 |              |          |          |
        | 完成状态 | 怎么样   | √    | 请选一个        | 好：完成、差：滞后 |    |          |
        | 原因     | 为什么   | 怎么样=差 |            |              | 100      | 缘由     |
        |          | 电话     |      |                 |              |          |          |
    """
    form = Form.from_rows("own", rows(table))
    assert (form.title, form.period) == ("某市月报", "month")
    assert form.by_role["status"] == Column(
        "怎么样", "status", required=True, required_message="请选一个", choices=("好", "差")
    )
    assert form.by_role["reason"] == Column(
        "为什么", "reason", ("缘由",), required_when=("怎么样", ("差",)), max_length=100
    )
    assert dict(form.statuses) == {"好": "done", "差": "behind"}
    assert form.by_key["电话"].role is None


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ([Column("备注", "remark")], "没有任务列"),
        ([], "没有任务列"),
        ([TASK, Column("备注", "remark"), Column("完成率", "rate")], "没有进展列"),
        ([TASK, Column("任务", "task")], "角色都是 task"),
        ([TASK, Column("工作 任务")], "标题或其他写法相同"),
        ([TASK, Column("备注", "remark", ("工作任务（一）",))], "标题或其他写法相同"),
        ([TASK, Column(" ")], "没有标题"),
        ([TASK, Column("进展", "progress", max_length=0)], "应大于零"),
        ([TASK, Column("状态", "status", choices=("未完成",), max_length=2)], "超过了字数上限2"),
        ([TASK, Column("原因", "reason", required_when=("状态", ("差",)))], "“状态”列不存在"),
        (
            [
                TASK,
                Column("状态", "status", choices=("好",)),
                Column("原因", "reason", required_when=("状态", ("差",))),
            ],
            "“差”不是“状态”列的选项",
        ),
        (
            [TASK, Column("原因", "reason", required=True, required_when=("工作任务", ("差",)))],
            "既一律必填，又附条件必填",
        ),
        ([TASK, Column("完成率", "rate", rule="很多")], "规则“很多”无法理解"),
        ([TASK, Column("完成率", "rate", rule="100..0")], "规则“100..0”无法理解"),
    ],
)
def test_contradiction_is_refused_with_its_reason(columns: list[Column], reason: str) -> None:
    with pytest.raises(BadForm, match="own") as caught:
        Form("own", tuple(columns))
    assert reason in str(caught.value)


def test_two_spellings_of_one_column_may_share_a_key() -> None:
    columns = (Column("工作任务", "task", ("工作 任务",)), Column("进展", "progress"))
    assert Form("own", columns).by_key["工作任务"].role == "task"


@pytest.mark.parametrize("report", [Column("进展", "progress"), Column("状态", "status")])
def test_one_column_for_what_is_reported_is_enough(report: Column) -> None:
    assert Form("own", (TASK, report)).columns == (TASK, report)


_HEAD = "| 角色 | 标题 | 必填 | 选项 |\n| 任务 | 任务 | 是 |  |\n"


@pytest.mark.parametrize(
    "table",
    [
        _HEAD + "| 完成状态 | 状态 | 是 | 完成：完成；完成：滞后 |",
        _HEAD + "| 完成状态 | 状态 | 是 | 完成：完成；完 成：滞后 |",
        "| 状态：滞后 | 拖延 |\n" + _HEAD + "| 完成状态 | 状态 | 是 | 拖延：正常；完成：完成 |",
        "| 状态：滞后 | 拖延 |\n| 状态：未启动 | 拖延 |\n" + _HEAD + "| 进展 | 进展 | 是 |  |",
        _HEAD + "| 完成状态 | 状态 | 是 | 好：完成 |\n|  | 评价 | 否 | 好：超前 |",
    ],
)
def test_status_word_of_two_classes_is_refused(table: str) -> None:
    with pytest.raises(BadForm, match="归入了两类"):
        Form.from_rows("own", rows(table))


def test_status_word_of_two_classes_in_toml_is_refused() -> None:
    text = '[statuses]\ndone = ["好"]\nbehind = ["好"]\n[[columns]]\nrole = "task"\nheading = "任务"\n'
    with pytest.raises(BadForm, match="“好”归入了两类"):
        Form.from_toml("own", text)


def test_status_word_given_twice_in_one_class_is_one() -> None:
    table = "| 状态：完成 | 完成 |\n" + _HEAD + "| 完成状态 | 状态 | 是 | 完成：完成；滞后：滞后；完成：完成 |"
    form = Form.from_rows("own", rows(table))
    assert dict(form.statuses) == {"完成": "done", "滞后": "behind"}
    assert form.by_role["status"].choices == ("完成", "滞后")


@pytest.mark.parametrize(
    ("statuses", "period", "reason"),
    [({"好": "great"}, None, "分类“great”"), ({}, "week", "报送周期“week”")],
)
def test_unknown_class_or_period_is_refused(statuses: dict[str, Any], period: Any, reason: str) -> None:
    with pytest.raises(BadForm) as caught:
        Form("own", (TASK,), period=period, statuses=statuses)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("| 甲 | 乙 |", "找不到“标题”列"),
        ("| 角色 | 标题 | 必填 |\n| 职务 | 任务 | 是 |", "角色“职务”"),
        ("| 角色 | 标题 | 必填 |\n| 任务 | 任务 | 大概 |", "“任务”列的规则、必填或字数上限无法理解"),
        ("| 角色 | 标题 | 字数上限 |\n| 任务 | 任务 | 很多 |", "无法理解"),
        ("| 角色 | 标题 | 规则 |\n| 任务 | 任务 | 很多 |", "无法理解"),
        ("| 角色 | 标题 | 选项 |\n| 任务 | 任务 | 好：妙 |", "选项分类'妙'"),
        ("| 报送周期 | 周 |\n| 角色 | 标题 |\n| 任务 | 任务 |", "报送周期“周”"),
        ("| 进度曲线 | 弯的 |\n| 角色 | 标题 |\n| 任务 | 任务 |", "进度曲线“弯的”"),
        ("| 进度容差 | 一成 |\n| 角色 | 标题 |\n| 任务 | 任务 |", "进度容差“一成”"),
        ("| 进度容差 | 100% |\n| 角色 | 标题 |\n| 任务 | 任务 |", "进度容差“1.0”应是 0 与 1 之间的数"),
        ("| 角色 | 标题 |", "没有任务列"),
    ],
)
def test_faulty_sheet_is_refused_with_its_reason(table: str, reason: str) -> None:
    with pytest.raises(BadForm) as caught:
        Form.from_rows("own", rows(table))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("= 1", "不是有效的 TOML"),
        ("title = 'x'", "缺少 columns"),
        ("[[columns]]\nrole = 'task'", "没有标题"),
        ("[[columns]]\nheading = '任务'\nroll = 'task'", "“任务”列没有“roll”一项，可写 heading、role、"),
        ("[[columns]]\nheading = '任务'\nrole = 'task'\nmax_length = 'x'", "类型不对"),
        ("[[columns]]\nheading = '任务'\nrole = 'task'\nrequired_when = ['甲']", "必填条件写作"),
        ("[[columns]]\nheading = '任务'\nrole = 'chore'", "角色“chore”"),
        ("columns = 3", "类型不对"),
        ("columns = ['任务']", "类型不对"),
        ("pace = 3\n[[columns]]\nheading = '任务'\nrole = 'task'", "类型不对"),
        ("pace = {curve = 'zigzag'}\n[[columns]]\nheading = '任务'\nrole = 'task'", "进度曲线“zigzag”"),
        (
            "pace = {tolerance = '10%'}\n[[columns]]\nheading = '任务'\nrole = 'task'",
            "进度容差“10%”应是 0 与 1 之间的数",
        ),
        (
            "pace = {slope = 1}\n[[columns]]\nheading = '任务'\nrole = 'task'",
            "pace没有“slope”一项，可写 curve、tolerance",
        ),
    ],
)
def test_faulty_toml_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadForm) as caught:
        Form.from_toml("own", text)
    assert reason in str(caught.value)
    assert not [
        word for word in ("__init__", "argument", "not supported", "object", "'str'") if word in str(caught.value)
    ]


def test_status_word_is_known_with_spaces_inside() -> None:
    form = Form.builtin("quarterly-target")
    assert form.status_class("未 完成") == "behind"
    assert form.status_class("差不多") is None
    assert form.status_class(None) is None


@pytest.mark.parametrize(
    ("values", "is_heading"), [(["角色", "标题", "必填"], True), (["标题", None], False), ([None, 3], False)]
)
def test_heading_row_of_a_form_sheet_is_known(values: Iterable[Any], is_heading: bool) -> None:
    assert is_form_heading(values) is is_heading
