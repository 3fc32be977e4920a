"""A form on a sheet 表样, as XLSForm's authors do: one row a column, so that a coordinator can edit it in Excel.

Above the table stand settings, a name and a value a row (表样名称, 报送周期; 进度曲线 and 进度容差, by which figures
are called behind; and 状态：滞后 with the words that mean it, where they are no choices). The table's own headings are
those of ``_FIELDS``. A choice may say what it means: «完成：完成；未完成：滞后».
"""

import re
from collections.abc import Iterable
from typing import Any

from progress_xl.errors import BadForm
from progress_xl.forms.form import ROLES, Column, Form, Role, StatusClass, one_class_each
from progress_xl.forms.headings import heading_key
from progress_xl.forms.pace import Curve, Pace
from progress_xl.forms.rules import SPELLINGS, parse_rule
from progress_xl.text.numerals import half_width, squeeze
from progress_xl.text.periods import PeriodKind

FORM_SHEET = "表样"

_FIELDS = {
    "角色": "role",
    "标题": "heading",
    "其他写法": "spellings",
    "必填": "required",
    "必填说明": "required_message",
    "规则": "rule",
    "规则说明": "rule_message",
    "选项": "choices",
    "字数上限": "max_length",
    "锁定": "locked",
    "向下填充": "fill_down",
}
_ROLE_NAMES: dict[Role, str] = {
    "number": "序号",
    "task": "任务",
    "units": "责任单位",
    "leader": "分管领导",
    "deadline": "时限",
    "target": "阶段目标",
    "progress": "进展",
    "status": "完成状态",
    "reason": "原因",
    "next_step": "下步打算",
    "remark": "备注",
    "rate": "完成率",
    "group": "分组",
}
_ROLES: dict[str, Role] = {name: role for role, name in _ROLE_NAMES.items()} | {role: role for role in ROLES}
_PERIOD_NAMES: dict[PeriodKind, str] = {"month": "月", "quarter": "季度", "half": "半年", "year": "年"}
_PERIODS: dict[str, PeriodKind] = {name: kind for kind, name in _PERIOD_NAMES.items()}
_CLASS_NAMES: dict[StatusClass, str] = {
    "done": "完成",
    "ahead": "超前",
    "on-pace": "正常",
    "behind": "滞后",
    "not-begun": "未启动",
}
_CLASSES: dict[str, StatusClass] = {name: kind for kind, name in _CLASS_NAMES.items()}
_CURVE_NAMES: dict[Curve, str] = {"straight": "直线", "steps": "阶段目标", "at-end": "到期"}
_CURVES: dict[str, Curve] = {name: curve for curve, name in _CURVE_NAMES.items()}
# 、 parts items only where no stronger sign does: «存在问题、原因；困难» are two.
_LIST = re.compile(r"[;；\n|]+")


def form_from_rows(name: str, rows: Iterable[Iterable[Any]]) -> Form:
    """The form that the rows of a sheet 表样 describe; ``BadForm`` says which row is wrong."""
    settings, header, body = _parts(name, [[_text(value) for value in row] for row in rows])
    classed = [
        (word, kind) for kind in _CLASS_NAMES for word in _split(settings.get(squeeze(_status_setting(kind)), ""))
    ]
    columns = tuple(_column(name, dict(zip(header, row, strict=False)), classed) for row in body if any(row))
    statuses = one_class_each(name, classed)
    period = settings.get("报送周期")
    if period and period not in _PERIODS:
        raise BadForm(form=name, reason=f"报送周期“{period}”不是 {'、'.join(_PERIODS)} 之一")
    return Form(
        name, columns, settings.get("表样名称", ""), _PERIODS.get(period or ""), statuses, _pace(name, settings)
    )


def _pace(form: str, settings: dict[str, str]) -> Pace:
    """直线, 阶段目标 or 到期; and how far below it is behind: 10%, or 0.1."""
    curve, tolerance = settings.get("进度曲线"), half_width(settings.get("进度容差", ""))
    if curve and curve not in _CURVES:
        raise BadForm(form=form, reason=f"进度曲线“{curve}”不是 {'、'.join(_CURVES)} 之一")
    try:
        share = float(tolerance.removesuffix("%")) / (100 if tolerance.endswith("%") else 1) if tolerance else None
    except ValueError as error:
        raise BadForm(form=form, reason=f"进度容差“{tolerance}”不是比例（可写 10%）") from error
    default = Pace()
    return Pace(_CURVES.get(curve or "", default.curve), default.tolerance if share is None else share)


def _parts(name: str, rows: list[list[str]]) -> tuple[dict[str, str], list[str], list[list[str]]]:
    for index, row in enumerate(rows):
        header = [_FIELDS.get(squeeze(value), "") for value in row]
        if "heading" in header:
            settings = {squeeze(above[0]): above[1] for above in rows[:index] if len(above) > 1 and above[0]}
            return settings, header, rows[index + 1 :]
    raise BadForm(form=name, reason="找不到“标题”列")


