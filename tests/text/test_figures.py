"""Goals and the figures that answer them: bounds, kinds, spans, claims; and what holds on any text."""

import math
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import progress_xl as px
from progress_xl.text.figures import Comparison, compare_figures
from tests.benchmarks.score_labels import score

LABELS = Path(__file__).parents[3] / "shared" / "labels" / "quantities.jsonl"


def _only(task: str, progress: str = "") -> Comparison:
    (found,) = compare_figures(task, progress)
    return found


@pytest.mark.parametrize(
    ("task", "bound"),
    [
        ("技术合同成交额超过20亿元", "min"),
        ("新增养老床位500张以上", "min"),
        ("培训农民不少于800人", "min"),
        ("合格率不低于98%", "min"),
        ("外贸进出口总额突破60亿元", "min"),
        ("城镇登记失业率控制在4.5%以内", "max"),
        ("企业开办时间不超过1个工作日", "max"),
        ("管网漏损率降至9%以下", "max"),
        ("不良贷款率低于1.5%", "max"),
        ("地区生产总值增长6%左右", "about"),
        ("接待游客约300万人次", "about"),
        ("高新技术企业总数达到220家", None),
        ("煤炭消费量压减20万吨", None),
        ("新增省级以上创新平台3个", None),
    ],
)
def test_bound_is_what_the_text_says(task: str, bound: str | None) -> None:
    assert _only(task).bound == bound


def test_bound_at_the_end_of_an_enumeration_holds_for_all_of_it() -> None:
    assert [each.bound for each in compare_figures("小麦、玉米单产分别达到400公斤、500公斤以上", "")] == ["min", "min"]


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("净增规上工业企业20家", "new"),
        ("市场主体总量达到8万户", "total"),
        ("累计建成充电桩900根", "cumulative"),
        ("固定资产投资增长8%", "growth"),
        ("常住人口城镇化率提高1.2个百分点", "growth"),
        ("森林覆盖率提高到52%", None),
        ("改造老旧小区60个", None),
    ],
)
def test_kind_is_what_the_text_says(task: str, kind: str | None) -> None:
    assert _only(task).kind == kind


def test_range_goal_has_both_ends() -> None:
    found = _only("社会消费品零售总额增长7%-8%")
    assert (found.goal, found.goal_max, found.unit) == (7, 8, "%")


def test_spans_are_offsets_in_the_texts_as_given() -> None:
    task, progress = (
        "４.技术合同　年交易额超过４０亿元",
        "截至目前，收集技术合同（含外省）146份，合同金额１７.３９亿元。",
    )
    found = _only(task, progress)
    assert found.actual_span is not None
    assert (task[slice(*found.goal_span)], progress[slice(*found.actual_span)]) == ("４０亿元", "１７.３９亿元")


def test_share_is_reached_by_goal() -> None:
    found = _only("技术合同成交额达到40亿元", "技术合同成交额17.39亿元")
    assert found.share is not None
    assert math.isclose(found.share, 17.39 / 40)
    assert found.comparable


def test_without_a_figure_there_is_no_share() -> None:
    found = _only("新建学校3所", "正在办理前期手续")
    assert (found.actual, found.actual_span, found.share, found.comparable) == (None, None, None, False)


def test_goal_of_zero_has_no_share() -> None:
    found = _only("较大以上事故控制在0起以内", "较大以上事故为0起")
    assert (found.goal, found.share) == (0, None)


@pytest.mark.parametrize(
    ("task", "measure"),
    [
        ("141.发挥科技大市场作用，技术合同年交易额超过40亿元。", "技术合同年交易额"),
        ("8家乡镇卫生院建成并投入使用", "乡镇卫生院建成并投入使用"),
        ("净增高新技术企业20家、总数达到220家", "净增高新技术企业"),
        ("小学、初中教师交流分别达到200人、150人", "小学"),
    ],
)
def test_measure_is_the_words_of_the_goal(task: str, measure: str) -> None:
    assert compare_figures(task, "")[0].measure == measure


@pytest.mark.parametrize(
    "progress",
    [
        "改造老旧小区62个，已完成年度目标任务",
        "已提前完成全年任务",
        "老旧小区改造已全部完成",
        "改造老旧小区66个，超额完成。",
    ],
)
def test_text_that_says_the_goal_is_met_is_told(progress: str) -> None:
    assert _only("改造老旧小区60个", progress).reached


@pytest.mark.parametrize(
    "progress",
    [
        "尚未完成年度目标任务",
        "预计提前完成全年目标任务",
        "确保全面完成年度任务",
        "完成年度任务的82%",
        "已完成7家企业清零的年度任务",
        "印发年度目标任务书",
        "",
    ],
)
def test_promise_or_share_is_no_claim_that_the_goal_is_met(progress: str) -> None:
    assert not _only("改造老旧小区60个", progress).reached


