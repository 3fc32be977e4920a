"""Times the reading of figures: 10,000 pairs of a task and its progress, 150 characters each, on one core.

    python tests/benchmarks/bench_text.py            10,000 pairs
    python tests/benchmarks/bench_text.py --quick    300 pairs, to see that the benchmark itself works

Compared in the same run with the standard library's own comparison of two texts (difflib), and with longer texts, whose
time must grow as their length. The import is timed in fresh processes, less that of an empty interpreter with the
standard modules it needs. The exit code is 1 if a goal is missed.
"""

import argparse
import difflib
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from progress_xl.text.figures import compare_figures

LENGTH = 150
NAMES = (
    ("新建农村公路", "公里", "已建成农村公路"),
    ("改造老旧小区", "个", "已完成改造老旧小区"),
    ("建设高标准农田", "万亩", "高标准农田已建成"),
    ("城镇新增就业", "人", "城镇新增就业"),
    ("新认定高新技术企业", "家", "组织申报高新技术企业"),
    ("技术合同成交额达到", "亿元", "技术合同成交额"),
    ("新增养老床位", "张", "新增养老床位"),
)
FILLING = (
    "组织召开专题调度会议，逐项建立问题清单台账",
    "会同有关部门开展联合督导，督促施工单位加快进度",
    "走访企业了解用工需求，落实专人跟踪服务",
    "完善资料归集整理，协调解决用地手续问题",
    "制定印发年度实施方案，明确责任单位和完成时限",
)
Pair = tuple[str, str]


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true")
    goals = benchmark(300 if parser.parse_args().quick else 10_000)
    for goal in goals:
        verdict = "met" if goal.met else "MISSED"
        print(f"{goal.name:<60}{goal.value:>9.2f}{goal.unit:<4} at most {goal.limit:g}{goal.unit}  {verdict}")
    return 0 if all(goal.met for goal in goals) else 1


def benchmark(count: int) -> list[Goal]:
    rng = random.Random(5)
    pairs = [make_pair(rng, LENGTH) for _ in range(count)]
    long = [make_pair(rng, 10 * LENGTH) for _ in range(count // 10)]
    figures, library = timed(compare_figures, pairs), timed(_difflib, pairs[: count // 10]) * 10
    empty, imported = (
        _fresh("import re, dataclasses, typing, functools, unicodedata"),
        _fresh("import progress_xl.text.figures"),
    )
    return [
        Goal(f"figures of {count:,} pairs of {LENGTH} characters", figures, 3.0 * count / 10_000, " s"),
        Goal("figures to difflib over the same pairs", figures / library, 2.0),
        Goal("ten times longer texts, one tenth of them", timed(compare_figures, long) / figures, 2.0),
        Goal("import of progress_xl.text.figures", 1000 * (imported - empty), 30.0, " ms"),
    ]


def make_pair(rng: random.Random, length: int) -> Pair:
    """A task of one or two goals and a progress with a figure for each, in filling of which a tenth has figures too."""
    tasks, done = [], []
    for name, unit, reached in rng.sample(NAMES, rng.choice((1, 1, 2))):
        tasks.append(f"{name}{rng.randint(20, 900)}{unit}")
        done.append(f"{reached}{rng.randint(20, 900)}{unit}，占年度任务的{rng.randint(20, 120)}%")
    return _filled(rng, tasks, length), _filled(rng, done, length)


def _filled(rng: random.Random, parts: list[str], length: int) -> str:
    while sum(map(len, parts)) + len(parts) < length:
        extra = f"{rng.randint(2, 40)}次" if rng.random() < 0.1 else ""
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(FILLING) + extra)
    return "；".join(parts)[:length]


def timed(job: Callable[[str, str], object], pairs: Sequence[Pair]) -> float:
    """Seconds of processor time for all pairs: the best of three runs, so that other processes count little."""
    return min(_once(job, pairs) for _ in range(3))


def _once(job: Callable[[str, str], object], pairs: Sequence[Pair]) -> float:
    start = time.process_time()
    for place, (task, progress) in enumerate(pairs):
        # A text never read before: no answer comes from a cache of an earlier run.
        job(f"{task}{start}{place}甲", f"{progress}{start}{place}乙")
    return time.process_time() - start


def _difflib(task: str, progress: str) -> float:
    return difflib.SequenceMatcher(None, task, progress, autojunk=False).ratio()


def _fresh(statement: str) -> float:
    """Processor seconds of a fresh interpreter that runs a statement: the least of eleven, so that others count little."""
    script = f"{statement}\nimport time\nprint(time.process_time())"
    command = [sys.executable, "-c", script]
    return min(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(11))


if __name__ == "__main__":
    sys.exit(main())