def _column(form: str, values: dict[str, str], classed: list[tuple[str, StatusClass]]) -> Column:
    """The column of one row; the classes that its choices name are added to ``classed``."""
    heading = values.get("heading", "")

    def wrong(reason: str) -> BadForm:
        return BadForm(form=form, reason=f"“{heading}”列的{reason}")

    role = values.get("role") or None
    if role is not None and role not in _ROLES:
        raise wrong(f"角色“{role}”不是 {'、'.join(_ROLE_NAMES.values())} 之一")
    rule = values.get("rule") or None
    try:
        parse_rule(rule or "数字")
        limit = int(values["max_length"]) if values.get("max_length") else None
        choices = _choices(values.get("choices", ""), classed)
        required, required_when = _required(values.get("required", ""))
    except KeyError as error:
        raise wrong(f"选项分类{error}不是 {'、'.join(_CLASSES)} 之一") from error
    except ValueError as error:
        raise wrong(f"规则、必填或字数上限无法理解（规则可写 {'、'.join(SPELLINGS)}）") from error
    return Column(
        heading=heading,
        role=_ROLES[role] if role else None,
        spellings=_split(values.get("spellings", "")),
        required=required,
        required_when=required_when,
        required_message=values.get("required_message") or None,
        rule=rule,
        rule_message=values.get("rule_message") or None,
        choices=choices,
        max_length=limit,
        locked=_yes(values.get("locked", "")),
        fill_down=_yes(values.get("fill_down", "")),
    )


def _choices(cell: str, classed: list[tuple[str, StatusClass]]) -> tuple[str, ...]:
    words = []
    for item in _split(cell):
        word, _, kind = item.replace("：", ":").replace("=", ":").partition(":")
        words.append(word.strip())
        if kind:
            classed.append((word.strip(), _CLASSES[kind.strip()]))
    return tuple(dict.fromkeys(words))


def _required(cell: str) -> tuple[bool, tuple[str, tuple[str, ...]] | None]:
    """是, 否, or a condition on another column: «是否完成=未完成|滞后»."""
    heading, sign, words = cell.replace("＝", "=").partition("=")
    if sign:
        return False, (heading.strip(), _split(words))
    return _yes(cell), None


def _yes(cell: str) -> bool:
    plain = squeeze(cell).lower()
    if plain in ("", "否", "no", "false", "0"):
        return False
    if plain in ("是", "√", "yes", "true", "1"):
        return True
    raise ValueError(cell)


def _split(cell: str) -> tuple[str, ...]:
    items = _LIST.split(cell) if _LIST.search(cell) else cell.split("、")
    return tuple(item.strip() for item in items if item.strip())


def _joined(items: Iterable[str]) -> str:
    text = "；".join(items)
    return f"{text}；" if "、" in text and "；" not in text else text


def _status_setting(kind: StatusClass) -> str:
    return f"状态：{_CLASS_NAMES[kind]}"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def rows_of_form(form: Form) -> list[list[str | int | None]]:
    """The rows of a sheet 表样 that describe ``form``."""
    settings: list[list[str | int | None]] = [["表样名称", form.title]]
    if form.period:
        settings.append(["报送周期", _PERIOD_NAMES[form.period]])
    settings += [["进度曲线", _CURVE_NAMES[form.pace.curve]], ["进度容差", f"{100 * form.pace.tolerance:g}%"]]
    chosen = {choice for column in form.columns if column.role == "status" for choice in column.choices}
    for kind in _CLASS_NAMES:
        words = [word for word in form.words_for(kind) if word not in chosen]
        if words:
            settings.append([_status_setting(kind), _joined(words)])
    return [*settings, list(_FIELDS), *(_row(form, column) for column in form.columns)]


def _row(form: Form, column: Column) -> list[str | int | None]:
    def choice(word: str) -> str:
        kind = form.statuses.get(word) if column.role == "status" else None
        return f"{word}：{_CLASS_NAMES[kind]}" if kind else word

    when = column.required_when
    return [
        _ROLE_NAMES[column.role] if column.role else None,
        column.heading,
        _joined(column.spellings),
        f"{when[0]}={_joined(when[1])}" if when else "是" if column.required else "否",
        column.required_message,
        column.rule,
        column.rule_message,
        _joined(map(choice, column.choices)),
        column.max_length,
        "是" if column.locked else "否",
        "是" if column.fill_down else "否",
    ]


def is_form_heading(values: Iterable[Any]) -> bool:
    """Whether a row holds the headings of a sheet 表样."""
    return {"标题", "必填"} <= {heading_key(_text(value)) for value in values}
