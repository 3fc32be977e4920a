"""A made-up round with every kind of disorder, and the list of findings that a correct reading gives.

``make_round`` writes what a coordinator has on the desk: a master with blank entry columns, a list of expected
units, the times of receipt, and a workbook per unit. Into these it puts each disorder a few times, at most one
a row, and writes down what must be found. Everything else that varies (columns moved, two-row headings, numbers
as text, …) is harmless and must give no finding. The same seed gives the same round.
"""

import random
import re
import shutil
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import combinations, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rapidfuzz import fuzz, process

Value = str | int | float | date | None
LIMIT = 200
MASTER_SHEET = "总表"
RULE = "每项控制在200字以内"
ENTRY_ROLES = ("progress", "status", "reason", "next_step", "remark")


class Found(NamedTuple):
    """A finding, as far as the tests compare it."""

    code: str
    file: str
    cell: str | None = None
    task: str | None = None


@dataclass(frozen=True)
class Period:
    """A reporting period, with the words for it and for another one in a title."""

    words: str
    other_words: str
    last_day: date

    @property
    def due(self) -> date:
        return self.last_day + timedelta(days=5)


@dataclass(frozen=True)
class Shape:
    """A form: its headings by role (each with other spellings), its status words and its period."""

    name: str
    headings: Mapping[str, tuple[str, ...]]
    statuses: tuple[str, ...]
    behind: str | None
    wrong_statuses: tuple[str, ...]
    droppable: tuple[str, ...]
    period: Period

    @property
    def roles(self) -> list[str]:
        return list(self.headings)

    @property
    def numbered(self) -> bool:
        """Whether the task number has a column of its own; else it stands in front of the task's text."""
        return "number" in self.headings


MONTHLY = Shape(
    "monthly",
    {
        "units": ("单位", "单 位"),
        "task": ("工作任务", "工作\n任务"),
        "deadline": ("时限要求", "时限\n要求"),
        "progress": (f"进展情况（{RULE}）", f"进展情况\n({RULE})", f"进展情况\n（{RULE}）"),
        "next_step": ("下个月工作计划", "下个月\n工作计划"),
        "status": ("是否达到序时进度", "是否达到\n序时进度", "是否达到序时进度（是／否）"),
        "remark": ("备注", "备  注"),
    },
    statuses=("是", "是", "是", "是", "否"),
    behind=None,
    wrong_statuses=("基本达到", "待定", "见附件"),
    droppable=("deadline", "next_step", "status"),
    period=Period("2022年7月", "2022年6月", date(2022, 7, 31)),
)
QUARTERLY_TARGET = Shape(
    "quarterly-target",
    {
        "number": ("序号", "序\n号"),
        "task": ("年度目标", "年度\n目标"),
        "target": ("第2季度目标", "第2季度\n目标"),
        "status": ("是否完成", "是否\n完成"),
        "progress": (f"具体工作进展（{RULE}）", f"具体工作进展\n({RULE})", f"具体工作进展\n（{RULE}）"),
        "reason": ("未完成原因", "未完成\n原因"),
        "next_step": ("下步工作打算", "下步\n工作打算"),
        "leader": ("市政府\n分管领导", "市政府分管领导"),
        "units": ("责任单位", "责任\n单位"),
    },
    statuses=("完成", "完成", "完成", "完成", "未完成"),
    behind="未完成",
    wrong_statuses=("基本完成了一半", "待定", "见附件"),
    droppable=("target", "next_step", "status"),
    period=Period("2023年第二季度", "2023年第一季度", date(2023, 6, 30)),
)
QUARTERLY_STATUS = Shape(
    "quarterly-status",
    {
        "number": ("序号", "序\n号"),
        "task": ("重点工作目标任务", "重点工作\n目标任务"),
        "leader": ("牵头\n负责领导", "牵头负责领导"),
        "units": ("责任单位", "责任\n单位"),
        "progress": (
            f"进展情况\n({RULE},完成情况数据填报1-6月完成数或预计数,填报时不要改变前面序号)",
            f"进展情况（{RULE}，填报时不要改变前面序号）",
        ),
        "status": ("完成状态", "完成\n状态"),
    },
    statuses=("序时推进", "序时推进", "达预期"),
    behind=None,
    wrong_statuses=("约八成", "待定", "见附件"),
    droppable=("status",),
    period=Period("2023年第二季度", "2023年第一季度", date(2023, 6, 30)),
)
SHAPES = {shape.name: shape for shape in (MONTHLY, QUARTERLY_TARGET, QUARTERLY_STATUS)}


@dataclass(eq=False)
class Task:
    """A task of the master; ``units`` lead first."""

    number: int
    text: str
    units: tuple[str, ...]
    leader: str
    target: str
    deadline: str
    deadline_day: date | None = None

    @property
    def name(self) -> str:
        return str(self.number)


@dataclass(eq=False)
class Line:
    """A row below the headings: an entry, a group title (``title``) or a blank row (neither)."""

    task: Task | None = None
    values: dict[str, Value] = field(default_factory=dict)
    title: str | None = None

    @property
    def blank(self) -> bool:
        return self.task is None and self.title is None


