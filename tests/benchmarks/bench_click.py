"""Times a click as whole processes, in turns: what its imports cost beside xlwings', and what checking 300 rows adds.

    python tests/benchmarks/bench_click.py            nine turns
    python tests/benchmarks/bench_click.py --turns 3

Four kinds of process take turns: one that imports xlwings alone; one that imports, too, all that a click on 校验本表
imports; one that opens a sheet of 300 rows in the recording engine; and one that opens it and clicks. Compared are the
least processor seconds of each, which other work on the machine disturbs least. The engine stands in for Excel, so the
calls that would have crossed to Excel are counted beside. The exit code is 1 if a goal is missed.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = 300
IMPORTS_SHARE, CHECK_SECONDS = 0.15, 0.3

XLWINGS = "import xlwings"
CLICK = f"""{XLWINGS}
from progress_xl.excel import ribbon, filling, settings
from progress_xl.reading import open_book
from progress_xl import validation
"""
OPENED = """
import sys
from tests.engines import recording
from tests.engines.fixtures import live
from progress_xl.excel import ribbon
with live("recording", recording.Office()) as engine:
    engine.open(sys.argv[1])
    engine.calls.clear()
"""
CLICKED = f"""{OPENED}
    ribbon.check_sheet()
    print(len(engine.calls), len(engine.alerts), file=sys.stderr)
    assert "300行" in engine.alerts[0][1], engine.alerts
"""
KINDS: Mapping[str, str] = {"xlwings": XLWINGS, "imports": CLICK, "opened": OPENED, "clicked": CLICKED}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=9)
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        sheet = _sheet(Path(folder) / "填报.xlsx")
        compiled = str(Path(folder) / "compiled")
        calls = [_run(script, sheet, compiled) for script in KINDS.values()][-1].stderr.split()[0]
        seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
        for _ in range(turns):
            for kind, script in KINDS.items():
                seconds[kind].append(_processor_seconds(script, sheet, compiled))
    return _report({kind: min(taken) for kind, taken in seconds.items()}, seconds, calls)


def _sheet(path: Path) -> Path:
    """A form of 300 rows, every tenth with a fault."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "填报"
    sheet.append(["市水务局2026年7月重点工作进展"])
    sheet.append(["序号", "任务", "责任单位", "完成时限", "进展情况（200字以内）", "完成情况", "未完成原因"])
    for number in range(1, ROWS + 1):
        said = None if number % 10 == 0 else f"第{number}项已组织专题调度{number % 7}次，累计完成投资{number}万元。"
        sheet.append([number, f"建成第{number}座泵站", "市水务局", "2026年12月底前", said, "序时推进", "无"])
    sheet.merge_cells("A1:G1")
    book.save(path)
    return path


def _processor_seconds(script: str, sheet: Path, compiled: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(script, sheet, compiled)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(script: str, sheet: Path, compiled: str) -> subprocess.CompletedProcess[str]:
    """Modules are compiled once, as in an installed package, wherever this Python would keep them."""
    command = [sys.executable, "-c", script, str(sheet)]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environ["PYTHONPYCACHEPREFIX"] = compiled
    return subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)


def _report(least: Mapping[str, float], seconds: Mapping[str, Sequence[float]], calls: str) -> int:
    for kind, taken in seconds.items():
        print(f"{kind:8} least {min(taken):.3f} s, median {statistics.median(taken):.3f} s, most {max(taken):.3f} s")
    share = least["imports"] / least["xlwings"] - 1
    check = least["clicked"] - least["opened"] - (least["imports"] - least["xlwings"])
    print(f"imports beside xlwings' own: {share:+.1%} (goal: at most {IMPORTS_SHARE:+.0%})")
    print(f"checking {ROWS} rows beyond that: {check:.3f} s (goal: at most {CHECK_SECONDS} s); {calls} calls to Excel")
    return 0 if share <= IMPORTS_SHARE and check <= CHECK_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
