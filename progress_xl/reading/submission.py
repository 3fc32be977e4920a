"""From a file to a submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from progress_xl.errors import FormMismatch, NotAForm
from progress_xl.forms import Form
from progress_xl.forms.headings import heading_key
from progress_xl.forms.sheet import FORM_SHEET
from progress_xl.model import FIGURES_SIGNS, LEDGER_SHEET, OUR_SHEETS, RECORDS_SHEET, Submission
from progress_xl.reading.arguments import period_of
from progress_xl.reading.forms import load_form, own_form
from progress_xl.reading.grid import Grid, Source
from progress_xl.reading.header import Header, choose_form, find_header, fits, lay_out
from progress_xl.reading.origin import stated_period, unit_and_source
from progress_xl.reading.rows import entries_of, text_of, with_unheaded_columns
from progress_xl.text.periods import Period


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet that holds a form: its values and where the heading stands."""

    grid: Grid
    header: Header


def read(
    path: "str | Path", *, form: "str | Path | Form | None" = None, period: "str | Period | None" = None
) -> Submission:
    """Read one unit's workbook.

    Args:
        path: .xlsx .xlsm .xls .xlsb or .ods; the content counts, not the suffix.
        form: a built-in form's name, a file with a form, or a ``Form``; found by itself if left out.
        period: ``2022-07``, ``2022Q1``, ``2022H1``, ``2022`` or a ``Period``; read from title, sheet and file
            name if left out.

    Raises:
        PathMissing, UnreadableFile, EncryptedFile, TooLarge, NotAForm: the file cannot be read as a form.
        FormMismatch: it holds another form than the one named.
        BadForm, BadValue: the form or the period named cannot be.
    """
    from progress_xl.reading.workbook import open_workbook

    given = load_form(form) if form is not None else None
    return read_source(open_workbook(Path(path)), given, period_of(period))


def read_source(book: Source, given: Form | None, period: Period | None) -> Submission:
    """Read one unit's workbook, a file or an open book; raises as `read` does."""
    path = book.path
    wanted = given or own_form(book)
    tables = _tables(book, wanted)
    if not tables:
        raise NotAForm(path=str(path))
    table = _best(tables, wanted, period)
    chosen = wanted or choose_form(table.header)
    if given and not fits(given, table.header):
        found = choose_form(table.header)
        raise FormMismatch(path=str(path), wanted=given.title or given.name, found=found.title or found.name)
    others = tuple(t.grid.name for t in tables if t is not table and t.grid.visible and t.grid.rows)
    submission = _submission(path, book.sha256, table, chosen, period, others)
    submission.is_master = {LEDGER_SHEET, RECORDS_SHEET} <= set(book.sheet_names)
    return submission


def _tables(book: Source, form: Form | None) -> list[_Table]:
    tables = []
    for name in book.sheet_names:
        if name == FORM_SHEET or name in OUR_SHEETS:
            continue
        grid = book.grid(name)
        header = find_header(grid, (form,) if form else ())
        if header and not _is_figures_sheet(header):
            tables.append(_Table(grid, header))
    return tables


def _is_figures_sheet(header: Header) -> bool:
    """Whether these are the headings of our own list of figures, which somebody has copied or renamed."""
    return len(FIGURES_SIGNS & {heading_key(heading.text) for heading in header.headings}) > 1


def _best(tables: Sequence[_Table], form: Form | None, period: Period | None) -> _Table:
    """The table to read: one that fits the form, is visible, speaks of the period, has most rows."""

    def rank(table: _Table) -> tuple[bool, bool, bool, int]:
        stated = stated_period(_titles(table), None) or stated_period([table.grid.name], None)
        fitting = form is None or fits(form, table.header)
        on_time = period is None or stated is None or period.agrees(stated)
        return fitting, table.grid.visible, on_time, len(table.grid.rows)

    return max(tables, key=rank) if len(tables) > 1 else tables[0]


def _titles(table: _Table) -> list[str]:
    above = table.grid.rows[: table.header.first_row - 1]
    return [" ".join(filter(None, map(text_of, row))) for row in above]


def _submission(
    path: Path, sha256: str, table: _Table, form: Form, period: Period | None, others: tuple[str, ...]
) -> Submission:
    form, layout = lay_out(table.grid, table.header, form)
    layout = with_unheaded_columns(table.grid, layout)
    titles = _titles(table)
    entries = entries_of(table.grid, layout)
    unit, known_by = unit_and_source(titles, (path.stem, table.grid.name), entries)
    return Submission(
        path=str(path),
        sha256=sha256,
        form=form,
        layout=layout,
        unit=unit,
        period=_period(stated_period((*titles, table.grid.name, path.stem), form.period), period),
        entries=entries,
        other_sheets=others,
        unit_known_by=known_by,
    )


def _period(stated: Period | None, given: Period | None) -> Period | None:
    """What the file says, or the caller's period where the file says nothing against it (only the year, or 1-6月)."""
    return given if given and (stated is None or given.agrees(stated)) else stated