@dataclass(eq=False)
class Flaw:
    """An injected disorder: at ``role`` of a line, of the heading (no line), or of the file (no role)."""

    code: str
    line: Line | None = None
    role: str | None = None


@dataclass(eq=False)
class Draft:
    """A workbook about to be written. ``columns`` are roles, as keys of ``headings`` and of the lines' values."""

    unit: str
    file: str
    shape: Shape
    lines: list[Line]
    columns: list[str]
    headings: dict[str, str]
    received: datetime
    sheet: str = "Sheet1"
    title: str | None = None
    contact: str | None = None
    footnote: str | None = None
    parent: tuple[str, str] | None = None
    merged_units: bool = False
    merged_texts: bool = True
    hidden_rows: frozenset[int] = frozenset()
    sheets_before: tuple[str, ...] = ()
    sheets_after: tuple[str, ...] = ()
    flaws: list[Flaw] = field(default_factory=list)
    spoil: Callable[[Path], None] | None = None
    accepted: bool = True

    @property
    def entries(self) -> list[Line]:
        return [line for line in self.lines if line.task]


@dataclass
class Round:
    """A written round: the arguments of ``px.rollup``, and what it must find and keep."""

    folder: Path
    master: Path
    expected: Path
    received: Path
    due: date
    as_of: date
    findings: Counter[Found]
    sheets: dict[str, str]
    missing: list[str]
    progress: list[str]
    untouched: Draft
    master_cells: dict[str, str]
    writer: "Writer"


@dataclass(frozen=True)
class Revision:
    """A coordinator's own text in a cell of the master, and the newer submission that says something else."""

    cell: str
    text: str
    rival: str
    findings: Counter[Found]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VERBS = _words("推进 完善 落实 开展 加快 深化 建立 优化 提升 实施 健全 拓宽 夯实 规范 统筹 培育 整治 修缮")
MANNERS = _words("分批 全域 有序 联合 逐村 协同 常态化 高标准 错峰 定期 分类 按图 滚动 就近 精细 稳妥")
THINGS = _words(
    "乡村道路管护 老旧管网改造 农田水利修复 托育服务网点 中药材种植基地 河湖清淤疏浚 夜间公交线路 社区食堂运营 "
    "冷链仓储设施 企业上市辅导 校园午休条件 残疾人就业帮扶 古树名木保护 非遗工坊提质 充电桩布局 政务热线办理 "
    "危险废物收运 小流域治理 林下经济示范 数字档案归集 公共停车泊位 家政人才培训 矿山生态复绿 电梯加装服务 "
    "渔港岸线修整 茶园机械采摘 信用修复流程 消防水源普查 应急物资储备 直播助农活动 智能传感器产业 地质隐患排查 "
    "职业技能竞赛 高龄津贴发放 建筑垃圾利用 殡葬公益设施 图书馆分馆体系 湿地候鸟监测 出口退税辅导 农机维修网点 "
    "儿童口腔筛查 供热管道检修 散装水泥推广 粮食产后服务 旅游厕所提升 气象预警广播 工业园区雨污分流 基层诊疗设备"
)
CLAUSES = (
    "组织召开{thing}调度会{n}次",
    "走访有关企业和村社{n}家，收集意见{m}条",
    "围绕{thing}印发工作方案，明确责任人{n}名",
    "会同有关部门现场核查{thing}点位{n}处，督促整改问题{m}个",
    "开展{thing}业务培训{n}场，参训人员{m}人次",
    "{thing}已进场施工，累计铺设管线{m}米",
    "安排专人跟踪{thing}，逐项建立清单{n}份",
    "通过张贴公告、入户讲解等方式宣传{thing}，发放资料{m}份",
)
PLANS = ("继续抓好{thing}", "对照清单补齐{thing}短板", "组织{thing}现场观摩", "细化{thing}分工，压实责任")
REASONS = ("{thing}用地手续仍在补正，施工队伍未能进场", "{thing}设备到货延后，调试工作顺延")
SURNAMES, GIVEN = "丁于尹孔尤毛水乐史白", "一山川云石帆舟木禾竹"
UNITS = _words(
    "市发展改革委 市教育局 市科技局 市工业和信息化局 市民族宗教局 市公安局 市民政局 市司法局 市财政局（国资委） "
    "市人力资源社会保障局 市自然资源局 市生态环境局 市住房城乡建设局 市交通运输局 市水利局 市农业农村局 市商务局 "
    "市文化旅游局 市卫生健康委 市退役军人局 市应急管理局 市审计局 市外事办 市市场监管局 市体育局 市统计局 市医保局 "
    "市信访局 市林业局 市地方金融监管局 市行政审批局 市城市管理局 市大数据中心 市粮食和储备局 市机关事务中心 市供销社 "
    "市气象局 市税务局 市消防救援支队 市邮政管理局 市烟草专卖局 市残联 市总工会 市妇联 市科协 市工商联 市红十字会 "
    "市档案馆 市住房公积金中心 市投资促进中心 清河区政府 东岭区政府 柳溪县政府 白沙县政府 云台县政府 石门县政府 "
    "双桥县政府 临江县政府 长乐县政府 凤栖县政府 高新区管委会 港口区管委会 铁路办 水文站 地震台 海事处 供电公司 "
    "燃气集团 公交集团 城投公司 水务集团 农科院"
)
FIGURES = re.compile(r"\d+")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


