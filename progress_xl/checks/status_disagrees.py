"""status-disagrees: the status says done or on pace, while the text says in so many words that it is not."""

import re
from collections.abc import Iterator, Sequence

from progress_xl.checks.behind_pace import lagging
from progress_xl.checks.context import Context
from progress_xl.checks.formulas import beside
from progress_xl.checks.goals import JudgedGoal, claim, claims, judged_by_row, lies_ahead, while_written
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
_NOT = r"(?:未能?|没有?能?)"
_WORDS = r"[^,，。;；、\n]"
# A delay named as such. «滞后的», «滞后问题整改» speak of other things.
_LATE = lazy(
    r"(?:进展|进度|推进|工作|建设|总体|整体)(?:情况)?(?:相对|较为|明显|严重|总体|整体|略有|有所|稍有|较|略|偏|稍)?(?:滞后|缓慢|迟缓|[偏较过]慢|落后)"
    rf"(?:于?(?:序时|时序)进度|于?计划)?{_END}"
    r"|(?:滞|落)后于?(?:序时|时序)(?:进度)?(?!进度|的|情况|问题|项目)|慢序时|(?:慢|低)于(?:序时|时序)进度(?!的|情况|问题|项目)|欠进度"
    rf"|[与和同跟距离较](?:序时|时序|计划|预期|节点|时间节点)(?:进度|要求)?(?:目标|任务)?[还尚仍]?(?:存在|有)(?:着|一定|较大|很大|明显|不小)?的?(?:差距|距离){_END}"
    rf"|(?:进展|进度|推进)(?:情况)?{_NOT}(?:达到?|符合)(?:预期|计划|要求)(?:目标|要求|进度)?{_END}"
    rf"|{_NOT}(?:达到?|完成|跟上|赶上)(?:[^,，。;；\n]{{0,6}})?(?:序时|时序)(?:进度)?(?:目标|任务|要求)?{_END}"
    rf"|{_NOT}(?:按时|按期|如期|按计划|按进度|及时)(?:完成|启动|开工|推进){_END}"
    rf"|{_NOT}(?:完成|达到?|实现)(?:{_WORDS}{{0,6}})?(?:年度|全年|季度|本季|当月|本月|月度|半年|阶段|节点|时限|预期|既定)(?:{_WORDS}{{0,4}})?(?:目标|任务|计划|要求)(?:任务)?{_END}"
)
# The whole task begins its sentence, behind its cause and a word for now.
_TASK = r"(?:^|[。；;\n])\s{0,4}(?:\d{1,3}[.、．]\s{0,4})?(?:(?:因|由于|受)[^,，。;；\n]{2,24}[,，])?(?:截至目前|目前|本月|本季度|当前)?[,，]?(?:该|本|此)?"
# The whole task not begun: nothing but it and its cause stands in the sentence.
_NOT_BEGUN = lazy(
    rf"{_TASK}(?:项)?(?:工作|项目|任务|工程|事项)?"
    rf"{_YET}(?:未|没有?)(?:启动|开工|开展|开始|动工|实施)(?:建设|施工|实施)?(?=\s{{0,4}}(?:[,，。;；!！\n]|$))"
)
_STOPPED = lazy(
    rf"(?<![^,，。;；\s])(?:目前|现|现在|当前)?(?:该|本|此)?(?:项目|工程|施工|建设|工作)(?:因[^,，。;；\n]{{2,12}}?)?(?:现|目前|已经?|仍|处于|陷入|被迫|全面|暂时|基本){{0,3}}(?:停工|停建|缓建|停滞|停摆|搁置)(?:状态)?{_END}"
)
# Under «done» a part that is not done is enough.
_NOT_DONE = lazy(
    rf"(?:尚|还|仍|暂|目前|至今|均){_NOT}(?:全部|全面|正式|按时|按期)?(?:完成|完工|竣工|建成|启动|开工|开展|达到|达标|到位|办结|通过验收|验收)"
    rf"(?:[^,，。;；、的\n]{{0,10}})?{_END}"
    rf"|(?<![无没有])(?:未|没有?)(?:完成|完工|竣工|建成|启动|开工|办结|达标){_END}"
)
_UNDER_WAY = lazy(
    rf"正在(?:开展|推进|进行|办理|组织|抓紧|加快|有序|积极){{0,3}}(?:{_WORDS}{{0,8}})?(?:前期|前期工作|手续|招投?标|征地|拆迁|设计|可研|立项|审批|施工|建设|编制|谋划|筹备)(?:工作|阶段)?{_END}"
)
_ACHIEVED = lazy(r"[已了过]|完成|建成|竣工|投用|实现|达到|办结|印发|出台|取得|形成|举办|召开|通过|组织|开展")
# What no words of a kind can do without; most texts have none of it.
_SIGNS = {
    _LATE: lazy(r"[后慢缓低欠差距未没]"),
    _STOPPED: lazy(r"停[工建滞摆]|缓建|搁置"),
    _NOT_BEGUN: lazy(r"[未没]"),
    _NOT_DONE: lazy(r"[未没]"),
    _UNDER_WAY: lazy(r"正在"),
}
_ELSEWHERE = lazy(
    r"(?:对|针对|督促|督导|督办|约谈|排查|通报|责令|杜绝|防止|避免|如果?|若|凡|克服|扭转|破解|消除|解决|全[省国]|外[省市县地]|周边|邻[省市县近]|兄弟|其他"
    r"|前期(?!工作|手续)|此前|一度|曾)[^,，。;；\n]*$|上[月年季]|去年|同期"
)
_DENIED = lazy(
    r"(?:[不无未]|没有?)(?:出现|发生|存在|再|见|有|一[个项家处]?|任何|明显|严重|重点|总体|整体|项目|工作|任务|工程|因[^,，。;；\n]{1,12}){0,4}$"
)
# What was late has caught up since.
_OVERCOME = lazy(
    rf"(?:现|目前|已)(?:经|已|均|全部|全面|基本){{0,3}}(?:(?:达到|赶上|追上|跟上|符合|恢复|步入|进入|转入|超过?|快于){_WORDS}{{0,6}}(?:序时|时序|进度|计划|目标|要求|预期|正常|施工|建设)"
    rf"|赶上|追上|复工|完成{_END})|提前完成|后复工"
)

