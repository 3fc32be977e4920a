"""Conditional formats."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from typing import Any

from tests.engines.libreoffice.looks import NO_COLOR, NORMAL_WEIGHT, color_of, dress
from tests.engines.libreoffice.page import Page
from tests.engines.libreoffice.uno_types import area_of
from tests.engines.store import Area, Key, Look, Rule, overlap
from tests.engines.windows import refused

# com.sun.star.sheet.ConditionFormatOperator
EXPRESSION = 24
LOOKS = ("CellBackColor", "CharColor", "CharWeight", "CharPosture", "CharUnderline", "LeftBorder")
LOOK_STYLE = "progress_xl "


class Rules(Page):
    """Each rule is a format of its own, known by its number, formula and style."""

    def rules(self) -> list[tuple[Key, Rule]]:
        """Those put first, then by their numbers."""
        self._take_apart()
        ranks = {number: rank for rank, number in enumerate(self._first)}
        known = self.sheet.ConditionalFormats.getConditionalFormats()
        forms = sorted(known, key=lambda form: (ranks.get(form.ID, len(ranks)), form.ID))
        return [
            self._known(form.ID, self._areas(form), form.getByIndex(number))
            for form in forms
            for number in range(form.getCount())
        ]

    def _known(self, number: int, areas: tuple[Area, ...], entry: Any) -> tuple[Key, Rule]:
        key = self._key(number, entry)
        if not key[2]:
            return key, Rule(areas, None)
        return key, Rule(areas, str(key[1]), self._look(key[2]))

    def _key(self, number: int, entry: Any) -> tuple[int, object, str]:
        """Number of the format, formula and style; of what is no formula, its type and no style."""
        if entry.getType() != 0 or entry.Operator != EXPRESSION:
            return number, entry.getType(), ""
        return number, entry.Formula1, str(entry.StyleName)

    def _find(self, key: Key) -> Any:
        forms = self.sheet.ConditionalFormats.getConditionalFormats()
        number = _number(key)
        return next(
            (form for form in forms if number == form.ID and self._key(number, form.getByIndex(0)) == key), None
        )

    def add_rule(self, rule: Rule) -> Key:
        return self._add(rule.areas, rule.formula, self._style(rule.look))

    def _add(self, areas: Sequence[Area], formula: object, style: str) -> Key:
        number = self.sheet.ConditionalFormats.createByRange(self._ranges(areas))
        form = next(form for form in self.sheet.ConditionalFormats.getConditionalFormats() if number == form.ID)
        form.createEntry(0, 0)
        entry = form.getByIndex(0)
        entry.Operator, entry.Formula1, entry.StyleName = EXPRESSION, formula, style
        return self._key(number, entry)

    def change_rule(self, key: Key, changes: Mapping[str, Any]) -> Key:
        form = self._must_find(key)
        entry = form.getByIndex(0)
        if "areas" in changes:
            form.Range = self._ranges(changes["areas"])
        if changes.get("formula") is not None:
            entry.Formula1 = changes["formula"]
        if "look" in changes:
            entry.StyleName = self._style(changes["look"])
        return self._key(form.ID, entry)

    def _areas(self, form: Any) -> tuple[Area, ...]:
        return tuple(map(area_of, form.Range.RangeAddresses))

    def _must_find(self, key: Key) -> Any:
        form = self._find(key)
        if form is None:
            raise refused("应用程序定义或对象定义错误")
        return form

    def remove_rule(self, key: Key) -> None:
        """Its number may be given again."""
        self.sheet.ConditionalFormats.removeByID(self._must_find(key).ID)
        self._first[:] = [number for number in self._first if number != _number(key)]

    def _take_apart(self) -> None:
        """Give each rule a format of its own.

        LibreOffice makes one format of the rules that a file has for the same areas, and its ``removeByIndex`` (7.4)
        refuses every number.
        """
        forms = sorted(self.sheet.ConditionalFormats.getConditionalFormats(), key=lambda form: form.ID)
        if all(form.getCount() == 1 for form in forms):
            return
        modified, copies = self.document.isModified(), []
        for form in forms:
            keys = [self._key(form.ID, form.getByIndex(number)) for number in range(form.getCount())]
            if all(style for _, _, style in keys):
                copies += [(self._areas(form), formula, style) for _, formula, style in keys]
                self.sheet.ConditionalFormats.removeByID(form.ID)
        for copy in copies:
            self._add(*copy)
        self.document.setModified(modified)

    def put_first(self, key: Key, rule: Rule) -> Key:
        """LibreOffice has no priorities: of rules that overlap, the one made first counts; so the others are remade."""
        others = [
            (other, known)
            for other, known in self.rules()
            if other != key and known.formula is not None and overlap(known.areas, rule.areas)
        ]
        order = [number for number in self._first if number != _number(key)]
        for old in (key, *(other for other, _ in others)):
            self.remove_rule(old)
        first = self.add_rule(rule)
        remade = {
            _number(other): _number(self._add(known.areas, known.formula, str(other[2]))) for other, known in others
        }
        self._first[:] = [_number(first), *(remade.get(number, number) for number in order)]
        return first

    @property
    def _first(self) -> list[int]:
        """Numbers of the rules that were put first, the last one first."""
        return self.office.put_first.setdefault(self._told, [])

    def _style(self, look: Look) -> str:
        """The cell style that shows a look, made when it is new."""
        name = LOOK_STYLE + " ".join(map(str, astuple(look)))
        styles = self.document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(name):
            styles.insertByName(name, self.document.createInstance("com.sun.star.style.CellStyle"))
            with self._unprotected():
                dress(styles.getByName(name), {key: value for key, value in vars(look).items() if value is not None})
        return name

    @contextmanager
    def _unprotected(self) -> Iterator[None]:
        """A protected sheet keeps LibreOffice from changing the styles of the whole document."""
        protected = [sheet for sheet in self.document.Sheets if sheet.isProtected()]
        for sheet in protected:
            sheet.unprotect("")
        yield
        for sheet in protected:
            sheet.protect("")

    def _look(self, style: str) -> Look:
        known, key = self.office.looks, (str(self.document.RuntimeUID), style)
        if key not in known:
            known[key] = self._read_look(style)
        return known[key]

    def _read_look(self, style: str) -> Look:
        made = self.document.StyleFamilies.getByName("CellStyles").getByName(style)
        states = made.getPropertyStates(LOOKS)
        own = {
            name: getattr(made, name)
            for name, state in zip(LOOKS, states, strict=True)
            if state.value == "DIRECT_VALUE"
        }
        line = own.get("LeftBorder")
        bordered = line is not None and line.OuterLineWidth > 0
        return Look(
            fill=color_of(own.get("CellBackColor", NO_COLOR)),
            color=color_of(own.get("CharColor", NO_COLOR)),
            bold=own["CharWeight"] > NORMAL_WEIGHT if "CharWeight" in own else None,
            italic=own["CharPosture"].value == "ITALIC" if "CharPosture" in own else None,
            underline=own["CharUnderline"] > 0 if "CharUnderline" in own else None,
            border=1 if bordered else None,
            border_color=None if line is None or not bordered else color_of(line.Color),
        )


def _number(key: Key) -> int:
    assert isinstance(key, tuple)
    return int(key[0])