class Writer:
    """Believable official Chinese from word lists; no two progress texts share two sentences, none begins like a formula."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._said: set[object] = set()
        self._tasks: list[str] = []

    def task(self) -> str:
        """A task's text, far from every other task's."""
        while True:
            text = "，".join(f"{self._pick(MANNERS)}{self._pick(VERBS)}{self._pick(THINGS)}" for _ in range(3)) + "。"
            if not process.extractOne(text, self._tasks, scorer=fuzz.ratio, score_cutoff=62):
                self._tasks.append(text)
                return text

    def altered(self, task: str) -> str:
        """The task's text with one verb exchanged: close, yet not the same."""
        verb = next(verb for verb in VERBS if verb in task)
        return task.replace(verb, self._pick([other for other in VERBS if other not in task]), 1)

    def progress(self) -> str:
        while True:
            sentences = [self._sentence(CLAUSES) for _ in range(self.rng.randint(2, 3))]
            pairs = set(combinations((FIGURES.sub("", sentence) for sentence in sentences), 2))
            if self._said.isdisjoint(pairs):
                self._said |= pairs
                return self._listed(sentences)

    def plan(self) -> str:
        return self._fresh(lambda: self._sentence(PLANS) + self._sentence(CLAUSES))

    def reason(self) -> str:
        return self._sentence(REASONS)

    def target(self) -> str:
        return self._sentence(PLANS)

    def leader(self) -> str:
        return self._pick(SURNAMES) + self._pick(GIVEN) + self._pick(GIVEN)

    def exactly(self, length: int) -> str:
        """A text of ``length`` characters."""
        text = ""
        while len(text) < length:
            text += self._sentence(CLAUSES)
        return text[: length - 1].rstrip("，。").ljust(length, "。")

    def _sentence(self, templates: Sequence[str]) -> str:
        slots = {"thing": self._pick(THINGS), "n": self.rng.randint(2, 19), "m": self.rng.randint(20, 480)}
        return self._pick(templates).format(**slots) + "。"

    def _listed(self, sentences: list[str]) -> str:
        if self.rng.random() < 0.25:
            return "\n".join(f"{place}.{sentence}" for place, sentence in enumerate(sentences, 1))
        return "".join(sentences)

    def _fresh(self, write: Callable[[], str]) -> str:
        while (text := write()) in self._said:
            pass
        self._said.add(text)
        return text

    def _pick(self, words: Sequence[str]) -> str:
        return self.rng.choice(words)


def make_round(
    home: Path, form: str = "monthly", seed: int = 0, *, units: int = 60, tasks: int = 20, titled: bool = True
) -> Round:
    """Writes a round of ``units`` (30 to 70) with ``tasks`` each (6 or more) into the folder ``home``."""
    shape = SHAPES[form]
    rng = random.Random(f"{form} {seed}")
    writer = Writer(rng)
    names = rng.sample(UNITS, units)
    plan = _make_tasks(writer, shape, names, tasks)
    desk = _Desk(writer, shape, plan, [_make_draft(writer, shape, name, plan) for name in names])
    desk.inject()
    return _write_round(home, desk, titled=titled)


def _make_tasks(writer: Writer, shape: Shape, units: list[str], count: int) -> list[Task]:
    rng, number, plan = writer.rng, writer.rng.randint(1, 60), []
    for unit in units:
        for place in range(count):
            partners = rng.sample([other for other in units if other != unit], rng.randint(1, 2))
            shared = place == count - 1 and rng.random() < 0.7
            phrase, day = rng.choice(_far_deadlines(shape.period.last_day))
            names = (unit, *partners) if shared else (unit,)
            plan.append(Task(number, writer.task(), names, writer.leader(), writer.target(), phrase, day))
            number += rng.choice((1, 1, 1, 1, 2, 5))
    return plan


def _far_deadlines(today: date) -> list[tuple[str, date | None]]:
    """Phrases of deadlines that are open or more than 30 days off."""
    year = today.year
    return [
        ("长期推进", None),
        ("长期推进", None),
        (f"{year}年12月底前", date(year, 12, 31)),
        (f"{year + 2}年12月底前", date(year + 2, 12, 31)),
        ("年底前", date(year, 12, 31)),
        (_spelled(today + timedelta(days=31)), today + timedelta(days=31)),
    ]


