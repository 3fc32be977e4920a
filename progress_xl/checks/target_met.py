"""target-met: the text says that the goal is met, while the status still says on pace or behind."""

from collections.abc import Iterator, Sequence

from progress_xl.checks.context import Context
from progress_xl.checks.goals import ADMITS, JudgedGoal, claim, claims, judged_by_row
from progress_xl.findings import Finding
from progress_xl.forms import StatusClass
from progress_xl.model import Entry, Submission
from progress_xl.text.pace import accumulates, quote
from progress_xl.text.patterns import lazy

BETTER: tuple[StatusClass, ...] = ("done", "ahead")
_SAID = lazy(
    r"(?:已|均|全部|提前|超额)(?:经|全部|全面|提前|超额|圆满|如期|顺利){0,3}(?:完成|达到|实现|超过|超额完成)了?"
    r"(?:全年|年度|年初|年内|当年|[12]\d{3}年度?)(?:既定|确定|下达|预定|任务|目标|工作|指标|计划){1,5}+(?!的|[^,，。;；\n]{0,3}[\d八九七六五四三])"
    r"|(?:全年|年度)(?:目标|任务|指标|目标任务)(?:任务)?(?:已|均已)(?:全部|全面|提前|超额|如期)?(?:完成|达到|实现)"
)
_NOT_YET = lazy(r"预计|力争|确保|争取|有望|计划|[将可拟能未]|目标是|如果|若")
_CLAUSE = lazy(r"[,，。;；\n]")
_LOOK_BACK = 24


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    goals = judged_by_row(submission, context)
    for entry in submission.entries:
        if not _could_say_more(submission, entry):
            continue
        evidence = _evidence(submission, entry, goals.get(entry.row, ()))
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


def _evidence(submission: Submission, entry: Entry, goals: Sequence[JudgedGoal]) -> tuple[str, str | None, str] | None:
    """The goal, its cell, and the words that say it is met: the text's own, else its figures, if all are met."""
    judged = [goal for goal in goals if not goal.ignored and goal.role == _judged_role(submission)]
    said = said_to_be_met(entry.progress or "")
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


def said_to_be_met(text: str) -> str | None:
    """The clause of ``text`` that says the year's goal is met («已完成年度目标任务»); not one that hopes so."""
    if "年" not in text:
        return None
    for found in _SAID.finditer(text):
        before = _CLAUSE.split(text[max(0, found.start() - _LOOK_BACK) : found.start()])[-1]
        if not _NOT_YET.search(before):
            return quote(text, found.span())
    return None


def _judged_role(submission: Submission) -> str:
    """The column that the status is about: the period's target, where the form has one."""
    return "target" if "target" in submission.layout.places else "task"


def _is_final(goal: JudgedGoal) -> bool:
    """Whether a goal that is met stays met: a rate may fall again before its time is up."""
    return goal.elapsed >= 1 or goal.read.kind == "total" or accumulates(goal.read, goal.text)
