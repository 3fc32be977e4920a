"""Times the roll-up of many workbooks against the plain pandas loop, and checking against a bare read.

    python tests/benchmarks/bench_rollup.py            300 workbooks of 40 rows and 7 columns, texts of 150 characters
    python tests/benchmarks/bench_rollup.py --quick    a small round, to see that the benchmark itself works

The goals are for the checks of form and time, ``sense=False``; what reading the texts adds is printed beside them.

Every job runs in a fresh process, the jobs take turns, and medians are compared. Importing the top package stands
outside the time of each job, the creation of the files as well. The exit code is 1 if a goal is missed.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

AS_OF, DUE = date(2022, 7, 31), date(2022, 8, 5)
PERIOD = "2022-07"
TEXT_LENGTH = 150
HEADINGS = ("单位", "工作任务", "时限要求", "进展情况", "下个月工作计划", "是否达到序时进度", "备注")
DEADLINES = ("长期推进", "2022年12月底前", "2024年12月底前")
NEAR_DEADLINES = ("2022年6月底前", "2022年8月15日前")
FIRST = "云柳石双临长凤白清东南西北高平安宁永新大小上下前后青紫金银玉铜铁松竹梅兰桃杏荷桂枫桐"
LAST = "岭溪门桥江乐栖沙河山坪坝塘湾岛洲港口渡关店庄屯堡寨沟坡岗原野林泉湖海井台阁亭园圃圩"
KINDS = ("镇政府", "街道办事处")
PHRASES = (
    "组织召开专题调度会议",
    "走访企业了解用工需求",
    "现场核查管网改造点位",
    "逐项建立问题清单台账",
    "开展业务培训和政策宣讲",
    "会同有关部门联合督导",
    "督促施工单位加快进度",
    "完善资料归集整理工作",
    "协调解决用地手续问题",
    "做好汛期安全隐患排查",
    "推进社区食堂规范运营",
    "落实专人跟踪服务机制",
    "对接金融机构开展授信",
    "更新公共停车泊位信息",
    "完成阶段性验收准备",
)


@dataclass(frozen=True)
class Goal:
    """A measured figure and the most it may be."""

    name: str
    value: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.value <= self.limit


def make_round(home: Path, files: int, rows: int, seed: int) -> None:
    """Writes the master, the expected units and one workbook a unit, as Excel saves them (shared strings)."""
    rng = random.Random(seed)
    units = rng.sample([f"{first}{last}{kind}" for first in FIRST for last in LAST for kind in KINDS], files)
    submissions = [_submission(rng, unit, 1 + place * rows, rows) for place, unit in enumerate(units)]
    _folder(home).mkdir(parents=True)
    for unit, lines in zip(units, submissions, strict=True):
        _write(_folder(home) / f"{unit}.xlsx", lines)
    _expected(home).write_text("\n".join(units), encoding="utf-8")
    _write(_master(home), [[*line[:3], "", "", "", ""] for lines in submissions for line in lines])


def _submission(rng: random.Random, unit: str, first: int, rows: int) -> list[list[str]]:
    """Rows of one unit; one in a hundred lacks its plan, one in fifty is due or overdue."""
    return [
        [
            unit,
            f"{number}.{_text(rng)}",
            rng.choice(DEADLINES if rng.random() > 0.02 else NEAR_DEADLINES),
            _text(rng),
            _text(rng) if rng.random() > 0.01 else "",
            rng.choice("是是是否"),
            "",
        ]
        for number in range(first, first + rows)
    ]


def _text(rng: random.Random) -> str:
    text = "，".join(f"{phrase}{rng.randint(2, 480)}项" for phrase in rng.choices(PHRASES, k=14))
    return text[: TEXT_LENGTH - 1] + "。"


def _write(path: Path, lines: Sequence[Sequence[str]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("填报表")
        wrapped = book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})
        sheet.set_column(1, 4, 40)
        for row, line in enumerate([HEADINGS, *lines]):
            for column, value in enumerate(line):
                sheet.write_string(row, column, value, wrapped) if value else sheet.write_blank(
                    row, column, None, wrapped
                )


def run_pandas(home: Path) -> Callable[[], object]:
    """What people write today: read every file, put the rows together, write them."""
    import pandas as pd

    def merge() -> None:
        frames = [pd.read_excel(path, engine="openpyxl") for path in _files(home)]
        pd.concat(frames, ignore_index=True).to_excel(home / "pandas.xlsx", index=False)

    return merge


def run_rollup(home: Path, *, sense: bool = False) -> Callable[[], object]:
    """A new master, with its ledger, findings and records; imports are done before, as pandas' are."""
    from progress_xl import rollup as roll_up

    master = home / "rollup" / _master(home).name
    master.parent.mkdir(exist_ok=True)
    master.unlink(missing_ok=True)

    def rollup() -> None:
        result = roll_up([_folder(home)], master=master, expected=_expected(home), due=DUE, as_of=AS_OF, sense=sense)
        if len(result.ledger) != len(_files(home)):
            raise SystemExit(f"the roll-up has {len(result.ledger)} units, not {len(_files(home))}")

    return rollup


