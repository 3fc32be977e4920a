import itertools

import pytest

from progress_xl.errors import BadCell
from progress_xl.marks import AREAS_PER_RULE, BLANK, PALETTE, Look, Mark, Rule, plan
from progress_xl.messages import CATALOGUE


def rules(*marks: Mark) -> list[Rule]:
    return plan(marks).get(None, [])


def shown(*marks: Mark) -> list[tuple[str, str]]:
    return [(rule.sqref, rule.formula) for rule in rules(*marks)]


def test_a_blank_cell_is_lit_until_it_is_filled() -> None:
    assert shown(Mark("E5")) == [("E5", f'AND({BLANK.replace("{cell}", "E5")},N("pxl:missing-value")=0)')]


def test_neighbours_join_into_areas_and_a_column_into_one_rule() -> None:
    marks = [Mark(cell, code="late", condition="{cell}=1") for cell in ("B9", "B4", "B3", "B5", "B4", "C4")]
    assert shown(*marks) == [
        ("B3:B5 B9", 'AND(B3=1,N("pxl:late")=0)'),
        ("C4", 'AND(C4=1,N("pxl:late")=0)'),
    ]


def test_references_count_from_the_top_left_corner_whatever_the_order_of_marks() -> None:
    marks = [Mark(cell, code="late", condition='LEN({cell})>{G}&"{1}"') for cell in ("D20", "D7")]
    assert shown(*marks) == [("D7 D20", 'AND(LEN(D7)>$G7&"{1}",N("pxl:late")=0)')]


def test_marks_without_a_condition_are_one_rule_for_all_columns() -> None:
    marks = [Mark(cell, code="behind-pace") for cell in ("B2", "C2", "D2", "C9", "B3", "C3", "D3")]
    assert shown(*marks) == [("B2:D3 C9", 'N("pxl:behind-pace")=0')]


def test_different_conditions_of_one_code_are_different_rules() -> None:
    marks = [Mark(f"B{n}", code="overdue", condition=f"TODAY()>DATE(2022,{n},1)") for n in (5, 6)]
    assert [sqref for sqref, _ in shown(*marks)] == ["B5", "B6"]


def test_ten_thousand_marks_are_a_handful_of_rules() -> None:
    assert len(rules(*(Mark(f"C{n}") for n in range(2, 10_002)))) == 1
    scattered = rules(*(Mark(f"C{n}") for n in range(2, 20_002, 2)))
    assert len(scattered) == 10_000 / AREAS_PER_RULE
    for rule in scattered:
        assert f"CLEAN({rule.sqref.split()[0]})" in rule.formula


def test_areas_whole_rows_and_whole_columns() -> None:
    marks = [Mark(cell, code="behind-pace") for cell in ("B2:D3", "7:8", "$F:$F")]
    assert shown(*marks)[0][0] == "F1:F1048576 B2:D3 A7:XFD8"


@pytest.mark.parametrize("cell", ["", "B", "B0", "XFE1", "A1048577", "甲1", "B2,C3"])
def test_what_is_no_address_is_named(cell: str) -> None:
    with pytest.raises(BadCell):
        plan([Mark(cell)])


def test_the_gravest_comes_first() -> None:
    marks = [Mark("A1", code="due-soon"), Mark("A1", code="overdue"), Mark("A1", code="too-long")]
    assert [rule.code for rule in rules(*marks)] == ["too-long", "overdue", "due-soon"]


def test_a_severity_of_its_own_and_a_code_of_its_own() -> None:
    grave, unknown = rules(Mark("A1", code="due-soon", severity="error"), Mark("A2", code="local-rule"))
    assert (grave.look, unknown.look) == (PALETTE["error"], PALETTE["warning"])


def test_an_office_may_give_colours_its_own_meaning() -> None:
    blue = Look(fill="0000FF")
    planned = plan([Mark("A1", code="due-soon")], {**PALETTE, "due-soon": blue})
    assert planned[None][0].look == blue


def test_each_sheet_has_its_own_rules() -> None:
    assert list(plan([Mark("A1", sheet="b"), Mark("A1", sheet="a"), Mark("A1")])) == [None, "a", "b"]


def grey(rgb: str) -> float:
    """Relative luminance as printers and WCAG 2.1 reckon it, from 0 to 1."""
    parts = [int(rgb[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_looks_differ_in_grey_and_in_their_borders_and_black_text_stays_readable() -> None:
    looks = set(PALETTE.values())
    levels = sorted(grey(look.fill) for look in looks)
    assert all(after - before > 0.08 for before, after in itertools.pairwise(levels))
    assert len({(look.border, look.bold, look.italic) for look in looks}) == len(looks)
    assert all((grey(look.fill) + 0.05) / 0.05 >= 7 for look in looks)  # WCAG 2.1, 1.4.6: 7 to 1


def test_every_code_has_a_look() -> None:
    assert all(rules(Mark("A1", code=code)) for code in CATALOGUE)