def _spelled(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日前"


def _make_draft(writer: Writer, shape: Shape, unit: str, plan: list[Task]) -> Draft:
    """A flawless submission of one unit: its own tasks, and now and then those that it supports."""
    rng = writer.rng
    own = [task for task in plan if task.units[0] == unit or (unit in task.units and rng.random() < 0.6)]
    draft = Draft(
        unit=unit,
        file=f"{unit}{rng.choice(('', f'{shape.period.words}填报表', '重点任务进展'))}.xlsx",
        shape=shape,
        lines=[Line(task, _fill(writer, shape, task)) for task in own],
        columns=shape.roles,
        headings={role: rng.choice(spellings) for role, spellings in shape.headings.items()},
        received=_before(shape.period.due, rng.randint(0, 4000)),
    )
    _vary(writer, draft)
    return draft


def _fill(writer: Writer, shape: Shape, task: Task) -> dict[str, Value]:
    status = writer.rng.choice(shape.statuses)
    values: dict[str, Value] = {
        "number": task.number,
        "task": task.text if shape.numbered else f"{task.number}.{task.text}",
        "units": "、".join(task.units),
        "leader": task.leader,
        "target": task.target,
        "deadline": task.deadline,
        "status": status,
        "progress": writer.progress(),
        "reason": writer.reason() if status == shape.behind else writer.rng.choice(("无", "无", None)),
        "next_step": writer.plan(),
        "remark": writer.rng.choice((None, None, "无", "附件另报")),
    }
    return {role: values[role] for role in shape.roles}


def _before(due: date, minutes: int) -> datetime:
    """A moment so many minutes before six in the evening of the day before ``due``."""
    return datetime.combine(due, time(18)) - timedelta(days=1, minutes=minutes)


def _vary(writer: Writer, draft: Draft) -> None:
    """Makes the workbook look as people leave it, without any fault."""
    rng, shape = writer.rng, draft.shape
    moved = rng.random() < 0.2
    if moved:
        rng.shuffle(draft.columns)
    for line in draft.entries:
        _vary_line(rng, line)
    _vary_numbers(rng, draft)
    if rng.random() < 0.15:
        rng.choice(draft.entries).values["progress"] = writer.exactly(LIMIT) + " \n"
    draft.merged_units = rng.random() < (0.7 if shape is MONTHLY else 0.2)
    draft.sheet = rng.choice(("Sheet1", "填报表", draft.unit))
    draft.merged_texts = moved or rng.random() < 0.6
    draft.title = rng.choice((None, "重点工作任务进展情况表", f"{shape.period.words}重点工作任务进展情况表"))
    draft.contact = rng.choice((None, f"填报单位：{draft.unit}    联系人：{writer.leader()}    联系电话：0000000"))
    draft.footnote = rng.choice((None, None, "注：责任单位排在第一位的为牵头单位，其他单位为协办单位"))
    if rng.random() < 0.2:
        draft.parent = _parent_over(rng, draft.columns)
    _insert_lines(rng, draft)
    if rng.random() < 0.2:
        draft.hidden_rows = frozenset(rng.sample(range(len(draft.lines)), 2))
    draft.sheets_before = ("填报说明",) if rng.random() < 0.15 else ()
    draft.sheets_after = tuple(name for name in ("通讯录", "空表") if rng.random() < 0.15)


def _vary_line(rng: random.Random, line: Line) -> None:
    values, task = line.values, line.task
    assert task
    values["units"] = rng.choice(("、", " ", "\n", "    ")).join(task.units)
    if rng.random() < 0.2:
        values["units"] = str(values["units"]).replace("（", "(").replace("）", ")")
    if "deadline" in values and task.deadline_day and rng.random() < 0.3:
        values["deadline"] = task.deadline_day
    for role in ("task", "status", "progress", "next_step"):
        if role in values and rng.random() < 0.05:
            values[role] = f"{values[role]}{rng.choice((' ', '  ', '　'))}"


def _vary_numbers(rng: random.Random, draft: Draft) -> None:
    if draft.shape.numbered:
        kind: Callable[[int], Value] = rng.choice((int, int, float, str, _wide, lambda number: f" {number} "))
        for line in draft.entries:
            line.values["number"] = kind(line.task.number if line.task else 0)
        return
    mark, wide = rng.choice((".", ".", "．", "、")), rng.random() < 0.15
    for line in draft.entries:
        number, _, text = str(line.values["task"]).partition(".")
        line.values["task"] = f"{_wide(number) if wide else number}{mark}{text}"


def _wide(number: int | str) -> str:
    return str(number).translate(WIDE_DIGITS)


def _parent_over(rng: random.Random, columns: list[str]) -> tuple[str, str] | None:
    pairs = [pair for pair in pairwise(columns) if set(pair) <= set(ENTRY_ROLES)]
    return rng.choice(pairs) if pairs else None


def _insert_lines(rng: random.Random, draft: Draft) -> None:
    """Blank rows and group titles between the entries."""
    if rng.random() < 0.2:
        for _ in range(2):
            draft.lines.insert(rng.randrange(1, len(draft.lines)), Line())
    if rng.random() < 0.2:
        draft.lines.insert(len(draft.lines) // 2, Line(title="二、民生保障"))
        draft.lines.insert(0, Line(title="一、产业发展"))


def _missing_value(writer: Writer, line: Line) -> str:
    role = writer.rng.choice([role for role in ("progress", "status", "next_step", "target") if role in line.values])
    line.values[role] = writer.rng.choice((None, None, "  ", "\n"))
    return role


def _too_long(writer: Writer, line: Line) -> str:
    length = writer.rng.choice((LIMIT + 1, LIMIT + 18, LIMIT + 160))
    line.values["progress"] = writer.rng.choice(("", " ")) + writer.exactly(length)
    return "progress"


def _too_long_for_excel(writer: Writer, line: Line) -> str:
    """200 characters, of which Excel's LEN counts the rare one as two."""
    line.values["progress"] = "𠅤" + writer.exactly(LIMIT - 1)
    return "progress"


def _formula_text(writer: Writer, line: Line) -> str:
    role = writer.rng.choice([role for role in ("progress", "next_step", "remark") if role in line.values])
    line.values[role] = writer.rng.choice("=+-@") + writer.progress()
    return role


def _not_in_list(shape: Shape, writer: Writer, line: Line) -> str:
    line.values["status"] = writer.rng.choice(shape.wrong_statuses)
    if "reason" in line.values:
        line.values["reason"] = "无"
    return "status"


def _reason_missing(shape: Shape, writer: Writer, line: Line) -> str:
    line.values["status"] = shape.behind
    line.values["reason"] = writer.rng.choice((None, " ", "无"))
    return "reason"


def _reason_unexpected(shape: Shape, writer: Writer, line: Line) -> str:
    line.values["status"] = shape.statuses[0]
    line.values["reason"] = writer.rng.choice(("是", writer.reason()))
    return "reason"


def _task_changed(shape: Shape, writer: Writer, line: Line) -> str:
    assert line.task
    _put_task(shape, line, line.task.number, writer.altered(line.task.text))
    return "task"


def _put_task(shape: Shape, line: Line, number: int, text: str) -> None:
    if shape.numbered:
        line.values.update(number=number, task=text)
    else:
        line.values["task"] = f"{number}.{text}"


def _overdue(today: date, writer: Writer, line: Line) -> str:
    return _set_deadline(writer, line, today - timedelta(days=writer.rng.choice((1, 16, 31, 200))))


def _due_soon(today: date, writer: Writer, line: Line) -> str:
    return _set_deadline(writer, line, today + timedelta(days=writer.rng.choice((1, 15, 30))))


def _set_deadline(writer: Writer, line: Line, day: date) -> str:
    assert line.task
    line.task.deadline = _spelled(day)
    line.values["deadline"] = writer.rng.choice((_spelled(day), day))
    return "deadline"


class _Desk:
    """Hands out units and rows to disorders, each at most once."""

    def __init__(self, writer: Writer, shape: Shape, plan: list[Task], drafts: list[Draft]) -> None:
        self.writer, self.shape, self.plan, self.drafts = writer, shape, plan, drafts
        self.expected = [draft.unit for draft in drafts]
        self.missing: list[str] = []
        self._free = writer.rng.sample(drafts, len(drafts))
        self._numbers = max(task.number for task in plan)

    def inject(self) -> None:
        """Whole files first, then rows of the remaining ones; one submission stays as it is."""
        self._spoil_files()
        self._change_columns()
        self._change_receipt()
        self.untouched = self._free.pop()
        self._change_rows()

    def _spoil_files(self) -> None:
        for code, spoil in SPOILERS:
            self._reject(code).spoil = spoil
        stray = self._reject("wrong-period")
        stray.title, stray.file = f"{self.shape.period.other_words}重点工作任务进展情况表", f"{stray.unit}.xlsx"
        if "target" in stray.headings:
            stray.headings["target"] = "第1季度目标"
        self._use_other_form(self._reject("form-mismatch"))
        for _ in range(2):
            absent = self._free.pop()
            self.drafts.remove(absent)
            self.missing.append(absent.unit)

    def _reject(self, code: str) -> Draft:
        draft = self._free.pop()
        draft.accepted, draft.flaws = False, [Flaw(code)]
        self.missing.append(draft.unit)
        return draft

    def _use_other_form(self, draft: Draft) -> None:
        shape = QUARTERLY_STATUS if self.shape is MONTHLY else MONTHLY
        other = _make_draft(self.writer, shape, draft.unit, self.plan)
        draft.shape, draft.lines, draft.columns, draft.headings = shape, other.lines, other.columns, other.headings
        draft.file, draft.title, draft.parent = f"{draft.unit}.xlsx", None, None

    def _change_columns(self) -> None:
        rng = self.writer.rng
        lacking, surplus, double = (self._free.pop() for _ in range(3))
        for draft in (lacking, surplus, double):
            draft.parent = None
        lacking.columns.remove(rng.choice(self.shape.droppable))
        lacking.flaws.append(Flaw("missing-column"))
        self._add_column(surplus, "unknown-column", rng.choice(("经办人", "联系电话", "佐证材料")), "详见附件")
        repeated = rng.choice(self.shape.droppable)
        self._add_column(double, "duplicate-column", rng.choice(self.shape.headings[repeated]), "见前列")

    def _add_column(self, draft: Draft, code: str, heading: str, text: str) -> None:
        draft.columns.append(code)
        draft.headings[code] = heading
        for line in draft.entries:
            line.values[code] = self.writer.rng.choice((text, None))
        draft.flaws.append(Flaw(code, role=code))

    def _change_receipt(self) -> None:
        due = self.shape.period.due
        late, last, corrected, copied, unknown = (self._free.pop() for _ in range(5))
        late.received = datetime.combine(due, time(9)) + timedelta(days=1)
        late.flaws.append(Flaw("late-submission"))
        last.received = datetime.combine(due, time(17, 30))
        self._add_older(corrected, "（初稿）")
        copy = self._add_older(copied, " - 副本")
        copy.spoil = partial(_copy_from, copied.file)
        self.expected.remove(unknown.unit)
        unknown.flaws.append(Flaw("unit-unknown"))

    def _add_older(self, draft: Draft, suffix: str) -> Draft:
        """A version of the same unit that came a day earlier and is otherwise in order."""
        older = _make_draft(self.writer, self.shape, draft.unit, self.plan)
        older.file = f"{draft.unit}{suffix}.xlsx"
        older.received = draft.received - timedelta(days=1)
        older.flaws.append(Flaw("superseded"))
        self.drafts.append(older)
        return older

    def _change_rows(self) -> None:
        rows = [(draft, line) for draft in self._free for line in draft.entries]
        own = [(draft, line) for draft, line in rows if line.task and line.task.units == (draft.unit,)]
        self.writer.rng.shuffle(own)
        repeats = max(1, len(own) // 60)
        for _ in range(repeats):
            for code, inject in self._cell_flaws():
                draft, line = own.pop()
                draft.flaws.append(Flaw(code, line, inject(self.writer, line)))
            for change in (self._drop_row, self._repeat_row, self._renumber_row, self._add_row):
                change(*own.pop())
        led = [
            (draft, line)
            for draft, line in rows
            if line.task and line.task.units[0] == draft.unit != line.task.units[-1]
        ]
        for draft, line in led[:repeats]:
            draft.flaws.append(Flaw("lead-unit", line, _swap_units(self.writer, line)))

    def _cell_flaws(self) -> list[tuple[str, Callable[[Writer, Line], str]]]:
        flaws: list[tuple[str, Callable[[Writer, Line], str]]] = [
            ("missing-value", _missing_value),
            ("too-long", _too_long),
            ("too-long", _too_long_for_excel),
            ("formula-text", _formula_text),
            ("not-in-list", partial(_not_in_list, self.shape)),
            ("task-changed", partial(_task_changed, self.shape)),
        ]
        if self.shape.behind:
            flaws.append(("reason-missing", partial(_reason_missing, self.shape)))
            flaws.append(("reason-unexpected", partial(_reason_unexpected, self.shape)))
        if "deadline" in self.shape.headings:
            flaws.append(("overdue", partial(_overdue, self.shape.period.last_day)))
            flaws.append(("due-soon", partial(_due_soon, self.shape.period.last_day)))
        return flaws

    def _drop_row(self, draft: Draft, line: Line) -> None:
        draft.lines.remove(line)
        draft.flaws.append(Flaw("task-missing", line))

    def _repeat_row(self, draft: Draft, line: Line) -> None:
        again = Line(line.task, {**line.values, "progress": self.writer.progress()})
        draft.lines.insert(self.writer.rng.randint(draft.lines.index(line) + 1, len(draft.lines)), again)
        draft.flaws.append(Flaw("duplicate-task", again, "task"))

    def _renumber_row(self, draft: Draft, line: Line) -> None:
        """Gives the row a number that no task has, or that of another unit's task."""
        assert line.task
        strangers = [task.number for task in self.plan if draft.unit not in task.units]
        number = self.writer.rng.choice((self._new_number(), self.writer.rng.choice(strangers)))
        _put_task(self.shape, line, number, line.task.text)
        draft.flaws.append(Flaw("number-changed", line, "number" if self.shape.numbered else "task"))

    def _add_row(self, draft: Draft, line: Line) -> None:
        task = Task(
            self._new_number(), self.writer.task(), (draft.unit,), self.writer.leader(), "按季推进。", "长期推进"
        )
        extra = Line(task, _fill(self.writer, self.shape, task))
        draft.lines.insert(draft.lines.index(line) + 1, extra)
        draft.flaws.append(Flaw("task-unknown", extra, "task"))

    def _new_number(self) -> int:
        self._numbers += self.writer.rng.randint(2, 9)
        return self._numbers


def _swap_units(writer: Writer, line: Line) -> str:
    assert line.task
    lead, *others = line.task.units
    line.values["units"] = writer.rng.choice(("、", "\n", " ")).join([*others, lead])
    return "units"


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 5])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _scribble(path: Path) -> None:
    path.write_text("各单位请按时报送。\n" * 40, encoding="utf-8")


def _encrypt(path: Path) -> None:
    """Puts the workbook into a compound file, as Excel does with a password; the key is nobody's business."""
    xml = b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    info = (struct.pack("<HHI", 4, 4, 0x40) + xml).ljust(STREAM)
    path.write_bytes(compound_file({"EncryptionInfo": info, "EncryptedPackage": path.read_bytes()[:4000]}))


def _copy_from(file: str, path: Path) -> None:
    shutil.copyfile(path.with_name(file), path)


def _replace_by_other_table(path: Path) -> None:
    book = Workbook()
    _list_contacts(book.worksheets[0])
    book.save(path)


SPOILERS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("unreadable-file", _truncate),
    ("unreadable-file", _empty),
    ("unreadable-file", _scribble),
    ("encrypted-file", _encrypt),
    ("not-a-form", _replace_by_other_table),
)
SECTOR, STREAM = 512, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A minimal OLE2 compound file (MS-CFB, version 3) of up to three streams of up to 4,096 bytes.

    Streams are padded to 4,096 bytes, the least that stands outside the mini stream. The table of sectors comes
    first, then the directory, then the streams. Names must be given in the order of the format: by length.
    """
    size = STREAM // SECTOR
    table = [FAT, END]
    for _ in streams:
        table += [*range(len(table) + 1, len(table) + size), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    names = list(streams)
    directory = _directory_entry("Root Entry", 5, child=1, start=END, size=0)
    for place, name in enumerate(names, 1):
        after = place + 1 if place < len(names) else FREE
        directory += _directory_entry(name, 2, right=after, start=2 + (place - 1) * size, size=STREAM)
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, STREAM, END, 0, END, 0, 0) + struct.pack("<I", FREE) * 108
    parts = [header, struct.pack(f"<{len(table)}I", *table), directory.ljust(SECTOR, b"\0")]
    return b"".join([*parts, *(content.ljust(STREAM, b"\0") for content in streams.values())])


def _directory_entry(name: str, kind: int, *, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    tree = struct.pack("<BBIII", kind, 1, FREE, right, child)
    return label.ljust(64, b"\0") + struct.pack("<H", len(label)) + tree + bytes(36) + struct.pack("<IQ", start, size)


Cells = dict[tuple[Line | None, str], str]


def _write_draft(draft: Draft, path: Path) -> Cells:
    """Writes the workbook and says in which cell every heading (no line) and value stands."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = draft.sheet
    for place, name in enumerate(draft.sheets_before):
        book.create_sheet(name, place).append(["请于每期结束后五日内报送，不要改动表头。"])
    for name in draft.sheets_after:
        _list_contacts(book.create_sheet(name)) if name == "通讯录" else book.create_sheet(name)
    cells = _write_table(draft, sheet)
    book.save(path)
    if draft.spoil:
        draft.spoil(path)
    return cells


