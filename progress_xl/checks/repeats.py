"""What stale-text, stale-figures and plan-as-progress share: what an entry repeats of the last period's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from progress_xl.checks.context import Context
from progress_xl.checks.due_dates import FINISHED
from progress_xl.checks.placeholders import is_placeholder
from progress_xl.checks.quotes import place_of
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.model import Entry, Statement, Submission
from progress_xl.text.likeness import MARGIN, alike, figures, letters

ROLES: tuple[Role, ...] = ("progress", "next_step")
# Fewer letters may be the same by accident: a plan «召开推进会» and the progress «召开推进会。».
_PLAN = 8
_DONE = re.compile("已|了|完毕")
# What the remedy of stale-text asks for.
_NO_NEWS = re.compile("(?:无|没有|未有|未发生)(?:任何|明显)?(?:新的?(?:进展|变化|情况|增)|变化|进展)")


class Repeat(NamedTuple):
    """An entry that repeats, in one of its roles, what was said the last time."""

    code: str
    entry: Entry
    role: Role
    before: Statement


def repeats(submission: Submission, context: Context, code: str) -> Iterator[Finding]:
    """The findings of one code; what repeats what is worked out once for all of them."""
    if not context.previous:
        return
    if "repeats" not in context.memo:
        context.memo["repeats"] = list(_repeats(submission, context))
    for repeat in context.memo["repeats"]:
        if repeat.code == code:
            value = repeat.entry.get(repeat.role)
            yield submission.finding(code, repeat.entry, repeat.role, value=value, **place_of(repeat.before))


def _repeats(submission: Submission, context: Context) -> Iterator[Repeat]:
    for entry in submission.entries:
        before = context.previous.get(entry.row, ())
        if not before or _is_finished(submission, entry):
            continue
        for role in ROLES:
            text = entry.get(role)
            if text is None or is_placeholder(text):
                continue
            said = ((_code(role, text, statement), statement) for statement in before)
            if repeat := next(((code, statement) for code, statement in said if code), None):
                yield Repeat(repeat[0], entry, role, repeat[1])


def _is_finished(submission: Submission, entry: Entry) -> bool:
    """A task that is done has no news; where the period has a target of its own, only that is done."""
    return "target" not in submission.layout.places and submission.form.status_class(entry.status) in FINISHED


def _code(role: Role, text: str, before: Statement) -> str | None:
    """What it is to say ``text`` after what was said ``before``: nothing special, or one of the three codes."""
    now, then = letters(text), letters(before.text)
    if now != then and not alike(now, then):
        return None
    same_figures = figures(text) == figures(before.text)
    if _says_more(_NO_NEWS, text, before.text):
        return None
    if before.role == role:
        return "stale-text" if same_figures else "stale-figures" if len(now) >= MARGIN else None
    handed_in = role == "progress" and before.role == "next_step" and same_figures and len(now) >= _PLAN
    return "plan-as-progress" if handed_in and not _says_more(_DONE, text, before.text) else None


def _says_more(words: re.Pattern[str], text: str, before: str) -> bool:
    """Whether a text owns to what the earlier one did not: the plan carried out (已召开推进会), or that nothing is new."""
    return len(words.findall(text)) > len(words.findall(before))
