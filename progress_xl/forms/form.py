"""A form: the columns a unit fills in, with their headings, rules and status words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, get_args

from progress_xl.errors import BadForm
from progress_xl.forms.headings import heading_key
from progress_xl.forms.pace import CURVES, Pace
from progress_xl.forms.rules import SPELLINGS, parse_rule
from progress_xl.text.numerals import squeeze
from progress_xl.text.periods import PeriodKind

Role = Literal[
    "number",
    "task",
    "units",
    "leader",
    "deadline",
    "target",
    "progress",
    "status",
    "reason",
    "next_step",
    "remark",
    "rate",
    "group",
]
ROLES: tuple[Role, ...] = get_args(Role)
# What the coordinator gives; the rest is what the unit reports.
TASK_ROLES: tuple[Role, ...] = ("number", "task", "units", "leader", "deadline", "target", "group")
ENTRY_ROLES: tuple[Role, ...] = ("progress", "status", "reason", "next_step", "remark", "rate")

StatusClass = Literal["done", "ahead", "on-pace", "behind", "not-begun"]
STATUS_CLASSES: tuple[StatusClass, ...] = get_args(StatusClass)
PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
BUILTIN = ("monthly", "quarterly-target", "quarterly-status")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form.

    ``role`` is what the column means, ``None`` for one that only this form knows. ``required_when`` makes it
    required where another column (by heading) holds one of some values. ``required_message`` and
    ``rule_message`` are the form author's own sentences and stand in place of ours. ``rule`` is one of the
    spellings of ``progress_xl.forms.rules``.
    """

    heading: str
    role: Role | None = None
    spellings: tuple[str, ...] = ()
    required: bool = False
    required_when: tuple[str, tuple[str, ...]] | None = None
    required_message: str | None = None
    rule: str | None = None
    rule_message: str | None = None
    choices: tuple[str, ...] = ()
    max_length: int | None = None
    locked: bool = False
    fill_down: bool = False

    def heading_keys(self) -> Iterable[str]:
        """The spellings by which the column's heading is known."""
        return map(heading_key, (self.heading, *self.spellings))


_WRONG_TYPE = '某一项的类型不对（文字要加引号；数字和 true、false 不加；必填条件写作 ["列标题", ["选项"]]）'


@dataclass(frozen=True, eq=False)
class Form:
    """Columns in order, the kind of period they report on, what the status words mean, how goals are judged.

    Forms compare by identity, so that they can be keys of caches; ``name`` says which is which to people.
    """

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    period: PeriodKind | None = None
    statuses: Mapping[str, StatusClass] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)

    def __post_init__(self) -> None:
        _refuse_contradictions(self)

    @classmethod
    def builtin(cls, name: str) -> "Form":
        """One of the three forms that come with the package: monthly, quarterly-target, quarterly-status."""
        return _builtin(name)

    @classmethod
    def from_toml(cls, name: str, text: str) -> "Form":
        """The form that a TOML text describes (see ``progress_xl/forms/builtin``); ``BadForm`` if it cannot be."""
        import tomllib

        try:
            data = tomllib.loads(text)
            columns = tuple(_column(name, entry) for entry in data["columns"])
            classes = data.get("statuses", {}).items()
            statuses = one_class_each(name, ((word, kind) for kind, words in classes for word in words))
            pace = Pace(**_known(name, Pace, data.get("pace", {}), "pace"))
            return cls(name, columns, data.get("title", ""), data.get("period"), statuses, pace)
        except tomllib.TOMLDecodeError as error:
            raise BadForm(form=name, reason=f"不是有效的 TOML（{error}）") from error
        except KeyError as error:
            raise BadForm(form=name, reason=f"缺少 {error.args[0]}") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise BadForm(form=name, reason=_WRONG_TYPE) from error

    @classmethod
    def from_rows(cls, name: str, rows: Iterable[Iterable[Any]]) -> "Form":
        """The form that a sheet 表样 describes, given as rows of cell values; ``BadForm`` if it cannot be."""
        from progress_xl.forms.sheet import form_from_rows

        return form_from_rows(name, rows)

    def to_rows(self) -> list[list[str | int | None]]:
        """The form as the rows of a sheet 表样, which ``from_rows`` reads back."""
        from progress_xl.forms.sheet import rows_of_form

        return rows_of_form(self)

    @cached_property
    def by_role(self) -> dict[Role, Column]:
        return {column.role: column for column in self.columns if column.role}

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {key: column for column in self.columns for key in column.heading_keys()}

    @cached_property
    def _status_keys(self) -> dict[str, StatusClass]:
        return {squeeze(word): kind for word, kind in self.statuses.items()}

    def status_class(self, word: str | None) -> StatusClass | None:
        """What a status word means in this form; ``None`` for an empty or unknown word."""
        if not word:
            return None
        return self._status_keys.get(word) or self._status_keys.get(squeeze(word))

    def words_for(self, *kinds: StatusClass) -> tuple[str, ...]:
        """The status words of these classes, in the form's order."""
        return tuple(word for word, kind in self.statuses.items() if kind in kinds)

    def with_columns(self, columns: Iterable[Column]) -> "Form":
        """The same form with other columns."""
        return replace(self, columns=tuple(columns))