def _list_contacts(sheet: Worksheet) -> None:
    for row in (("姓名", "职务", "办公电话"), ("尹一山", "主任", "0000000"), ("水木禾", "科员", "0000001")):
        sheet.append(row)


def _write_table(draft: Draft, sheet: Worksheet) -> Cells:
    row = 0
    for text in filter(None, (draft.title, draft.contact)):
        row += 1
        _write_text(draft, sheet, row, text)
    cells = _write_headings(draft, sheet, row + 1)
    row += 2 if draft.parent else 1
    for index, line in enumerate(draft.lines):
        row += 1
        sheet.row_dimensions[row].hidden = index in draft.hidden_rows
        cells |= _write_line(draft, sheet, row, line)
    if draft.merged_units:
        _merge_units(draft, sheet, cells)
    if draft.footnote:
        _write_text(draft, sheet, row + 2, draft.footnote)
    return cells


def _write_line(draft: Draft, sheet: Worksheet, row: int, line: Line) -> Cells:
    if line.title:
        _write_text(draft, sheet, row, line.title)
    return {
        (line, role): _write(sheet, row, column, line.values.get(role)) for column, role in enumerate(draft.columns, 1)
    }


def _write_headings(draft: Draft, sheet: Worksheet, row: int) -> Cells:
    """One row of headings, or two with a common heading over the pair ``draft.parent``."""
    cells: Cells = {}
    for column, role in enumerate(draft.columns, 1):
        under = bool(draft.parent) and role in (draft.parent or ())
        cells[None, role] = _write(sheet, row + under, column, draft.headings[role])
        if draft.parent and not under:
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    if draft.parent:
        first = draft.columns.index(draft.parent[0]) + 1
        _write(sheet, row, first, "本期填报")
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + 1)
    return cells


