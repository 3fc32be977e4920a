"""What a workbook's people have set for it: a sheet 填报设置 that they can see and edit, kept with the workbook."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

import xlwings as xw

from progress_xl.errors import BadValue, SheetsFixed
from progress_xl.messages import LANGUAGES, Lang
from progress_xl.openbook.quiet import bring_up, quiet
from progress_xl.openbook.sheets import has_fixed_sheets, path_of, values

if TYPE_CHECKING:
    from progress_xl.excel.desk import Desk
    from progress_xl.forms import Form
    from progress_xl.text.periods import Period

SETTINGS_SHEET = "填报设置"
_FORM, _PERIOD, _DUE, _EXPECTED, _LANG = "表样", "报送期", "报送截止日期", "应报名单", "语言"
_ROWS = (
    (
        _FORM,
        "一般留空，自动识别。也可填写：重点工作月度进展表、季度目标任务完成情况表、重点工作任务落实情况表，或表样文件的完整路径。",
    ),
    (_PERIOD, "一般留空，从标题和文件名识别。写法：2026-07、2026年7月、2026Q2、2026年上半年。"),
    (_DUE, "汇总人员填写，用于判断迟报，当天报送算按时。写法：2026-07-25。"),
    (
        _EXPECTED,
        "汇总人员填写，应报单位名单文件的完整路径（每行一个单位的 .txt，或有“单位”列的工作簿）。留空时按总表中的牵头单位。",
    ),
    (_LANG, "zh 为中文（默认），en 为英文。"),
)
_HEADINGS = ("项目", "内容", "说明")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set; ``None`` is found by itself."""

    form: "Form | None" = None
    period: "Period | None" = None
    due: dt.date | None = None
    expected: str | None = None
    lang: Lang = "zh"


def read_settings(book: xw.Book) -> Settings:
    """What the workbook's sheet 填报设置 says. Raises `BadValue`, `BadForm`."""
    said = _said(book)
    own = path_of(book) if {_FORM, _EXPECTED} & said.keys() else Path()
    return Settings(
        form=_form(said.get(_FORM), own),
        period=_period(said.get(_PERIOD)),
        due=_day(said.get(_DUE)),
        expected=_near(said[_EXPECTED], own, _EXPECTED) if _EXPECTED in said else None,
        lang=_lang(said.get(_LANG)),
    )


def read_language(book: xw.Book) -> Lang:
    """The language set, Chinese if none is, or none that there is: other wrong settings must not silence us."""
    said = str(_said(book).get(_LANG)).strip().lower()
    return next((lang for lang in LANGUAGES if lang == said), "zh")


def _said(book: xw.Book) -> dict[str, Any]:
    """What stands beside each name, where anything does."""
    if SETTINGS_SHEET not in [sheet.name for sheet in book.sheets]:
        return {}
    rows = values(book.sheets[SETTINGS_SHEET])
    return {str(row[0]).strip(): row[1] for row in rows if len(row) > 1 and row[1] not in ("", None)}


def _near(said: Any, own: Path, name: str) -> str:
    """A path that may be looked at: to look at another server is to log in there, and others may have set this."""
    text = str(said).strip().strip('"')
    share = PureWindowsPath(text).drive.lower()
    if text.replace("/", "\\").startswith("\\\\") and not (share and share == PureWindowsPath(own).drive.lower()):
        raise _refused(said, name, "本机、映射盘或本工作簿所在共享上的文件")
    return text


def _form(said: Any, own: Path) -> "Form | None":
    if said is None:
        return None
    from progress_xl.forms import BUILTIN, Form
    from progress_xl.reading.forms import load_form

    by_title = {Form.builtin(name).title: name for name in BUILTIN}
    text = _near(said, own, _FORM)
    return load_form(by_title.get(text, text))


def _period(said: Any) -> "Period | None":
    if said is None:
        return None
    from progress_xl.reading.arguments import period_of
    from progress_xl.text.periods import find_periods

    text = said.strftime("%Y-%m") if isinstance(said, dt.datetime) else str(said).strip()
    found = find_periods(text)
    return found[0] if found else period_of(text)


def _day(said: Any) -> dt.date | None:
    if said is None:
        return None
    if isinstance(said, dt.datetime):
        return said.date()
    from progress_xl.reading.arguments import parse_day

    try:
        return parse_day(str(said))
    except ValueError:
        raise _refused(said, _DUE, "2026-07-25") from None


def _lang(said: Any) -> Lang:
    text = "zh" if said is None else str(said).strip().lower()
    for lang in LANGUAGES:
        if lang == text:
            return lang
    raise _refused(said, _LANG, "、".join(LANGUAGES))


def _refused(said: Any, name: str, choices: str) -> BadValue:
    return BadValue(value=said, name=f"“{SETTINGS_SHEET}”表的{name}", choices=choices)


def open_settings(desk: "Desk") -> None:
    """Go to the settings; a workbook without gets the sheet. Raises `SheetsFixed`."""
    book = desk.book
    if SETTINGS_SHEET not in [sheet.name for sheet in book.sheets]:
        if has_fixed_sheets(book):
            raise SheetsFixed(path=path_of(book).name)
        _add_sheet(book)
    bring_up(book.sheets[SETTINGS_SHEET])
    book.sheets[SETTINGS_SHEET].range("B3").select()
    desk.tell("settings-open", sheet=SETTINGS_SHEET)


def _add_sheet(book: xw.Book) -> None:
    from progress_xl.ooxml.values import CellFormat, Column, NewSheet, Row
    from progress_xl.openbook.new_sheet import put_sheet

    title = CellFormat(bold=True, size=14)
    heading = CellFormat(bold=True, fill="D9D9D9", border=True, horizontal="center")
    looks: Sequence[CellFormat] = [
        CellFormat(border=True, wrap=True, vertical="center", fill=f) for f in (None, "FFF9E5", None)
    ]
    rows = [Row((SETTINGS_SHEET, None, None), (title, None, None)), Row(_HEADINGS, (heading,) * 3)]
    rows += [Row((name, None, hint), tuple(looks)) for name, hint in _ROWS]
    with quiet(book, ""):
        put_sheet(book, NewSheet(SETTINGS_SHEET, rows, columns=[Column(16), Column(34), Column(70)]))
