"""Times marking against openpyxl and excelize, and the marking of a large sheet against one parse of it with lxml.

    python tests/benchmarks/bench_highlight.py            40 rows, and 100,000 rows with 10,000 marks
    python tests/benchmarks/bench_highlight.py --quick    a smaller large sheet, to see that the benchmark itself works

Medians of each job in one process are compared; peak memory is measured in a fresh process, on Linux. The exit code is
1 if a goal is missed.
"""

import argparse
import gc
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import excelize
import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from progress_xl.marks import Mark
from progress_xl.targets import closed

SHEET = "xl/worksheets/sheet1.xml"
YELLOW = "FFE27A"
HEADINGS = ("单位", "工作任务", "时限要求", "进展情况", "下个月工作计划", "是否达到序时进度", "备注")
WORDS = ("组织召开专题调度会议", "逐项建立问题清单", "督促施工单位加快进度", "完成阶段性验收", "协调解决用地手续")
TEN = [Mark(f"D{row}", message="必填，现为空。", remedy="请填写。") for row in range(3, 13)]


@dataclass(frozen=True)
class Goal:
    """A ratio and the most it may be."""

    name: str
    ratio: float
    limit: float

    @property
    def met(self) -> bool:
        return self.ratio <= self.limit


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        return _report_peak(options.peak)
    with tempfile.TemporaryDirectory() as folder:
        rows, marked = (10_000, 1_000) if options.quick else (100_000, 10_000)
        goals = [*small(Path(folder)), *large(Path(folder), rows, marked)]
    for goal in goals:
        print(f"{'ok    ' if goal.met else 'MISSED'}  {goal.ratio:6.3f}  (at most {goal.limit:.3f})  {goal.name}")
    return 0 if all(goal.met for goal in goals) else 1


def small(folder: Path) -> list[Goal]:
    """Ten cells of a workbook of 40 rows."""
    source, out = workbook(folder / "small.xlsx", 40), folder / "out.xlsx"
    times = medians(
        {
            "highlight": lambda: closed.highlight(source, TEN, out=out),
            "openpyxl": lambda: fill_with_openpyxl(source, out),
            "excelize": lambda: fill_with_excelize(source, out),
            "highlight, notes, findings": lambda: closed.highlight(source, TEN, out=out, notes=True, findings=True),
            "openpyxl, notes, findings": lambda: fill_with_openpyxl(source, out, notes=True),
        },
        turns=41,
        before=lambda: out.unlink(missing_ok=True),
    )
    return [
        Goal("10 cells of 40 rows : openpyxl", times["highlight"] / times["openpyxl"], 1 / 10),
        Goal("10 cells of 40 rows : excelize", times["highlight"] / times["excelize"], 1 / 3),
        Goal(
            "with notes and findings sheet : openpyxl doing the same",
            times["highlight, notes, findings"] / times["openpyxl, notes, findings"],
            1 / 5,
        ),
    ]


def large(folder: Path, rows: int, marked: int) -> list[Goal]:
    """Many cells of a large sheet, against one parse of it; twice the rows must take twice the time."""
    half, whole = workbook(folder / "half.xlsx", rows // 2), workbook(folder / "whole.xlsx", rows)
    marks = [Mark(f"D{row}") for row in range(2, rows, rows // marked)]
    content = zipfile.ZipFile(whole).read(SHEET)
    times = medians(
        {
            "highlight": lambda: closed.highlight(whole, marks, out=folder / "out.xlsx"),
            "highlight of half the rows": lambda: closed.highlight(half, marks, out=folder / "out.xlsx"),
            "lxml parse": lambda: etree.fromstring(content, etree.XMLParser(huge_tree=True)),
        },
        turns=5,
        before=lambda: None,
    )
    peak = int(subprocess.check_output([sys.executable, __file__, "--peak", str(whole)], text=True))
    print(f"{'sheet part':>36}  {len(content) / 1e6:8.1f} MB\n{'peak above the start':>36}  {peak / 1e6:8.1f} MB")
    return [
        Goal(f"{len(marks):,} cells of {rows:,} rows : lxml parse", times["highlight"] / times["lxml parse"], 1.5),
        Goal("its peak memory : size of the sheet part", peak / len(content), 3),
        Goal("its time : half the rows", times["highlight"] / times["highlight of half the rows"], 2.4),
    ]


def medians(jobs: Mapping[str, Callable[[], object]], *, turns: int, before: Callable[[], None]) -> dict[str, float]:
    """Median seconds of each job, after one turn that does not count."""
    result = {}
    for name, job in jobs.items():
        gc.collect()  # no job pays for what another left
        taken = []
        for _ in range(turns + 1):
            before()
            start = time.perf_counter()
            job()
            taken.append(time.perf_counter() - start)
        result[name] = statistics.median(taken[1:])
        print(f"{name:>36}  {result[name] * 1000:8.2f} ms")
    return result


def _report_peak(path: Path) -> int:
    marks = [Mark(f"D{row}") for row in range(2, 100_000, 10)]
    Path("/proc/self/clear_refs").write_text("5")  # a process starts with the peak of the one it came from
    start = _memory("VmRSS")
    closed.highlight(path, marks, out=path.with_name("peak.xlsx"))
    print(_memory("VmHWM") - start)
    return 0


def _memory(name: str) -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


def workbook(path: Path, rows: int) -> Path:
    """A monthly form of seven columns, formatted as offices do; some progress cells are empty."""
    chance = random.Random(7)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("填报")
        heading = book.add_format({"bold": True, "border": 1, "bg_color": "#D9E1F2", "align": "center"})
        text = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": "仿宋"})
        sheet.write_row(0, 0, HEADINGS, heading)
        sheet.set_column(1, 5, 30)
        for row in range(1, rows):
            sheet.write_string(row, 0, f"第{row}局", text)
            for column in range(1, 7):
                empty = column == 3 and row % 3 == 0
                sheet.write_string(row, column, "" if empty else "，".join(chance.choices(WORDS, k=3)) + str(row), text)
    return path


def fill_with_openpyxl(source: Path, out: Path, *, notes: bool = False) -> None:
    book = openpyxl.load_workbook(source)
    sheet = book.active
    fill = PatternFill("solid", fgColor=YELLOW)
    for mark in TEN:
        sheet[mark.cell].fill = fill
        if notes:
            sheet[mark.cell].comment = Comment(mark.message + mark.remedy, "核验")
    if notes:
        listed = book.create_sheet("核验问题")
        for mark in TEN:
            listed.append(["错误", mark.code, mark.cell, mark.task, mark.column, mark.message, mark.remedy])
    book.save(out)


def fill_with_excelize(source: Path, out: Path) -> None:
    book = excelize.open_file(str(source))
    style = book.new_style(excelize.Style(fill=excelize.Fill(type="pattern", color=[YELLOW], pattern=1)))
    for mark in TEN:
        book.set_cell_style("填报", mark.cell, mark.cell, style)
    book.save_as(str(out))
    book.close()


if __name__ == "__main__":
    sys.exit(main())