def _write_text(draft: Draft, sheet: Worksheet, row: int, text: str) -> None:
    """A title, group title or footnote, merged over the table's width or in its first cell."""
    _write(sheet, row, 1, text)
    if draft.merged_texts:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(draft.columns))


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> str:
    cell = sheet.cell(row, column)
    if value is not None:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
    return str(cell.coordinate)


def _merge_units(draft: Draft, sheet: Worksheet, cells: Cells) -> None:
    for run in _unit_runs(draft.lines):
        first, last = cells[run[0], "units"], cells[run[-1], "units"]
        for line in run[1:]:
            sheet[cells[line, "units"]].value = None
            cells[line, "units"] = first
        if len(run) > 1:
            sheet.merge_cells(f"{first}:{last}")


def _unit_runs(lines: list[Line]) -> Iterator[list[Line]]:
    """Neighbouring entries of the same units; a blank row does not part them, a group title does."""
    places = [line for line in lines if not line.blank]
    for titled, run in groupby(places, key=lambda line: (line.title, line.values.get("units"))):
        if not titled[0]:
            yield list(run)


def _write_round(home: Path, desk: _Desk, *, titled: bool) -> Round:
    folder = home / "报送"
    folder.mkdir(parents=True)
    master = home / f"总表{desk.shape.period.words}.xlsx"
    findings: Counter[Found] = Counter(Found("missing-submission", master.name) for _ in desk.missing)
    for draft in desk.drafts:
        cells = _write_draft(draft, folder / draft.file)
        findings.update(_found(flaw, draft, cells) for flaw in draft.flaws)
    _add_bystanders(folder)
    accepted = [line for draft in desk.drafts if draft.accepted and draft.spoil is None for line in draft.entries]
    return Round(
        folder=folder,
        master=master,
        expected=_write_expected(home / "应报单位.txt", desk.expected),
        received=_write_receipts(home / "收文.tsv", folder, desk.drafts),
        due=desk.shape.period.due,
        as_of=desk.shape.period.last_day,
        findings=findings,
        sheets={draft.file: draft.sheet for draft in desk.drafts} | {master.name: MASTER_SHEET},
        missing=desk.missing,
        progress=_progress_texts(accepted),
        untouched=desk.untouched,
        master_cells=_write_master(master, desk, titled=titled),
        writer=desk.writer,
    )