def run_calamine(home: Path) -> Callable[[], object]:
    """The cells of every file and nothing else."""
    from python_calamine import CalamineWorkbook

    def read() -> None:
        for path in _files(home):
            CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()

    return read


def run_checks(home: Path, *, sense: bool = False) -> Callable[[], object]:
    """Our reading and checking of every file; the first file is done before, for the imports."""
    import progress_xl as px

    px.validate(_files(home)[0], period=PERIOD, as_of=AS_OF, sense=sense)

    def check() -> None:
        for path in _files(home):
            px.validate(path, period=PERIOD, as_of=AS_OF, sense=sense)

    return check


JOBS: dict[str, Callable[[Path], Callable[[], object]]] = {
    "pandas": run_pandas,
    "rollup": run_rollup,
    "calamine": run_calamine,
    "checks": run_checks,
    "rollup, texts read": partial(run_rollup, sense=True),
    "checks, texts read": partial(run_checks, sense=True),
}
LABELS = {
    "pandas": "(a) pandas: read_excel, concat, to_excel",
    "rollup": "(b) px.rollup: checks and written master",
    "calamine": "(c) bare calamine read",
    "checks": "(d) px.validate of every file",
    "rollup, texts read": "(e) px.rollup, the texts read as well",
    "checks, texts read": "(f) px.validate, the texts read as well",
}


def measure(job: str, home: Path) -> dict[str, float]:
    """Seconds and peak megabytes of one job, run in this process."""
    work = JOBS[job](home)
    begin = time.perf_counter()
    work()
    return {"seconds": time.perf_counter() - begin, "megabytes": _peak_megabytes()}


def _peak_megabytes() -> float:
    try:
        import resource
    except ImportError:  # Windows has none; the goal is checked elsewhere
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def in_fresh_process(*arguments: object) -> Any:
    """Runs this script in a new process; what it prints is JSON.

    This process stays small for a reason: on Linux the peak of a child begins at the size of its parent.
    """
    command = [sys.executable, __file__, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout or "null")


def compare(home: Path, repeats: int) -> dict[str, float]:
    """Median seconds of each job, the jobs taking turns."""
    rounds = [{job: in_fresh_process("--job", job, home)["seconds"] for job in JOBS} for _ in range(repeats)]
    return {job: statistics.median(seconds[job] for seconds in rounds) for job in JOBS}


def goals(seconds: dict[str, float], megabytes: float, memory_files: int) -> Iterator[Goal]:
    yield Goal("b/a  roll-up to pandas", seconds["rollup"] / seconds["pandas"], 0.25)
    yield Goal("d/c  checks to bare read", seconds["checks"] / seconds["calamine"], 3.0)
    yield Goal(f"peak memory of rolling up {memory_files:,} files", megabytes, 300.0, " MB")


def benchmark(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        in_fresh_process("--make", small, options.files, options.rows, options.seed)
        seconds = compare(small, options.repeats)
        in_fresh_process("--make", large, options.memory_files, options.rows, options.seed)
        megabytes = in_fresh_process("--job", "rollup", large)["megabytes"]
    print(f"{options.files} workbooks, {options.rows} rows, medians of {options.repeats}")
    for job, label in LABELS.items():
        print(f"  {label:<44}{seconds[job]:8.2f} s")
    results = list(goals(seconds, megabytes, options.memory_files))
    for goal in results:
        verdict = "met" if goal.met else "MISSED"
        print(f"  {goal.name:<44}{goal.value:8.2f}{goal.unit}  goal {goal.limit:g}{goal.unit}: {verdict}")
    return 0 if all(goal.met for goal in results) else 1


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="30 workbooks, 60 for the memory, one repeat")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--memory-files", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--make", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--job", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.quick:
        options.files, options.memory_files, options.repeats = 30, 60, 1
    return options


def main() -> int:
    options = parse()
    if options.make:
        home, *numbers = options.make
        make_round(Path(home), *map(int, numbers))
        return 0
    if options.job:
        job, home = options.job
        print(json.dumps(measure(job, Path(home))))
        return 0
    return benchmark(options)


def _folder(home: Path) -> Path:
    return home / "报送"


def _files(home: Path) -> list[Path]:
    return sorted(_folder(home).iterdir())


def _expected(home: Path) -> Path:
    return home / "应报单位.txt"


def _master(home: Path) -> Path:
    return home / "总表2022年7月.xlsx"


if __name__ == "__main__":
    raise SystemExit(main())
