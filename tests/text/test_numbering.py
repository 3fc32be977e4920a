"""Task numbers in a column of their own or in front of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.numbering import split_number, task_number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *[
            ("1", "1"),
            ("1、", "1"),
            ("１", "1"),
            ("007", "7"),
            ("（12）", "12"),
            ("12.", "12"),
            ("第3项", "3"),
            (" 5 号", "5 号"),
        ],
        *[("3-1", "3-1"), ("3.2", "3.2"), ("0", "0"), ("0.5", "0.5"), ("Ａ１", "A1"), ("一", "一"), ("", "")],
    ],
)
def test_number_cell_gives_its_plain_form(cell: str, number: str) -> None:
    assert task_number(cell) == number


@pytest.mark.parametrize(
    ("task", "number", "text"),
    [
        ("141.发挥园区作用", "141", "发挥园区作用"),
        ("141、发挥园区作用", "141", "发挥园区作用"),
        ("１４１．发挥园区作用", "141", "发挥园区作用"),
        ("（３）发挥（园区）作用", "3", "发挥（园区）作用"),
        (" 7. 发挥作用", "7", "发挥作用"),
        ("141 发挥作用", "141", "发挥作用"),
        ("12.2022年底前建成", "12", "2022年底前建成"),
        ("1.1.修路", "1.1", "修路"),
    ],
)
def test_number_in_front_is_parted_from_the_text(task: str, number: str, text: str) -> None:
    assert split_number(task) == (number, text)


@pytest.mark.parametrize(
    "task",
    [
        "2022年建成",
        "3 个项目开工",
        "5.5亿元投资",
        "1-7月完成",
        "100%完成",
        "7.",
        "⒈修路",
        "①修路",
        "一、修路",
        "",
        "12345678.修路",
    ],
)
def test_text_without_a_number_in_front_stays_whole(task: str) -> None:
    assert split_number(task) == (None, task)


@given(st.text())
def test_nothing_of_the_text_is_lost(task: str) -> None:
    number, text = split_number(task)
    assert task.endswith(text) or task.rstrip().endswith(text)
    assert number is not None or text == task


@pytest.mark.parametrize("piece", ["1", "1.", "1-", " ", "(1", "1 "])
def test_text_of_a_hundred_thousand_characters_is_bounded_work(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(split_number(text)[1]) <= len(text)
    assert len(task_number(text)) <= len(text)
