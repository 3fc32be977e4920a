"""What checks are told beside the submission itself."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from progress_xl.checks.copies import Copy
from progress_xl.checks.corrections import Corrections
from progress_xl.model import Match, Statement, Task
from progress_xl.text.periods import Period


@dataclass(frozen=True, slots=True)
class Context:
    """``as_of`` is the day that «overdue» is counted to, ``None`` for no time checks; ``period`` the round's.

    ``matches`` gives, by row, the master's task of each entry; ``owed`` the master's tasks that the reporting
    unit leads. Both are empty outside a roll-up, where no master says which tasks there are. ``corrections`` are the
    coordinator's to the figures of this unit. ``copies`` are, by row, the entries that another repeats; ``previous``
    what was said the last time on each entry's task. ``sense`` says whether the texts are
    read for what they say. ``memo`` holds what several checks share, worked out once.
    """

    as_of: dt.date | None = None
    period: Period | None = None
    matches: Mapping[int, Match] = field(default_factory=dict)
    owed: Sequence[Task] = ()
    corrections: Corrections = field(default_factory=Corrections)
    copies: Mapping[int, Copy] = field(default_factory=dict)
    previous: Mapping[int, Sequence[Statement]] = field(default_factory=dict)
    sense: bool = True
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