def _found(flaw: Flaw, draft: Draft, cells: Cells) -> Found:
    cell = cells[flaw.line, flaw.role] if flaw.role else None
    return Found(flaw.code, draft.file, cell, flaw.line.task.name if flaw.line and flaw.line.task else None)


def _progress_texts(lines: Iterable[Line]) -> list[str]:
    texts = (str(line.values["progress"] or "").strip() for line in lines)
    return [text for text in texts if text]


def _add_bystanders(folder: Path) -> None:
    """Files that are no submissions: Excel's lock file, a hidden one, a note."""
    for name in ("~$市科技局.xlsx", ".市科技局.xlsx", "填报说明.txt"):
        (folder / name).write_bytes(b"\x06" * 165)


def _write_expected(path: Path, units: list[str]) -> Path:
    path.write_text("\n".join([*units, ""]), encoding="utf-8")
    return path


def _write_receipts(path: Path, folder: Path, drafts: list[Draft]) -> Path:
    lines = [f"{folder / draft.file}\t{draft.received.isoformat()}" for draft in drafts]
    path.write_text("\n".join(["path\treceived", *lines, ""]), encoding="utf-8")
    return path


def _write_master(path: Path, desk: _Desk, *, titled: bool) -> dict[str, str]:
    """Writes all tasks with blank entry columns; returns the progress cells by task number."""
    shape = desk.shape
    lines = [Line(task, _fill(desk.writer, shape, task)) for task in desk.plan]
    for line in lines:
        line.values.update({role: None for role in ENTRY_ROLES if role in line.values})
    headings = {role: spellings[0] for role, spellings in shape.headings.items()}
    draft = Draft("", path.name, shape, lines, shape.roles, headings, datetime.min, MASTER_SHEET)
    draft.title = f"{shape.period.words}重点工作任务进展情况总表" if titled else None
    draft.merged_units = shape is MONTHLY
    cells = _write_draft(draft, path)
    return {line.task.name: cells[line, "progress"] for line in lines if line.task}