def test_claim_belongs_to_the_goal_told_before_it() -> None:
    task = "新认定高新技术企业45家、备案登记科技型中小企业250家"
    progress = "推荐申报高新技术企业102家；备案入库科技型中小企业327家，已完成年度目标任务。"
    assert [(each.actual, each.reached) for each in compare_figures(task, progress)] == [(None, False), (327, True)]


@pytest.mark.parametrize("missing", [None, math.nan], ids=repr)
def test_missing_text_is_an_empty_one(missing: Any) -> None:
    assert compare_figures(missing, "新增企业3家。") == compare_figures(missing, missing) == []
    assert compare_figures("新增企业5家", missing) == compare_figures("新增企业5家", "")


def test_names_are_public() -> None:
    assert (px.compare_figures, px.Comparison) == (compare_figures, Comparison)


FRAGMENTS = [
    "新增",
    "净增",
    "建成",
    "完成",
    "申报",
    "推荐",
    "拟",
    "预计",
    "其中",
    "分别",
    "累计",
    "去年",
    "同比增长",
    "控制在",
    "以上",
    "以内",
    "左右",
    "超",
    "达到",
    "总数",
    "截至目前",
    "已",
    "高新技术企业",
    "农村公路",
    "项目",
    "一般公共预算收入",
    "覆盖率",
    "小学",
    "城镇",
    "农村",
    "20",
    "3.5",
    "1,200",
    "４０",
    "三十二",
    "两",
    "百分之八十",
    "家",
    "个",
    "公里",
    "亿元",
    "万",
    "万亩",
    "%",
    "人次",
    "2022年",
    "1-6月",
    "7月份",
    "第二批",
    "《规划》",
    "“一件事”",
    "（万元）",
    "(户)",
    "，",
    "。",
    "、",
    "；",
    "：",
    "1.",
    "①",
    "7/8",
    "-",
    "至",
    "余",
    "/",
    "〔2022〕1号",
    "任务",
    "目标",
    "每",
]
ANY_TEXT = st.text(max_size=120) | st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


@given(ANY_TEXT, ANY_TEXT)
def test_any_two_texts_can_be_compared_and_spans_hold_their_numbers(task: str, progress: str) -> None:
    for found in compare_figures(task, progress):
        assert _holds_a_number(task, found.goal_span)
        assert (found.actual is None) == (found.actual_span is None)
        assert found.actual_span is None or _holds_a_number(progress, found.actual_span)
        assert math.isfinite(found.goal)
        assert found.comparable == (found.actual is not None)


def _holds_a_number(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    quoted = text[start:end]
    return 0 <= start < end <= len(text) and any(each.isnumeric() or each in "两百" for each in quoted)


@given(ANY_TEXT)
def test_a_goal_is_one_with_or_without_progress(task: str) -> None:
    alone = [(each.goal, each.unit, each.goal_span) for each in compare_figures(task, "")]
    assert alone == [(each.goal, each.unit, each.goal_span) for each in compare_figures(task, task)]


REPEATED = (
    "1",
    "1,",
    "1.",
    "1家、",
    "其中1家，",
    "(1家",
    "（",
    "《",
    "一",
    "1-",
    "1月",
    "已全部完成",
    "计划",
    " ",
    "新增企业1家",
)


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """A hundred thousand characters against a quarter of them; what grows with the square would take 16 times as long."""
    quarter, whole = ((piece * length)[:length] for length in (25_000, 100_000))
    assert _effort(whole) < 9 * max(_effort(quarter), _LEAST)


_LEAST = 0.01
"""Below this the clock of a busy machine says nothing."""


def _effort(text: str) -> float:
    """Processor time of the better of two runs, the text as task and as progress."""
    efforts = []
    for _ in range(2):
        start = time.process_time()
        compare_figures(text, "新增企业20家")
        compare_figures("新增企业20家，总数达到100家", text)
        efforts.append(time.process_time() - start)
    return min(efforts)


@pytest.mark.skipif(not LABELS.is_file(), reason="the labelled phrases lie beside the repository, not in it")
def test_labelled_pairs_meet_the_agreed_shares() -> None:
    clear, _ambiguous = score(LABELS)
    assert sum(clear.cells.values()) > 0
    assert clear.met, "\n".join((*clear.lines(), *clear.misses))


def test_of_a_very_long_list_only_the_first_goals_are_read() -> None:
    found = compare_figures("；".join(f"新增{count}家" for count in range(10, 1010)), "")
    assert [each.goal for each in found] == [float(count) for count in range(10, 42)]
