"""Scores figures and deadlines against labelled phrases and prints a confusion table for each file.

    python tests/benchmarks/score_labels.py                           the study's labels, ../shared/labels
    python tests/benchmarks/score_labels.py MY.jsonl MY.tsv --misses  these files, with what went wrong

A .jsonl file holds pairs of a task and its progress, a .tsv file deadline phrases; the README beside the study's labels
explains their fields. Where a pair has several goals of one value and unit, its records are taken in their order.
Ambiguous records stand in a table of their own. The exit code is 1 if a goal is missed.
"""

import argparse
import csv
import datetime as dt
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import progress_xl as px

STUDY = Path(__file__).parents[3] / "shared" / "labels"
Record = dict[str, Any]


@dataclass
class Table:
    """How often each label got each answer, the shares that count, and the records answered wrong."""

    title: str
    cells: Counter[tuple[str, str]]
    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    @property
    def met(self) -> bool:
        return all(share >= least for share, least in self.shares.values())

    def lines(self) -> Iterable[str]:
        answers = sorted({answer for _, answer in self.cells})
        yield f"{self.title}: {sum(self.cells.values())} records"
        yield f"  {'label':<16}" + "".join(f"{answer:>20}" for answer in answers)
        for label in sorted({label for label, _ in self.cells}):
            yield f"  {label:<16}" + "".join(f"{self.cells[label, answer]:>20}" for answer in answers)
        for name, (share, least) in self.shares.items():
            yield f"  {name:<44}{share:>8.3f}   at least {least:.2f}   {'met' if share >= least else 'MISSED'}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, default=[STUDY / "quantities.jsonl", STUDY / "deadlines.tsv"])
    parser.add_argument("--misses", action="store_true", help="print each record that was answered wrong")
    options = parser.parse_args()
    tables = [table for path in options.files for table in score(path)]
    for table in tables:
        print("\n".join(table.lines()))
        if options.misses:
            print("\n".join(f"    {miss}" for miss in table.misses))
    return 0 if all(table.met for table in tables) else 1


def score(path: Path) -> list[Table]:
    """Tables of a file of labels, by its suffix."""
    if path.suffix == ".jsonl":
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        _number(records)
        clear = [record for record in records if not record.get("ambiguous")]
        unclear = [record for record in records if record.get("ambiguous")]
        return [score_figures(path.name, clear), _without_goals(score_figures(f"{path.name}, ambiguous", unclear))]
    with path.open(encoding="utf-8", newline="") as file:
        return [score_deadlines(path.name, list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:])]


def _number(records: Iterable[Record]) -> None:
    """Give each record its ``place`` among those of its pair with one value and unit."""
    asked: Counter[tuple[str, str, float | None, str]] = Counter()
    for record in records:
        key = (record["target_text"], record["progress_text"], record["target"], record["unit"])
        record["place"] = asked[key]
        asked[key] += 1


def _without_goals(table: Table) -> Table:
    table.shares.clear()
    return table


def score_figures(title: str, records: Sequence[Record]) -> Table:
    """A goal is found by its value and unit; its figure is right when it is the labelled one, in the goal's unit."""
    table = Table(title, Counter())
    for record in records:
        label, answer = _label_of(record), _answer_to(record)
        table.cells[label, answer] += 1
        if answer not in _RIGHT[label]:
            table.misses.append(
                f"{record['id']} {label} -> {answer}: {record['target_text']} | {record['progress_text']}"
            )
    cells = table.cells
    right, all_said = cells["comparable", "right figure"], _sum(cells, answers=("right figure", "other figure"))
    with_goal = _sum(cells, labels=("comparable", "not comparable"))
    table.shares = {
        "precision of comparable with the right figure": (_share(right, all_said), 0.97),
        "recall of comparable with the right figure": (_share(right, _sum(cells, labels=("comparable",))), 0.85),
        "goal found where there is one": (
            1 - _share(_sum(cells, answers=("goal not found",)), with_goal, empty=0.0),
            0.95,
        ),
        "no goal where there is none": (_share(cells["no goal", "no goal"], _sum(cells, labels=("no goal",))), 0.95),
    }
    return table


_RIGHT = {
    "comparable": ("right figure",),
    "not comparable": ("not comparable",),
    "no goal": ("no goal",),
}


def _label_of(record: Record) -> str:
    if record["target"] is None:
        return "no goal"
    return "comparable" if record["comparable"] else "not comparable"


def _answer_to(record: Record) -> str:
    found = px.compare_figures(record["target_text"], record["progress_text"])
    if record["target"] is None:
        return "a goal" if found else "no goal"
    goals = [each for each in found if _same(each.goal, record["target"]) and each.unit == record["unit"]]
    if not goals:
        return "goal not found"
    goal = goals[min(record["place"], len(goals) - 1)]
    if not goal.comparable:
        return "not comparable"
    return "right figure" if _same(goal.actual, record["actual"]) else "other figure"


def _same(found: float | None, labelled: float | None) -> bool:
    return found is not None and labelled is not None and math.isclose(found, labelled, rel_tol=1e-6)


def score_deadlines(title: str, rows: Sequence[Sequence[str]]) -> Table:
    """Right is the labelled date or word; where the label has no report date, nothing can be asked."""
    table = Table(title, Counter())
    for phrase, reported, due, *_ in rows:
        if reported == "unknown":
            continue
        found = px.parse_deadline(phrase, on=dt.date.fromisoformat(reported))
        said = found.date.isoformat() if found.date else found.kind
        table.cells[_kind_of(due), "right" if said == due else f"wrong {_kind_of(said)}"] += 1
        if said != due:
            table.misses.append(f"{phrase} ({reported}): {due} -> {said}")
    total = sum(table.cells.values())
    table.shares = {
        "right": (_share(_sum(table.cells, answers=("right",)), total), 0.97),
        "without a wrong date": (1 - _share(_sum(table.cells, answers=("wrong date",)), total, empty=0.0), 0.99),
    }
    return table


def _kind_of(due: str) -> str:
    return due if due in ("ongoing", "unknown") else "date"


def _sum(cells: Counter[tuple[str, str]], *, labels: Sequence[str] = (), answers: Sequence[str] = ()) -> int:
    return sum(n for (label, answer), n in cells.items() if label in labels or answer in answers)


def _share(part: int, whole: int, *, empty: float = 1.0) -> float:
    return part / whole if whole else empty


if __name__ == "__main__":
    sys.exit(main())
