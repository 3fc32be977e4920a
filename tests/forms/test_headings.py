"""What a heading says: its key, its role, and the rules written inside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.forms.headings import heading_key, heading_rules
from progress_xl.forms.vocabulary import guess_role


@pytest.mark.parametrize(
    "heading",
    [
        "进展情况",
        " 进展\n情况 ",
        "进 展 情 况",
        "进展情况（每项控制在200字以内）",
        "进展情况(1-6月",
        "*进展情况：",
        "进展情况（一（二）三）【注】",
    ],
)
def test_spellings_of_one_heading_share_a_key(heading: str) -> None:
    assert heading_key(heading) == "进展情况"


@pytest.mark.parametrize(
    ("heading", "key"), [("（单位）", "单位"), ("a)b", "a)b"), ("ＮＯ．", "NO."), ("", ""), ("（）", "")]
)
def test_heading_that_is_all_remark_keeps_its_words(heading: str, key: str) -> None:
    assert heading_key(heading) == key


@pytest.mark.parametrize(
    ("heading", "limit"),
    [
        ("进展情况（每项控制在200字以内，填报时不要改变前面序号）", 200),
        ("进展情况(不超过 300 个汉字)", 300),
        ("进展（限１５０字）", 150),
        ("进展（100-200字以内）", 200),
        ("进展（控制在200—300字）", 300),
        ("进展（≤200字）", 200),
        ("进展（不少于50字）", None),
        ("进展情况", None),
        ("2022年进展", None),
    ],
)
def test_limit_written_in_the_heading_is_found(heading: str, limit: int | None) -> None:
    assert heading_rules(heading).max_length == limit


def test_heading_that_forbids_changing_numbers_locks_the_numbers_and_not_itself() -> None:
    rules = heading_rules("进展情况（填报时不要改变前面序号）")
    assert (rules.number_locked, rules.locked) == (True, False)


def test_heading_that_forbids_changes_locks_itself() -> None:
    assert heading_rules("责任单位（请勿修改）").locked


def test_heading_that_asks_for_an_entry_is_required() -> None:
    assert heading_rules("下步打算（必填）").required
    assert not heading_rules("下步打算").required


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        *[("序号", "number"), ("编号", "number"), ("重点工作任务", "task"), ("年度目标", "task"), ("工作内容", "task")],
        *[("第1季度目标", "target"), ("二季度工作目标", "target"), ("责任单位", "units"), ("牵头单位", "units")],
        *[("分管领导", "leader"), ("责任人", "leader"), ("完成时限", "deadline"), ("时限要求", "deadline")],
        *[("进展情况", "progress"), ("工作完成情况", "progress"), ("是否完成", "status"), ("完成状态", "status")],
        *[
            ("是否达到序时进度", "status"),
            ("未完成原因", "reason"),
            ("存在问题", "reason"),
            ("下步工作打算", "next_step"),
        ],
        *[("下个月工作计划", "next_step"), ("备注", "remark"), ("完成率", "rate"), ("任务类别", "group")],
        *[("电话", None), ("是否滞后", None), ("", None), ("一" * 30 + "任务", None)],
    ],
)
def test_words_of_a_heading_speak_for_a_role(heading: str, role: str | None) -> None:
    assert guess_role(heading) == role


@given(st.text())
def test_any_string_gives_an_answer(heading: str) -> None:
    assert heading_key(heading) == heading_key(f" {heading}\n")
    heading_rules(heading)
    guess_role(heading)


@pytest.mark.parametrize("piece", ["(", "()", ")", "((a)", "不要改变", "200字", "限1", "控制在", "1-", "：", "下", " "])
def test_text_of_a_hundred_thousand_characters_is_bounded_work(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(heading_key(text)) <= len(text)
    heading_rules(text)
    assert guess_role(text) is None