# «一所幼儿园进度滞后»: the rest may well be on pace.
_A_PART = lazy(r"[一二两三四五六七八九十\d][所处个条项座段家户]|部分|个别|少数")
_CLAUSE = lazy(r"[,，。;；(（\n]")
_LOOK_BACK, _LOOK_AHEAD = 20, 60


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    for entry in submission.entries:
        said = claim(submission, entry)
        if said not in CLAIMS or not entry.progress:
            continue
        against = _against(submission, context, entry, said)
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


def _against(submission: Submission, context: Context, entry: Entry, said: StatusClass) -> _Words | None:
    """What speaks against the status; nothing where behind-pace has said it already."""
    goals = judged_by_row(submission, context).get(entry.row, ())
    if goals and lagging(submission, entry, goals):
        return None
    text = entry.progress or ""
    words = denial(text, said)
    if words and said != "done" and lies_ahead(submission, context, entry):
        words = denial(text, said, ahead=True)
    return words or _figure_against(submission, said, goals)


def denial(text: str, said: StatusClass, *, ahead: bool = False) -> _Words | None:
    """The words of ``text`` that contradict a status of the class ``said``; ``ahead``: the task's time is yet to come."""
    patterns = [_LATE, _STOPPED] if ahead else [_LATE, _STOPPED, _NOT_BEGUN]
    if said == "done":
        patterns += [_NOT_DONE, _UNDER_WAY]
    for pattern in patterns:
        for found in pattern.finditer(text) if _SIGNS[pattern].search(text) else ():
            if _is_of_the_task(found, text, said) and not _is_past(found, pattern, text):
                return quote(text, found.span()), found[0].strip()
    return None


def _is_of_the_task(found: re.Match[str], text: str, said: StatusClass) -> bool:
    """Whether words of delay are told of the task, all of it unless it is called done, and not denied."""
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    of_part = said != "done" and _A_PART.search(_CLAUSE.split(before)[-1])
    return not (of_part or _ELSEWHERE.search(before) or _DENIED.search(before))


def _is_past(found: re.Match[str], pattern: re.Pattern[str], text: str) -> bool:
    """Whether what was late has caught up since, or what is under way stands beside what is done."""
    if pattern is _UNDER_WAY:
        return bool(_ACHIEVED.search(text, 0, found.start()) or _ACHIEVED.search(text, found.end()))
    late = pattern in (_LATE, _STOPPED)
    return late and bool(_OVERCOME.search(text, found.end(), found.end() + _LOOK_AHEAD))


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
