"""target-met: the text says that the goal is met, while the status still says on pace or behind."""

from collections.abc import Iterator, Sequence

from progress_xl.checks.context import Context
from progress_xl.checks.goals import ADMITS, JudgedGoal, claim, claims, judged_by_row
from progress_xl.findings import Finding
from progress_xl.forms import StatusClass
from progress_xl.messages import Words
from progress_xl.model import Entry, Submission
from progress_xl.text.pace import accumulates, quote
from progress_xl.text.patterns import lazy

BETTER: tuple[StatusClass, ...] = ("done", "ahead")
_WHOLLY = r"(?:全部|全面|提前|超额|圆满|如期|顺利)"
_SOONER = r"提前(?:[半一两二三四五六七八九十\d]{1,3}个?(?:年|月|季度|多月|天))?"
_WHOLE = r"(?=\s{0,4}(?:[,，。;；、！!)）\n]|[(（](?![^)）]{0,12}[%％成半])|并|且|$))"
# «已完成年度目标任务分解», «…过半», «…的八成» say something else; a plan of work may only have been written.
_SAID = lazy(
    rf"(?:已(?:于[^,，。;；\n]{{1,8}}?)?|均|全部|{_SOONER}|超额)(?:经|{_SOONER}|{_WHOLLY}){{0,3}}(?:完成|达到|实现|超过|超额完成)了?"
    r"(?:全年|年度|年初|年内|当年|[12]\d{3}年度?)(?:既定|确定|下达|预定|任务|目标|工作|指标|计划){1,5}+(?:[数量值])?(?<!工作计划)"
    rf"{_WHOLE}"
    rf"|(?:全年|年度)(?:目标|任务|指标|目标任务)(?:任务)?(?:已|均已)(?:全部|全面|提前|超额|如期)?(?:完成|达到|实现){_WHOLE}"
)
_NOT_YET = lazy(
    r"预计|力争|确保|争取|有望|计划|[将可拟能未没]|无法|目标是|如果|若|督促|督导|推动|促进|要求|保证|保障|去年|上年|往年"
)
# Of several, only some: 其中3个县, 12项指标中8项; so many without «all» (3个县已完成).
_SOME = lazy(r"其中|部分|个别|多数|中有?[\d一二两三四五六七八九十]")
_SO_MANY, _ALL = lazy(r"[\d一二两三四五六七八九十][个家项所条户县区市][^,，。;；\n]{0,8}$"), lazy(r"[均都]|全部")
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")
_CLAUSE = lazy(r"[,，。;；\n]")
_LOOK_BACK = 24


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    goals = judged_by_row(submission, context)
    period = context.period or submission.period
    for entry in submission.entries:
        if not _could_say_more(submission, entry):
            continue
        evidence = _evidence(submission, entry, goals.get(entry.row, ()), period.year if period else None)
        if evidence:
            goal, goal_cell, actual = evidence
            yield submission.finding(
                "target-met",
                entry,
                "status",
                value=entry.status,
                condition=claims(submission, *ADMITS, "on-pace"),
                goal=goal,
                goal_cell=goal_cell,
                actual=actual,
                actual_cell=submission.cell(entry, "progress"),
                status=entry.status,
            )


def _could_say_more(submission: Submission, entry: Entry) -> bool:
    """是 on a form that knows no better word can stay; 否, 滞后 and 序时推进 beside 已完成 cannot."""
    said = claim(submission, entry)
    return said in ADMITS or (said == "on-pace" and bool(submission.form.words_for(*BETTER)))


def _evidence(
    submission: Submission, entry: Entry, goals: Sequence[JudgedGoal], year: int | None
) -> tuple[str, str | Words | None, str] | None:
    """The goal, its cell, and the words that say it is met: the text's own, else its figures, if all are met."""
    judged = [goal for goal in goals if not goal.ignored and goal.role == _judged_role(submission)]
    said = said_to_be_met(entry.progress or "", year)
    met = _met(judged, called=said is not None)
    if met is not None:
        figures = met.said_of_actual
        words = figures if not said or said in figures else f"{figures}，{said}"
        return met.said_of_goal, met.cell_of_goal(submission), words
    return (quote(entry.task or "", (0, 1)), submission.cell(entry, "task"), said) if said else None


def _met(goals: Sequence[JudgedGoal], *, called: bool) -> JudgedGoal | None:
    """The goal whose figure shows it: any that is met where the text calls the goal met, else the last of all."""
    met = [goal for goal in goals if goal.verdict == "met" and (called or goal.read.reached or _is_final(goal))]
    told = [goal for goal in met if called or goal.read.reached]
    return told[0] if told else met[-1] if goals and len(met) == len(goals) else None


def said_to_be_met(text: str, year: int | None = None) -> str | None:
    """The clause of ``text`` that says the year's goal is met («已完成年度目标任务»).

    Not one that hopes so, tells it of some among several, of what belongs to the goal (任务分解) or of a year other than
    ``year``.
    """
    if "年" not in text:
        return None
    for found in _SAID.finditer(text):
        before = _CLAUSE.split(text[max(0, found.start() - _LOOK_BACK) : found.start()])[-1]
        some = _SOME.search(before) or (_SO_MANY.search(before) and not _ALL.search(before[-2:] + found[0]))
        others = any(year not in (None, int(other)) for other in _YEAR.findall(before + found[0]))
        if not (some or others or _NOT_YET.search(before)):
            return quote(text, found.span())
    return None


def _judged_role(submission: Submission) -> str:
    """The column that the status is about: the period's target, where the form has one."""
    return "target" if "target" in submission.layout.places else "task"


def _is_final(goal: JudgedGoal) -> bool:
    """Whether a goal that is met stays met: a rate may fall again before its time is up."""
    return goal.elapsed >= 1 or goal.read.kind == "total" or accumulates(goal.read, goal.text)
