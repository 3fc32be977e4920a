"""Hand-made comparisons of figures, so that the checks on them do not hang on how texts are understood."""

import re
from typing import Any

import pytest

from progress_xl.text.figures import Comparison

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(.*)")


def comparison(task: str, goal: str, progress: str = "", actual: str | None = None, **given: Any) -> Comparison:
    """A comparison of the figure ``goal`` («40亿元») inside a task's text with ``actual`` inside a progress text."""
    number, unit = _parts(goal)
    given = {"goal_max": None, "bound": None, "kind": None, "measure": "", **given}
    if actual is not None:
        given |= {"actual": _parts(actual)[0], "actual_span": _span(progress, actual)}
    return Comparison(unit=unit, goal=number, goal_span=_span(task, goal), **given)


def known(patch: pytest.MonkeyPatch, *figures: tuple[str, str | None] | tuple[str, str | None, dict[str, Any]]) -> None:
    """Let these goals, and what is reached of each, be all that anybody finds in any text."""

    def compare(task: str, progress: str) -> list[Comparison]:
        return [
            comparison(
                task, goal, progress, actual if actual and actual in progress else None, **(more[0] if more else {})
            )
            for goal, actual, *more in figures
            if goal in task
        ]

    patch.setattr("progress_xl.checks.goals.compare_figures", compare)


def _parts(figure: str) -> tuple[float, str]:
    found = _FIGURE.fullmatch(figure)
    assert found, figure
    return float(found[1]), found[2]


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)
