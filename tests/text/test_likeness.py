"""Likeness: when two texts are no accident, and an index that finds them without comparing all."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress_xl.text.likeness import MARGIN, Likeness, alike, figures, holds, letters

PAIRS = (
    "组织召开推进河道清淤学校食堂改造完成验收企业走访收集意见政策宣讲设备安装调试招标公告发布资金拨付到位群众"
    "满意调解纠纷排查隐患整改台账明确责任专人跟踪服务协调手续办理开工建设主体封顶道路硬化绿化亮化供水管网检修"
)
WORDS = [PAIRS[place : place + 2] for place in range(0, len(PAIRS), 2)]
PAST = "组织专家对三座水库的坝体灌浆质量进行现场复核，逐项提出整改意见并限期落实到位。"  # 36 letters


def _text(rng: random.Random, clauses: int = 8) -> str:
    return "，".join("".join(rng.sample(WORDS, 5)) + f"{rng.randint(2, 90)}项" for _ in range(clauses)) + "。"


def _edited(rng: random.Random, text: str, edits: int) -> str:
    """The text with so many words of two letters in place of others, and all figures new."""
    for place in rng.sample(range(len(text) - 2), edits):
        text = text[:place] + rng.choice(WORDS) + text[place + 2 :]
    return "".join(rng.choice("3456789") if sign.isdigit() else sign for sign in text)


def _found(texts: Sequence[str]) -> set[tuple[int, int]]:
    index = Likeness(texts)
    return {(place, other) for place in range(len(texts)) for other in index.others(place)}


def _all_pairs(texts: Sequence[str]) -> set[tuple[int, int]]:
    keys = [letters(text) for text in texts]
    places = range(len(texts))
    return {
        (one, other)
        for one in places
        for other in places
        if one != other and (alike(keys[one], keys[other]) or holds(texts[one], texts[other]))
    }


def _common(first: str, second: str) -> int:
    """Letters that two texts have in common, in order: the schoolbook way."""
    row = [0] * (len(second) + 1)
    for one in first:
        before = row
        row = [0]
        for place, other in enumerate(second, 1):
            row.append(before[place - 1] + 1 if one == other else max(before[place], row[-1]))
    return row[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("完成投资3.2亿元（占45%）。", "完成投资亿元占"),
        ("完成 投资\n３．２亿元，占４５％", "完成投资亿元占"),
        ("1.建成 5G 基站_12座；", "建成g基站座"),
        ("——／…", ""),
        ("", ""),
    ],
)
def test_letters_are_what_figures_punctuation_and_spaces_leave(text: str, said: str) -> None:
    assert letters(text) == said


def test_figures_are_those_written() -> None:
    assert figures("1—7月完成投资3.2亿元，占４５％") == ["1", "7", "3.2", "45"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("完成石梁水库除险加固主体工程并通过验收", "完成响水水库除险加固主体工程并通过验收"),
        ("已完成年度目标任务", "已完成年度目标任务"),
        ("按计划推进", "按计划推进"),
        ("", ""),
        (letters(PAST), letters(PAST).replace("三座水库的坝体灌浆", "两所学校的教学用房")),
    ],
)
def test_short_or_parallel_texts_are_not_alike(first: str, second: str) -> None:
    assert not alike(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (letters(PAST), letters(PAST)),
        (letters(PAST), letters(PAST).replace("现场", "")),
        (letters(PAST * 3), letters(PAST * 3).replace("专家", "人员", 1).replace("意见", "建议", 1)),
    ],
)
def test_long_texts_with_few_edits_are_alike(first: str, second: str) -> None:
    assert alike(first, second)


def test_margin_is_how_many_letters_must_be_the_same_at_least() -> None:
    text = letters(PAST)
    assert alike(text[:MARGIN], text[:MARGIN])
    assert not alike(text[: MARGIN - 1], text[: MARGIN - 1])


@settings(deadline=None)
@given(st.text("甲乙丙丁戊", max_size=80), st.integers(0, 6), st.randoms(use_true_random=False))
def test_alike_means_four_times_the_difference_leaves_the_margin(text: str, edits: int, rng: random.Random) -> None:
    other = text
    for _ in range(edits if text else 0):
        place = rng.randrange(len(other) + 1)
        other = other[:place] + rng.choice(["", "甲", "己庚"]) + other[place + rng.randint(0, 1) :]
    common = _common(text, other)
    different = len(text) + len(other) - 2 * common
    assert alike(text, other) == (common - 4 * different >= MARGIN)
    assert alike(other, text) == alike(text, other)


@pytest.mark.parametrize(("edits", "share"), [(0, 1), (1, 1), (2, 0.97), (3, 0.9)])
def test_copies_among_many_are_found(edits: int, share: float) -> None:
    rng = random.Random(edits)
    texts = [_text(rng) for _ in range(2000)]
    texts += [_edited(rng, text, edits) for text in texts[:200]]
    found = _found(texts)
    assert sum((place, 2000 + place) in found for place in range(200)) >= share * 200


@pytest.mark.parametrize("size", [3, 10, 100])
def test_every_member_of_a_family_is_found(size: int) -> None:
    rng = random.Random(size)
    model = _text(rng, 10)
    family = [f"{rng.choice(WORDS)}{rng.choice(WORDS)}县认真落实，{model}" for _ in range(size)]
    texts = [*(_text(rng) for _ in range(500)), *family]
    index = Likeness(texts)
    assert [place for place in range(500, len(texts)) if not any(index.others(place))] == []


@pytest.mark.parametrize(
    ("length", "before", "after", "found"),
    [
        (40, "我局高度重视，主要领导亲自部署，召开专题会议研究推动。", "", True),
        (40, "", "下一步，我局将继续抓好各项工作，确保年底全面完成。", True),
        (39, "我局高度重视，主要领导亲自部署，召开专题会议研究推动。", "", False),
    ],
)
def test_long_text_that_stands_whole_in_another_is_found(length: int, before: str, after: str, found: bool) -> None:
    rng = random.Random(5)
    model = letters(_text(rng))[: length - 1] + "12年"
    texts = [_text(rng) for _ in range(500)] + [f"{model}。", f"{before}{model}。{after}"]
    assert ((500, 501) in _found(texts)) == found
    assert (500, 501) not in _found([*texts[:501], texts[501].replace("12", "7")])


def test_nothing_is_found_that_a_look_at_all_pairs_would_not_find() -> None:
    rng = random.Random(7)
    texts = [_text(rng, rng.randint(1, 8)) for _ in range(200)]
    texts += [_edited(rng, rng.choice(texts), rng.randint(0, 6)) for _ in range(100)]
    found, wanted = _found(texts), _all_pairs(texts)
    assert found <= wanted
    assert len(found) >= 0.9 * len(wanted)
    assert wanted


@pytest.mark.parametrize("phrases", [8, 15])
def test_copies_in_a_round_of_stock_phrases_are_found(phrases: int) -> None:
    rng = random.Random(phrases)
    stock = ["".join(rng.sample(WORDS, 5)) for _ in range(phrases)]
    texts = ["，".join(f"{phrase}{rng.randint(2, 90)}项" for phrase in rng.choices(stock, k=12)) for _ in range(2000)]
    texts += [_edited(rng, text, 1) for text in texts[:200]]
    found = _found(texts)
    assert {(place, 2000 + place) for place in range(200)} <= found
    assert all(alike(letters(texts[one]), letters(texts[other])) for one, other in found)


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_texts_are_taken(texts: list[str]) -> None:
    assert _found([*texts, "\ud800" * 30, "\ud800" * 30]) >= set()


@settings(deadline=None)
@given(st.lists(st.text("甲乙，议论1", min_size=15, max_size=45), max_size=8), st.randoms(use_true_random=False))
def test_result_is_mutual_and_does_not_depend_on_order(texts: list[str], rng: random.Random) -> None:
    texts = [text * 2 for text in texts] + texts
    order = rng.sample(range(len(texts)), len(texts))
    found, again = _found(texts), _found([texts[place] for place in order])
    assert {(order[one], order[other]) for one, other in again} == found
    assert {(other, one) for one, other in found} == found


def test_others_come_in_order_the_same_words_first() -> None:
    near = PAST.replace("现场", "")
    index = Likeness([PAST, near, "开工。", f"2.{PAST}", near])
    assert list(index.others(0)) == [3, 1, 4]
    assert list(index.others(2)) == []
    assert list(index.repeated()) == [0, 1, 3, 4]
