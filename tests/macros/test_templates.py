"""The templates' sheets: read as the monthly form, and checking themselves with neither macros nor Python."""

import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from build_macros import ROOT

import progress_xl as px
from progress_xl.marks import PALETTE
from tests.libreoffice.painting import Picture, paint

UNIT, CONSOLE = ROOT / "workbooks" / "填报表.xlsm", ROOT / "workbooks" / "汇总台.xlsm"
TO_FILL_IN, WRONG, LOOK_AT = (PALETTE[code].fill for code in ("missing-value", "error", "warning"))

# Row 4 is as it should be; each other row has its own faults. Row 7 holds 200 characters between spaces, row 8 nothing
# but spaces, row 9 a progress without a task, row 10 201 characters of which two are spaces between the others.
TYPED = {
    "A4": "市科技局",
    "B4": "1.技术合同成交额超过40亿元。",
    "C4": "2026年12月31日",
    "D4": "成交26亿元。",
    "E4": "组织两场对接会。",
    "F4": "是",
    "B5": "2.建成创新平台5个。",
    "C5": "2026年12月31日",
    "E5": "完成2个平台验收。",
    "F5": "否",
    "B6": "3.举办成果对接会10场。",
    "C6": "长期",
    "D6": "好" * 201,
    "F6": "基本",
    "B7": "4.新增专利200件。",
    "D7": f"　　{'好' * 100}\n{'好' * 99} \n　",
    "E7": "继续申报。",
    "F7": "否",
    "G7": "审查周期较长。",
    "B8": "5.建成中试基地2个。",
    "C8": "长期",
    "D8": "　　",
    "E8": "\u00a0",
    "F8": "是　",
    "D9": "完成选址。",
    "B10": "6.引进团队3个。",
    "C10": "长期",
    "D10": f"{'好' * 100}  {'好' * 99}",
    "E10": "继续洽谈。",
    "F10": "是",
}
LIT = {
    "D5": TO_FILL_IN,
    "G5": LOOK_AT,
    "D6": WRONG,
    "E6": TO_FILL_IN,
    "F6": WRONG,
    "C7": TO_FILL_IN,
    "D8": TO_FILL_IN,
    "E8": TO_FILL_IN,
    **dict.fromkeys(("B9", "C9", "E9", "F9"), TO_FILL_IN),
    "D10": WRONG,
}
MENDED = {
    "D5": "建成3个。",
    "D6": "办了6场。",
    "E6": "再办2场。",
    "F6": "是",
    "C7": "2026年12月31日",
    "G5": "场地未到位。",
    "D8": "建成1个。",
    "E8": "再建1个。",
    "D9": "",
    "D10": "引进2个。",
}


@pytest.mark.parametrize(("path", "sheet"), [(UNIT, "填报"), (CONSOLE, "总表")], ids=["unit", "console"])
def test_headings_are_those_of_the_monthly_form(path: Path, sheet: str) -> None:
    cells = [cell.value for cell in openpyxl.load_workbook(path, keep_vba=True)[sheet][3]]
    form = px.Form.builtin("monthly")
    assert [str(cell).partition("\n")[0] for cell in cells] == [column.heading for column in form.columns]
    assert cells[3] == "进展情况\n（每项控制在200字以内）"


@pytest.mark.parametrize("path", [UNIT, CONSOLE], ids=["unit", "console"])
def test_empty_template_is_a_monthly_form_whose_only_fault_is_that(path: Path) -> None:
    submission = px.read(path)
    assert (submission.form.name, submission.entries) == ("monthly", [])
    assert [finding.code for finding in px.validate(path).findings] == ["empty-form"]


def test_filled_template_is_read_with_its_unit_and_period(tmp_path: Path) -> None:
    submission = px.read(_filled(tmp_path))
    assert (submission.unit, str(submission.period)) == ("市科技局", "2026-07")
    assert [entry.number for entry in submission.entries] == ["1", "2", "3", "4", "5", None, "6"]


def test_what_the_template_lights_up_is_what_the_checks_call_errors(tmp_path: Path) -> None:
    found = px.validate(_filled(tmp_path), as_of="2026-07-31").findings
    errors = {finding.cell for finding in found if finding.severity == "error"}
    assert errors == {cell for cell, fill in LIT.items() if fill != LOOK_AT}


def _filled(folder: Path) -> Path:
    book = openpyxl.load_workbook(UNIT, keep_vba=True)
    for cell, text in {**TYPED, "A1": "重点工作任务推进情况月报表（2026年7月）"}.items():
        book["填报"][cell] = text
    book.save(folder / "填报.xlsm")
    return folder / "填报.xlsm"


