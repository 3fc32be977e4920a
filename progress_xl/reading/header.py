"""Finding the heading of a table and matching it to a form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from progress_xl.addresses import column_letters
from progress_xl.forms import BUILTIN, Column, Form, Role
from progress_xl.forms.headings import heading_key, heading_rules
from progress_xl.forms.vocabulary import STATUS_VOCABULARY, guess_role
from progress_xl.model import ExtraColumn, Layout, Place
from progress_xl.reading.grid import Grid

_LOOK_AT_ROWS = 40
_SHORT, _LONGEST_HEADING = 60, 160
_FIT = 0.6
# A heading that the form lacks speaks against it, more so one that another form would know (完成时限).
_UNKNOWN, _FOREIGN = 0.5, 2.0


@dataclass(slots=True)
class Heading:
    """One column's heading: its number from 1, its text, and the texts it may be matched by, best first."""

    index: int
    text: str
    spellings: tuple[str, ...]


class Header(NamedTuple):
    """The headings of a table and the rows they take, as Excel counts."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]


def find_header(grid: Grid, forms: Iterable[Form] = ()) -> Header | None:
    """The heading row that speaks for the most roles; ``None`` where none has a task and a report.

    Two rows are one heading only where they say more than either row alone. ``forms`` lend their own spellings to the
    vocabulary.
    """
    forms = tuple(forms)
    best, found = (0, False), None
    for header in _candidates(grid):
        if found and header.first_row > found.last_row + 2:
            break
        # No more roles than headings: most rows of values need no closer look.
        if len(header.headings) >= best[0]:
            spellings = tuple(heading.spellings for heading in header.headings)
            rank = _roles(spellings, forms), header.first_row == header.last_row
            if rank[0] and rank > best:
                best, found = rank, header
    return found


def _candidates(grid: Grid) -> Iterator[Header]:
    for top in range(min(len(grid.rows), _LOOK_AT_ROWS)):
        texts = _heading_texts(grid.rows[top])
        if len(texts) < 2:
            continue
        yield Header(top + 1, top + 1, tuple(Heading(i + 1, text, (text,)) for i, text in texts.items()))
        yield from _two_rows(grid, top)


def _heading_texts(row: Sequence[Any]) -> dict[int, str]:
    return {i: v for i, v in enumerate(row) if type(v) is str and _may_be_heading(v) and not v.isspace()}


def _may_be_heading(text: str) -> bool:
    """Headings are short, but for a remark in brackets."""
    return 0 < len(text) <= _SHORT or (len(text) <= _LONGEST_HEADING and ("(" in text or "（" in text))


def _two_rows(grid: Grid, top: int) -> Iterator[Header]:
    """A heading whose upper cells span several lower ones, or run down beside them.

    Merged or not, the lower row has text only under cells that span; a row of values has it elsewhere too.
    """
    if top + 1 >= len(grid.rows):
        return
    upper, lower = _heading_texts(grid.rows[top]), _heading_texts(grid.rows[top + 1])
    spanned = _spanned(upper, len(grid.rows[top]))
    if not lower or any(value != "" and i not in spanned for i, value in enumerate(grid.rows[top + 1])):
        return
    headings = []
    for index in sorted(upper.keys() | lower.keys()):
        over, under = upper.get(index) or spanned.get(index), lower.get(index)
        spellings = (under, f"{over}{under}", over) if over and under else (over or under or "",)
        headings.append(Heading(index + 1, under or over or "", tuple(filter(None, spellings))))
    yield Header(top + 1, top + 2, tuple(headings))


def _spanned(upper: Mapping[int, str], width: int) -> dict[int, str]:
    """The columns of cells with nothing on their right, which therefore may span several, and their texts."""
    spanned: dict[int, str] = {}
    for index, following in pairwise([*upper, width]):
        if following > index + 1:
            spanned.update(dict.fromkeys(range(index, following), upper[index]))
    return spanned


@lru_cache(maxsize=1024)
def _roles(spellings: tuple[tuple[str, ...], ...], forms: tuple[Form, ...]) -> int:
    """How many columns the headings speak for; none unless both the task's and the report's side are there."""
    known = {key: column.role for form in forms for key, column in form.by_key.items()}
    keys = [heading_key(names[0]) for names in spellings]
    own = [key for key in keys if key in known]
    spoken = [known.get(key) or _spoken_role(names) for key, names in zip(keys, spellings, strict=True)]
    roles = {role for role in spoken if role}
    core = roles & {"task", "number"} and roles & {"progress", "status"}
    return len(roles) + sum(known[key] is None for key in own) if core and (len(roles) > 2 or len(own) > 1) else 0


def _spoken_role(spellings: Iterable[str]) -> Role | None:
    return next((role for role in map(guess_role, spellings) if role), None)


def choose_form(header: Header) -> Form:
    """The built-in form that the headings fit, or one inferred from them."""
    return _choose(tuple(heading.spellings for heading in header.headings)) or infer(header)


@lru_cache(maxsize=1024)
def _choose(spellings: tuple[tuple[str, ...], ...]) -> Form | None:
    fits = [(_fit(form, spellings), form) for form in map(Form.builtin, BUILTIN)]
    fit, form = max(fits, key=lambda pair: pair[0])
    return form if fit >= _FIT else None


def fits(form: Form, header: Header) -> bool:
    """Whether the headings are those of ``form``, allowing for some moved, renamed, added or dropped."""
    return _fit(form, tuple(heading.spellings for heading in header.headings)) >= _FIT


@lru_cache(maxsize=4096)
def _fit(form: Form, spellings: tuple[tuple[str, ...], ...]) -> float:
    exact, loose, unknown = 0, 0, 0.0
    taken: set[str] = set()
    for names in spellings:
        column, sure = _column_for(form, names)
        if column is None or column.heading in taken:
            unknown += _FOREIGN if column is None and any(map(guess_role, names)) else _UNKNOWN
            continue
        taken.add(column.heading)
        exact, loose = exact + sure, loose + (not sure)
    return (exact + loose / 2) / (len(form.columns) + unknown)


def _column_for(form: Form, spellings: Iterable[str]) -> tuple[Column | None, bool]:
    """The form's column that a heading names, and whether by one of the form's own spellings."""
    for text in spellings:
        if column := form.by_key.get(heading_key(text)):
            return column, True
    for text in spellings:
        role = guess_role(text)
        if role and role in form.by_role:
            return form.by_role[role], False
    return None, False


def lay_out(grid: Grid, header: Header, form: Form) -> tuple[Form, Layout]:
    """Place the headings in the form; give the form with the rules written in the headings, and the layout."""
    sure: dict[str, Heading] = {}
    guessed: dict[str, Heading] = {}
    extra: list[ExtraColumn] = []
    pending: list[tuple[Heading, Column]] = []
    for heading in header.headings:
        column, own = _column_for(form, heading.spellings)
        if column is None:
            extra.append(ExtraColumn(heading.index, heading.text))
        elif not own:
            pending.append((heading, column))
        elif column.heading in sure:
            extra.append(ExtraColumn(heading.index, heading.text, sure[column.heading].text))
        else:
            sure[column.heading] = heading
    for heading, column in pending:
        if column.heading in sure or column.heading in guessed:
            extra.append(ExtraColumn(heading.index, heading.text))
        else:
            guessed[column.heading] = heading
    found = sure | guessed
    form = _with_heading_rules(form, tuple((name, heading.text) for name, heading in found.items()))
    places = [Place(found[c.heading].index, found[c.heading].text, c) for c in form.columns if c.heading in found]
    layout = Layout(
        sheet=grid.name,
        first_header_row=header.first_row,
        header_row=header.last_row,
        places={place.column.role: place for place in places if place.column.role},
        own=tuple(place for place in places if not place.column.role),
        extra=_told_apart(extra, {place.heading for place in places if not place.column.role}),
        missing=tuple(column for column in form.columns if column.heading not in found),
    )
    return form, layout


def _told_apart(extra: Iterable[ExtraColumn], taken: set[str]) -> tuple[ExtraColumn, ...]:
    """The columns in the sheet's order; those whose heading is taken get their letters after it."""
    told: list[ExtraColumn] = []
    for column in sorted(extra):
        again = column.heading in taken
        name = f"{column.heading}（{column_letters(column.position)}列）" if again else column.heading
        told.append(column._replace(heading=name))
        taken = taken | {name}
    return tuple(told)


