"""What stale-text, stale-figures and plan-as-progress share: what an entry repeats of the last period's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from progress_xl.checks.context import Context
from progress_xl.checks.due_dates import FINISHED
from progress_xl.checks.placeholders import NO_NEWS, is_placeholder
from progress_xl.checks.quotes import place_of
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.messages import Words
from progress_xl.model import Entry, Statement, Submission
from progress_xl.text.likeness import MARGIN, alike, figures, letters
from progress_xl.text.mentions import mentions
from progress_xl.text.patterns import lazy

ROLES: tuple[Role, ...] = ("progress", "next_step")
# Fewer letters may be the same by accident: a plan «召开推进会» and the progress «召开推进会。».
_PLAN = 8
_DONE = re.compile("已|了|完毕")
# What a plan says of itself, and progress does not: 下一步, 将继续…; 拟于8月份….
_LEAD_IN = lazy(
    r"下一?步(?:工作)?(?:打算|计划|安排)?|下一?(?:个月|月份?|季度|阶段)|(?:计划|拟|将|打算|准备|预计){0,3}(?:[于在]\s?)?\d{1,2}月(?:份|底|[上中下]旬)?"
    r"|计划|拟|将|打算|准备|预计|继续|力争|争取|确保|我[市县区局委办]"
)

_WANTED: dict[Role, Words] = {
    "progress": Words(
        "本期情况；本期确无变化的，请写明“本期无新进展”和原因",
        "what happened in this period; if nothing did, say so and say why",
    ),
    "next_step": Words(
        "今后的打算；打算确无变化的，请写明“打算无变化”和原因",
        "what is planned from now on; if the plan has not changed, say so and say why",
    ),
}


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
            slots = {"wanted": _WANTED[repeat.role], **place_of(repeat.before)}
            yield submission.finding(code, repeat.entry, repeat.role, value=value, **slots)


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
    if _says_more(NO_NEWS, text, before.text):
        return None
    if before.role == role:
        return _stale(text, before.text)
    if role == "next_step" or _says_more(_DONE, text, before.text):
        return None
    done, planned = _LEAD_IN.sub("", text), _LEAD_IN.sub("", before.text)
    handed_in = len(letters(done)) >= _PLAN and _same_words(done, planned) and figures(done) == figures(planned)
    return "plan-as-progress" if handed_in else None


def _stale(text: str, before: str) -> str | None:
    """Of few letters other figures are news, unless they only name the time (截至7月底, 截至8月底)."""
    if not _same_words(text, before):
        return None
    if figures(text) == figures(before):
        return "stale-text"
    least = _PLAN if _without_times(text) == _without_times(before) else MARGIN
    return "stale-figures" if len(letters(text)) >= least else None


def _same_words(text: str, before: str) -> bool:
    now, then = letters(text), letters(before)
    return now == then or alike(now, then)


def _without_times(text: str) -> list[str]:
    """The figures of a text that belong to no time."""
    for found in reversed(mentions(text)):
        text = f"{text[: found.span[0]]} {text[found.span[1] :]}"
    return figures(text)


def _says_more(words: re.Pattern[str], text: str, before: str) -> bool:
    """Whether a text owns to what the earlier one did not: the plan carried out (已召开推进会), or that nothing is new."""
    return len(words.findall(text)) > len(words.findall(before))