def revise(round_: Round) -> Revision:
    """After a first roll-up: the coordinator rewrites a cell of the master, then its unit sends a newer file."""
    old, writer = round_.untouched, round_.writer
    line = next(line for line in old.entries if line.task and line.task.units == (old.unit,))
    assert line.task
    newer = _renewed(writer, old)
    _write_draft(newer, round_.folder / newer.file)
    with round_.received.open("a", encoding="utf-8") as receipts:
        receipts.write(f"{round_.folder / newer.file}\t{newer.received.isoformat()}\n")
    cell, text = round_.master_cells[line.task.name], writer.progress()
    _edit(round_.master, cell, text)
    more = (Found("superseded", old.file), Found("conflict", round_.master.name, cell, line.task.name))
    rival = next(str(new.values["progress"]).strip() for new in newer.entries if new.task is line.task)
    return Revision(cell, text, rival, round_.findings + Counter(more))


def _renewed(writer: Writer, old: Draft) -> Draft:
    lines = [Line(line.task, _fill(writer, old.shape, line.task)) for line in old.entries if line.task]
    headings = {role: spellings[0] for role, spellings in old.shape.headings.items()}
    received = old.received + timedelta(minutes=30)
    return Draft(old.unit, f"{old.unit}（补报）.xlsx", old.shape, lines, old.shape.roles, headings, received)


def _edit(path: Path, cell: str, text: str) -> None:
    book = load_workbook(path)
    book[MASTER_SHEET][cell] = text
    book.save(path)
