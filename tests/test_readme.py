"""The README says what is: its tables follow the code, and its example runs."""

import inspect
import re
import shutil
import sys
from pathlib import Path

import pytest

from progress_xl.cli import cli
from progress_xl.demo import samples
from progress_xl.excel import functions
from progress_xl.excel.buttons import BUTTONS, GROUPS
from progress_xl.excel.doctor.advice import ADVICE
from progress_xl.messages import CATALOGUE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

# Errors that stop the work are no findings: they have no place in the table of codes.
STOPS = {
    "path-missing",
    "no-workbooks",
    "file-locked",
    "cannot-write",
    "system-refused",
    "sheet-taken",
    "headings-missing",
    "signed-workbook",
    "not-markable",
    "sheet-missing",
    "bad-cell",
    "bad-value",
    "text-too-long",
    "array-cell",
    "excel-busy",
    "excel-refused",
    "no-open-book",
    "book-not-saved",
    "book-read-only",
    "sheets-fixed",
    "no-excel-here",
    "excel-running",
    "cannot-install",
    "bad-record",
    "interpreter-path",
}


def section(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert found, f"the README has no section {name}"
    return found[1].strip()


def codes_table() -> str:
    lines = ["| code | severity | what it says |", "| --- | --- | --- |"]
    for code, template in CATALOGUE.items():
        if code not in STOPS:
            lines.append(f"| `{code}` | {template.severity} | {template.en[0]} |")
    return "\n".join(lines)


def buttons_table() -> str:
    lines = ["| 组 | 按钮 | 作用 |", "| --- | --- | --- |"]
    for button in BUTTONS:
        words = button.words["zh"]
        lines.append(f"| {GROUPS[button.group]['zh']} | {words.label} | {words.supertip} |")
    return "\n".join(lines)


def functions_table() -> str:
    lines = ["| 函数 | 得到什么 |", "| --- | --- |"]
    for name, function in vars(functions).items():
        if name.startswith("pxl_"):
            arguments = ", ".join(inspect.signature(function).parameters)
            lines.append(f"| `={name}({arguments})` | {inspect.getdoc(function)} |")
    return "\n".join(lines)


def test_every_command_stands_in_the_readme_with_its_own_help_line() -> None:
    rows = [f"| `progress-xl {name}` | {command.get_short_help_str(200)} |" for name, command in cli.commands.items()]
    assert section("commands").splitlines()[2:] == rows


def test_every_code_stands_in_the_readme() -> None:
    assert section("codes") == codes_table()


def test_every_button_stands_in_the_part_for_staff() -> None:
    assert section("buttons") == buttons_table()


def test_every_function_stands_in_the_part_for_staff() -> None:
    assert section("functions") == functions_table()


# An answer to each of the things that xlwings' users ask most.
def test_trouble_answers_by_issue_and_names_codes_that_there_are() -> None:
    answers = re.split(r"^\d+\. ", section("trouble"), flags=re.MULTILINE)[1:]
    assert len(answers) >= 10
    assert all(re.search(r"\(xlwings#\d+", answer) for answer in answers)
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", section("trouble")))
    assert named - {"progress-xl-watch"} <= set(ADVICE)


def test_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(samples() / "monthly", tmp_path / "round")
    monkeypatch.chdir(tmp_path / "round")
    example = re.search(r"<!-- example -->\n```python\n(.*?)```", README, re.DOTALL)
    assert example
    exec(compile(example[1], "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "error too-long D5" in printed
    assert "expected=14" in printed


def test_picture_is_there() -> None:
    for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / target).is_file()


if __name__ == "__main__":
    sys.stdout.write(codes_table())