def test_lists_and_limits_are_native() -> None:
    rules = {
        rule.type: rule for rule in openpyxl.load_workbook(UNIT, keep_vba=True)["填报"].data_validations.dataValidation
    }
    choices, limit = rules["list"], rules["textLength"]
    assert (str(choices.sqref), choices.formula1) == ("F4:F33", '"是,否"')
    assert (str(limit.sqref), limit.operator, limit.formula1) == ("D4:D33", "lessThanOrEqual", "200")
    for rule in (choices, limit):
        assert rule.errorStyle in (None, "stop")
        assert rule.showErrorMessage
        assert rule.showInputMessage
        assert len(rule.promptTitle) <= 32 >= len(rule.errorTitle)
        assert len(rule.prompt) <= 255 >= len(rule.error)


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Picture, str]]:
    """The unit's sheet as LibreOffice paints it, and what is written on it: empty, filled in, mended."""
    home = tmp_path_factory.mktemp("template")
    source = home / "unit.xlsm"
    source.write_bytes(UNIT.read_bytes())
    mended = {**TYPED, **MENDED}
    states = {
        "empty": {},
        "filled": TYPED,
        "mended": mended,
        "without a unit": {**mended, "A4": "　"},
        "with an error": {**mended, "E4": {"formula": "=NA()"}},
    }
    pictures = paint(home, [{"open": str(source), "type": cells} for cells in states.values()])
    words = [
        subprocess.run(
            ["pdftotext", "-layout", home / f"{number}.pdf", "-"], capture_output=True, encoding="utf-8"
        ).stdout
        for number, _ in enumerate(states)
    ]
    return dict(zip(states, zip(pictures, words, strict=True), strict=True))


@pytest.mark.libreoffice
def test_faults_are_lit_each_in_its_colour(painted: Mapping[str, tuple[Picture, str]]) -> None:
    picture, _ = painted["filled"]
    assert {cell: picture.fill(cell) for cell in picture.lit()} == LIT


@pytest.mark.libreoffice
def test_what_all_rows_lack_is_lit_once_and_an_error_is_no_text(painted: Mapping[str, tuple[Picture, str]]) -> None:
    lit = {state: painted[state][0].lit() for state in ("without a unit", "with an error")}
    assert lit == {"without a unit": {"A4"}, "with an error": {"E4"}}


@pytest.mark.libreoffice
@pytest.mark.parametrize("state", ["empty", "mended"])
def test_without_faults_nothing_is_lit(painted: Mapping[str, tuple[Picture, str]], state: str) -> None:
    assert painted[state][0].lit() == set()


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("empty", "请从第4行起填写"),
        ("filled", f"还有{len(LIT)}处要补填或改正，见标色的单元格"),
        ("without a unit", "还有1处要补填或改正，见标色的单元格"),
        ("with an error", "有#N/A等错误值，请改正"),
        ("mended", "已填写完整，可以报送"),
    ],
)
def test_sheet_says_what_is_left_to_do(painted: Mapping[str, tuple[Picture, str]], state: str, sentence: str) -> None:
    assert sentence in painted[state][1]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_our_marks_come_off_a_template_and_its_own_highlights_stay(tmp_path: Path) -> None:
    marked = px.highlight(UNIT, [px.Mark(cell="D4", code="missing-value")], out=tmp_path / "marked.xlsm")
    assert _parts(marked) != _parts(UNIT)
    assert _parts(px.clear(marked, out=tmp_path / "cleared.xlsm")) == _parts(UNIT)


def test_console_rolls_up_and_keeps_its_macros_and_its_ribbon(tmp_path: Path) -> None:
    sent = tmp_path / "报送"
    sent.mkdir()
    _filled(sent)
    master, out = tmp_path / "总表.xlsm", tmp_path / "结果.xlsm"
    book = openpyxl.load_workbook(CONSOLE, keep_vba=True)
    for cell in ("A4", "B4", "C4", "B5", "C5", "B6", "C6", "B7"):
        book["总表"][cell] = TYPED[cell]
    book["总表"]["C7"] = "长期"
    book.save(master)
    px.rollup([sent], master=master, out=out, as_of="2026-07-31")
    assert openpyxl.load_workbook(out)["总表"]["D4"].value == "成交26亿元。"
    before, after = _parts(master), _parts(out)
    kept = [name for name in before if name.startswith("customUI/") or name == "xl/vbaProject.bin"]
    assert len(kept) == 3
    assert [name for name in kept if before[name] != after[name]] == []
