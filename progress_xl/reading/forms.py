"""Forms that stand in files: named by the caller, or on a workbook's own sheet 表样."""

from pathlib import Path

from progress_xl.errors import BadForm, BadValue
from progress_xl.forms import BUILTIN, Form
from progress_xl.forms.sheet import FORM_SHEET, is_form_heading
from progress_xl.messages import Words
from progress_xl.reading.grid import Source


def load_form(spec: "str | Path | Form") -> Form:
    """A form by a built-in name, or from a file: a workbook with a sheet 表样, or a TOML text.

    Raises ``BadValue`` for a name that is neither, ``BadForm`` for a form that contradicts itself.
    """
    if isinstance(spec, Form):
        return spec
    if str(spec) in BUILTIN:
        return Form.builtin(str(spec))
    from progress_xl.reading.workbook import SUFFIXES, open_workbook

    path = Path(spec)
    if path.suffix.lower() == ".toml" and path.is_file():
        return _form_in_toml(path)
    if path.suffix.lower() in SUFFIXES and path.is_file():
        form = own_form(open_workbook(path), any_sheet=True)
        if form is None:
            raise BadForm(form=path.name, reason="没有“表样”工作表，也没有“标题”“必填”两列")
        return form
    files = Words("表样文件 .xlsx 或 .toml", "a file .xlsx or .toml")
    choices = Words(*("、".join((*BUILTIN, either)) for either in files))
    raise BadValue(value=spec, name=Words("表样（--form）", "form"), choices=choices)


def _form_in_toml(path: Path) -> Form:
    try:
        return Form.from_toml(path.stem, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadForm(form=path.name, reason="文件不是 UTF-8 编码") from error


def own_form(book: Source, *, any_sheet: bool = False) -> Form | None:
    """The form on the workbook's sheet 表样, if it has one."""
    for name in book.sheet_names:
        if name != FORM_SHEET and not any_sheet:
            continue
        rows = book.grid(name).rows
        if any(map(is_form_heading, rows[:20])):
            return Form.from_rows(book.path.stem, rows)
    return None