@lru_cache(maxsize=1024)
def _with_heading_rules(form: Form, headings: tuple[tuple[str, str], ...]) -> Form:
    rules = {name: heading_rules(text) for name, text in headings}
    number_locked = any(rule.number_locked for rule in rules.values())

    def ruled(column: Column) -> Column:
        rule = rules.get(column.heading)
        locked = column.locked or (number_locked and column.role == "number") or bool(rule and rule.locked)
        if rule is None:
            return column
        limit = rule.max_length or column.max_length
        required = column.required or (rule.required and not column.required_when)
        if (limit, required, locked) == (column.max_length, column.required, column.locked):
            return column
        return replace(column, max_length=limit, required=required, locked=locked)

    columns = tuple(map(ruled, form.columns))
    return form if columns == form.columns else form.with_columns(columns)


def infer(header: Header) -> Form:
    """A form from a heading row alone: roles by words, rules from inside the headings."""
    columns: list[Column] = []
    roles: set[Role] = set()
    keys: set[str] = set()
    for heading in header.headings:
        role = _spoken_role(heading.spellings)
        key = heading_key(heading.text)
        if key in keys:
            continue
        columns.append(_inferred_column(heading, None if role in roles else role))
        keys.add(key)
        if role:
            roles.add(role)
    return Form("inferred", tuple(columns), statuses=STATUS_VOCABULARY)


def _inferred_column(heading: Heading, role: Role | None) -> Column:
    rules = heading_rules(heading.text)
    return Column(
        heading=heading.text,
        role=role,
        required=rules.required or role in ("task", "progress", "status"),
        max_length=rules.max_length,
        locked=rules.locked,
        fill_down=role == "units",
    )
