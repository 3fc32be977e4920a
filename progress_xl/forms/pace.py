"""How a form's goals are judged against the time gone."""

from dataclasses import dataclass
from typing import Literal, get_args

Curve = Literal["straight", "steps", "at-end"]
CURVES: tuple[Curve, ...] = get_args(Curve)


@dataclass(frozen=True, slots=True)
class Pace:
    """The line on which a year's goal is to be reached, and how far below it is behind.

    ``curve``: ``straight``, a straight line; ``steps``, the period's own target where a row has one, else the line;
    ``at-end``, none: goals are judged when their time is up. ``tolerance`` is a share of the goal; it no longer counts
    when the time is up. Ten points is what Yinchuan wrote down in 2025 (the study's filling rules, section 2).
    """

    curve: Curve = "straight"
    tolerance: float = 0.10
