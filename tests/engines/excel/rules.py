"""Conditional formats."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from progress_xl.addresses import parse_cell
from tests.engines.excel.formulas import moved, to_english, to_local
from tests.engines.excel.gate import Collection, ComObject
from tests.engines.store import Area, Key, Look, Rule, area_name, overlap, without
from tests.engines.windows import refused

if TYPE_CHECKING:
    from tests.engines.excel.ranges import Range

XL_A1 = 1
XL_NONE = -4142
XL_EXPRESSION = 2
XL_THIN = 2
MAX_FORMULA = 255
REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?[1-9][0-9]*\b")


class FormatConditions(Collection):
    """Of all rules of the sheet, those on a range. A formula's relative references count from the active cell."""

    def __init__(self, parent: "Range") -> None:
        self._app = parent._app
        self._range = parent
        self._store = parent._sheet._store

    def _place(self) -> tuple[str, str]:
        return self._range._place()

    def __iter__(self) -> Iterator["FormatCondition"]:
        """By number, as Excel goes: deleting on the way passes over the next one."""
        number = 0
        while number < len(members := self._members()):
            yield members[number]
            number += 1

    def _members(self) -> Sequence["FormatCondition"]:
        return [FormatCondition(self._range, key, rule) for key, rule in self._store.rules() if self._touches(rule)]

    def _touches(self, rule: Rule) -> bool:
        return overlap(rule.areas, self._range._areas)

    def Add(self, Type: int, Operator: object = None, Formula1: str = "", Formula2: object = None) -> "FormatCondition":
        if Type != XL_EXPRESSION:
            raise NotImplementedError
        if len(Formula1) > MAX_FORMULA:
            raise refused("公式太长。")
        self._range._sheet._open()
        rule = Rule(self._range._areas, _to_corner(self._app, Formula1, self._range._areas))
        return FormatCondition(self._range, self._store.add_rule(rule), rule)

    def Delete(self) -> None:
        """Rules that reach beyond the range stay there."""
        self._range._sheet._open()
        for key, rule in self._store.rules():
            left = [rest for area in rule.areas for rest in without(area, self._range._areas)]
            if not left:
                self._store.remove_rule(key)
            elif tuple(left) != rule.areas:
                self._store.change_rule(key, {"areas": tuple(left), "formula": _recut(rule, left[0])})


def _recut(rule: Rule, corner: Area) -> str | None:
    if rule.formula is None:
        return None
    return moved(f"={rule.formula}", rule.areas[0][:2], corner[:2]).removeprefix("=")


def _to_corner(app: Any, formula: str, areas: Sequence[Area]) -> str:
    """The formula as Excel understands it, counted from the active cell, for the first cell of the areas."""
    if app._settings["ReferenceStyle"] != XL_A1 and REFERENCE.search(formula):
        raise refused("应用程序定义或对象定义错误")
    return moved(to_english(formula, app._language), parse_cell(app._active_cell()), areas[0][:2]).removeprefix("=")


class FormatCondition(ComObject):
    """A rule as it was found or last changed through this object."""

    def __init__(self, parent: "Range", key: Key, rule: Rule) -> None:
        self._app = parent._app
        self._range = parent
        self._key = key
        self._rule = rule

    def _place(self) -> tuple[str, str]:
        return self._range._sheet._store.name, " ".join(map(area_name, self._rule.areas))

    def _change(self, **changes: Any) -> None:
        self._key = self._range._sheet._open().change_rule(self._key, changes)
        self._rule = replace(self._rule, **changes)

    def _relook(self, **changes: Any) -> None:
        self._change(look=replace(self._rule.look, **changes))

    @property
    def Type(self) -> int:
        """2 a formula, 3 anything else (Excel tells colour scales from data bars)."""
        return XL_EXPRESSION if self._rule.formula is not None else 3

    @property
    def Formula1(self) -> str:
        """As seen from the active cell, in the language of this Excel."""
        rule = self._rule
        if rule.formula is None:
            raise refused("应用程序定义或对象定义错误")
        seen = moved(f"={rule.formula}", rule.areas[0][:2], parse_cell(self._app._active_cell()))
        return to_local(seen, self._app._language)

    @property
    def AppliesTo(self) -> "Range":
        return self._range._sheet._cells(self._rule.areas)

    def ModifyAppliesToRange(self, Range: "Range") -> None:
        self._change(areas=Range._areas)

    def Modify(self, Type: int, Operator: object = None, Formula1: str = "", Formula2: object = None) -> None:
        self._change(formula=_to_corner(self._app, Formula1, self._rule.areas))

    @property
    def StopIfTrue(self) -> bool:
        return self._rule.stop

    @StopIfTrue.setter
    def StopIfTrue(self, value: bool) -> None:
        self._change(stop=bool(value))

    @property
    def Priority(self) -> int:
        keys = [key for key, _ in self._range._sheet._store.rules()]
        return keys.index(self._key) + 1

    def SetFirstPriority(self) -> None:
        self._key = self._range._sheet._open().put_first(self._key, self._rule)

    def Delete(self) -> None:
        self._range._sheet._open().remove_rule(self._key)

    @property
    def Interior(self) -> "RuleInterior":
        return RuleInterior(self)

    @property
    def Font(self) -> "RuleFont":
        return RuleFont(self)

    @property
    def Borders(self) -> "RuleBorders":
        return RuleBorders(self)


class RulePart(ComObject):
    def __init__(self, rule: FormatCondition) -> None:
        self._app = rule._app
        self._condition = rule

    def _place(self) -> tuple[str, str]:
        return self._condition._place()

    @property
    def _look(self) -> Look:
        return self._condition._rule.look


class RuleInterior(RulePart):
    @property
    def Color(self) -> int | None:
        return self._look.fill

    @Color.setter
    def Color(self, value: int) -> None:
        self._condition._relook(fill=int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._look.fill is None else 1


class RuleFont(RulePart):
    @property
    def Color(self) -> int | None:
        return self._look.color

    @Color.setter
    def Color(self, value: int) -> None:
        self._condition._relook(color=int(value))

    @property
    def ColorIndex(self) -> int:
        return XL_NONE if self._look.color is None else 1

    @property
    def Bold(self) -> bool | None:
        return self._look.bold

    @Bold.setter
    def Bold(self, value: bool) -> None:
        self._condition._relook(bold=bool(value))

    @property
    def Italic(self) -> bool | None:
        return self._look.italic

    @Italic.setter
    def Italic(self, value: bool) -> None:
        self._condition._relook(italic=bool(value))

    @property
    def Underline(self) -> int:
        return 2 if self._look.underline else XL_NONE

    @Underline.setter
    def Underline(self, value: int) -> None:
        self._condition._relook(underline=value != XL_NONE)


class RuleBorders(RulePart):
    """All four sides alike."""

    def __call__(self, _side: int) -> "RuleBorders":
        return self

    @property
    def LineStyle(self) -> int:
        return XL_NONE if self._look.border is None else self._look.border

    @LineStyle.setter
    def LineStyle(self, value: int) -> None:
        self._condition._relook(border=None if value == XL_NONE else value)

    @property
    def Color(self) -> int | None:
        return self._look.border_color

    @Color.setter
    def Color(self, value: int) -> None:
        self._condition._relook(border_color=int(value))

    @property
    def Weight(self) -> int:
        return 2

    @Weight.setter
    def Weight(self, value: int) -> None:
        if value != XL_THIN:
            raise refused("不能设置类 Border 的 Weight 属性")