def one_class_each(form: str, classed: Iterable[tuple[str, StatusClass]]) -> dict[str, StatusClass]:
    """The status words with their classes; ``BadForm`` names one that has two."""
    statuses: dict[str, StatusClass] = {}
    keys: dict[str, StatusClass] = {}
    for word, kind in classed:
        if keys.setdefault(squeeze(word), kind) != kind:
            raise BadForm(form=form, reason=f"状态词“{word}”归入了两类")
        statuses[word] = kind
    return statuses


def _known(form: str, kind: type, values: dict[str, Any], where: str) -> dict[str, Any]:
    """The values, if their names are all fields of ``kind``; ``BadForm`` names the one that is not."""
    names = [each.name for each in fields(kind)]
    for name in values:
        if name not in names:
            raise BadForm(form=form, reason=f"{where}没有“{name}”一项，可写 {'、'.join(names)}")
    return values


def _column(form: str, entry: dict[str, Any]) -> Column:
    values = {"heading": "", **_known(form, Column, entry, f"“{entry.get('heading', '')}”列")}
    for name in ("spellings", "choices"):
        values[name] = tuple(values.get(name, ()))
    if "required_when" in values:
        heading, words = values["required_when"]
        values["required_when"] = (heading, tuple(words))
    return Column(**values)


@cache
def _builtin(name: str) -> Form:
    text = files("progress_xl.forms").joinpath("builtin", f"{name}.toml").read_text(encoding="utf-8")
    return Form.from_toml(name, text)


def _refuse_contradictions(form: Form) -> None:
    for reason in _contradictions(form):
        raise BadForm(form=form.name, reason=reason)


def _contradictions(form: Form) -> Iterable[str]:
    if form.period not in (None, *PERIOD_KINDS):
        yield f"报送周期“{form.period}”不是 {'、'.join(PERIOD_KINDS)} 之一"
    if form.pace.curve not in CURVES:
        yield f"进度曲线“{form.pace.curve}”不是 {'、'.join(CURVES)} 之一"
    if not (isinstance(form.pace.tolerance, (int, float)) and 0 <= form.pace.tolerance < 1):
        yield f"进度容差“{form.pace.tolerance}”应是 0 与 1 之间的数（10% 写作 0.1）"
    seen: dict[str, Column] = {}
    for column in form.columns:
        yield from _column_contradictions(form, column)
        for key in set(column.heading_keys()):
            if key in seen:
                yield f"“{seen[key].heading}”与“{column.heading}”两列的标题或其他写法相同"
            seen[key] = column
    if not {"task", "number"} & set(form.by_role):
        yield "没有任务列，也没有序号列"
    roles = [column.role for column in form.columns if column.role]
    yield from (f"有两列的角色都是 {role}" for role in ROLES if roles.count(role) > 1)
    yield from (
        f"状态词“{word}”的分类“{kind}”不是 {'、'.join(STATUS_CLASSES)} 之一"
        for word, kind in form.statuses.items()
        if kind not in STATUS_CLASSES
    )
    if not {"progress", "status"} & set(form.by_role):
        yield "没有进展列，也没有完成状态列"


def _column_contradictions(form: Form, column: Column) -> Iterable[str]:
    where = f"“{column.heading}”列"
    if not heading_key(column.heading):
        yield "有一列没有标题"
    if column.role not in (None, *ROLES):
        yield f"{where}的角色“{column.role}”不是 {'、'.join(ROLES)} 之一"
    if column.max_length is not None and column.max_length < 1:
        yield f"{where}的字数上限{column.max_length}应大于零"
    too_long = [choice for choice in column.choices if column.max_length and len(choice) > column.max_length]
    if too_long:
        yield f"{where}的选项“{too_long[0]}”超过了字数上限{column.max_length}"
    if column.rule is not None and not _understood(column.rule):
        yield f"{where}的规则“{column.rule}”无法理解（可写 {'、'.join(SPELLINGS)}）"
    if column.required_when:
        yield from _condition_contradictions(form, where, *column.required_when)
    if column.required and column.required_when:
        yield f"{where}既一律必填，又附条件必填"


def _condition_contradictions(form: Form, where: str, heading: str, words: Iterable[str]) -> Iterable[str]:
    other = form.by_key.get(heading_key(heading))
    if other is None:
        yield f"{where}的必填条件提到的“{heading}”列不存在"
    elif other.choices:
        strange = [word for word in words if word not in other.choices]
        yield from (f"{where}的必填条件提到的“{word}”不是“{heading}”列的选项" for word in strange)


def _understood(rule: str) -> bool:
    try:
        parse_rule(rule)
    except ValueError:
        return False
    return True
