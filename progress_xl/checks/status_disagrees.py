"""status-disagrees: the status says done or on pace, while the text says in so many words that it is not."""

from collections.abc import Iterator, Sequence

from progress_xl.checks.behind_pace import lagging
from progress_xl.checks.context import Context
from progress_xl.checks.formulas import beside
from progress_xl.checks.goals import JudgedGoal, claim, claims, judged_by_row, while_written
from progress_xl.findings import Finding
from progress_xl.forms import StatusClass
from progress_xl.model import Entry, Submission
from progress_xl.text.pace import accumulates, quote
from progress_xl.text.patterns import lazy

_Words = tuple[str, str]
"""What is told, with the clause around it, and what stands in the cell itself."""

CLAIMS: tuple[StatusClass, ...] = ("done", "ahead", "on-pace")

_END = r"(?=\s{0,4}(?:[,，。;；、!！)）\n]|$))"
_YET = r"(?:尚|还|仍|暂|均|都|目前|至今|仍然|尚且|暂时)?"
# A delay named as such. «滞后的», «滞后问题整改» speak of other things.
_LATE = lazy(
    r"(?:进展|进度|推进|工作|建设|总体|整体)(?:情况)?(?:相对|较为|明显|严重|总体|整体|略有|有所|稍有|较|略|偏|稍)?(?:滞后|缓慢|迟缓|偏慢|落后)"
    rf"(?:于?(?:序时|时序)进度|于?计划)?{_END}"
    r"|(?:滞|落)后于?(?:序时|时序)(?:进度)?|(?:慢|低|落后)于(?:序时|时序)进度|欠进度"
    rf"|未(?:能)?(?:达到?|完成|跟上|赶上)(?:[^,，。;；\n]{{0,6}})?(?:序时|时序)(?:进度|目标|任务)?{_END}"
    rf"|未(?:能)?(?:按时|按期|如期|按计划|按进度|及时)(?:完成|启动|开工|推进){_END}"
    rf"|未(?:能)?(?:完成|达到?|实现)(?:[^,，。;；、\n]{{0,6}})?(?:年度|全年|季度|本季|当月|本月|月度|半年|阶段|预期|既定)(?:[^,，。;；、\n]{{0,4}})?(?:目标|任务|计划|要求)(?:任务)?{_END}"
)
# The whole task not begun: nothing but it and its cause stands in the sentence.
_NOT_BEGUN = lazy(
    rf"(?:^|[。；;\n])\s{{0,4}}(?:\d{{1,3}}[.、．]\s{{0,4}})?(?:(?:因|由于|受)[^,，。;；\n]{{2,24}}[,，])?(?:截至目前|目前|本月|本季度|当前)?[,，]?(?:该|本|此)?(?:项)?(?:工作|项目|任务|工程|事项)?"
    rf"{_YET}未(?:启动|开工|开展|开始|动工|实施)(?:建设|施工|实施)?(?=\s{{0,4}}(?:[,，。;；!！\n]|$))"
)
# Under «done» a part that is not done is enough.
_NOT_DONE = lazy(
    rf"(?:尚|还|仍|暂|目前|至今|均)未(?:能)?(?:全部|全面|正式|按时|按期)?(?:完成|完工|竣工|建成|启动|开工|开展|达到|达标|到位|办结|通过验收|验收)"
    rf"(?:[^,，。;；、的\n]{{0,10}})?{_END}"
    rf"|(?<![无没有])未(?:完成|完工|竣工|建成|启动|开工|办结|达标){_END}"
)
_ELSEWHERE = lazy(
    r"(?:对|针对|督促|督导|督办|约谈|排查|通报|责令|杜绝|防止|避免|如果?|若|凡)[^,，。;；\n]*$|上[月年季]|去年|同期"
)


# «一所幼儿园进度滞后»: the rest may well be on pace.
_A_PART = lazy(r"[一二两三四五六七八九十\d][所处个条项座段家户]|部分|个别|少数")
_CLAUSE = lazy(r"[,，。;；(（\n]")
_LOOK_BACK = 20


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    goals = judged_by_row(submission, context)
    for entry in submission.entries:
        said = claim(submission, entry)
        if said not in CLAIMS or not entry.progress:
            continue
        against = _against(submission, entry, said, goals.get(entry.row, ()))
        if against:
            words, written = against
            yield submission.finding(
                "status-disagrees",
                entry,
                "status",
                value=entry.status,
                condition=while_written(
                    claims(submission, *CLAIMS), beside(submission.layout.places["progress"]), written
                ),
                status=entry.status,
                words=words,
                words_cell=submission.cell(entry, "progress"),
            )


def _against(submission: Submission, entry: Entry, said: StatusClass, goals: Sequence[JudgedGoal]) -> _Words | None:
    """What speaks against the status; nothing where behind-pace has said it already."""
    if goals and lagging(submission, entry, goals):
        return None
    return denial(entry.progress or "", said) or _figure_against(submission, said, goals)


def denial(text: str, said: StatusClass) -> _Words | None:
    """The words of ``text`` that contradict a status of the class ``said``."""
    if "未" not in text and "后" not in text and "慢" not in text and "欠" not in text:
        return None
    patterns = (_LATE, _NOT_BEGUN, _NOT_DONE) if said == "done" else (_LATE, _NOT_BEGUN)
    for pattern in patterns:
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
            of_part = said != "done" and _A_PART.search(_CLAUSE.split(before)[-1])
            if not of_part and not _ELSEWHERE.search(before):
                return quote(text, found.span()), found[0].strip()
    return None


def _figure_against(submission: Submission, said: StatusClass, goals: Sequence[JudgedGoal]) -> _Words | None:
    """A goal that «done» has not reached, or an upper bound that is passed."""
    for goal in goals:
        over = goal.verdict == "over" and (goal.elapsed >= 1 or accumulates(goal.read, goal.text))
        if over or (said == "done" and _is_short(submission, goal)):
            return f"{goal.said_of_actual}（{goal.arithmetic}）", goal.figure
    return None


def _is_short(submission: Submission, goal: JudgedGoal) -> bool:
    """Whether a task called done is not, by its own figure. On a form with a period target «done» speaks of that."""
    if "target" in submission.layout.places or goal.verdict not in ("on-pace", "open"):
        return False
    return goal.bound != "about" and goal.share is not None and goal.share < 1
