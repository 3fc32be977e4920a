"""Deadlines as offices write them, and phrases that must not be guessed."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.deadlines import parse_deadline

JULY = dt.date(2022, 7, 31)
LABELS = Path(__file__).parents[3] / "shared" / "labels" / "deadlines.tsv"


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("2022年12月底前", "2022-12-31"),
        ("２０２２年１２月底前", "2022-12-31"),
        ("2024年 12月\n底前", "2024-12-31"),
        ("2022年12月31日", "2022-12-31"),
        ("2022-12-31", "2022-12-31"),
        ("2022/9/5", "2022-09-05"),
        ("2022.9.5", "2022-09-05"),
        ("6月25日前", "2022-06-25"),
        ("二〇二二年十二月三十一日", "2022-12-31"),
        ("年底前", "2022-12-31"),
        ("年内", "2022-12-31"),
        ("2023年底", "2023-12-31"),
        ("明年年底前", "2023-12-31"),
        ("本年度内", "2022-12-31"),
        ("年终", "2022-12-31"),
        ("全年", "2022-12-31"),
        ("上半年", "2022-06-30"),
        ("2023年上半年", "2023-06-30"),
        ("第三季度末", "2022-09-30"),
        ("2022年三季度", "2022-09-30"),
        ("2月底前", "2022-02-28"),
        ("2024年2月底", "2024-02-29"),
        ("8月中旬", "2022-08-20"),
        ("8月下旬前", "2022-08-31"),
        ("月底前", "2022-07-31"),
        ("“十四五”末", "2025-12-31"),
        ("力争12月底前完成", "2022-12-31"),
        ("1-6月", "2022-06-30"),
    ],
)
def test_phrase_with_an_end_gives_its_last_day(phrase: str, due: str) -> None:
    found = parse_deadline(phrase, on=JULY)
    assert (found.kind, found.date) == ("date", dt.date.fromisoformat(due))


@pytest.mark.parametrize("phrase", ["长期", "长期推进", "持续推进", "常态化推进", "每月25日前", "每季度末"])
def test_phrase_without_an_end_is_ongoing(phrase: str) -> None:
    assert parse_deadline(phrase, on=JULY).kind == "ongoing"


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "   ",
        "底",
        "内",
        "到底",
        "在内",
        "尽快",
        "接通知后5个工作日内",
        "2022年2月30日",
        "13月底前",
        "3个月内",
        "12",
        "44926",
        "2022年前",
        "持续推进，12月底前完成",
        "第五季度",
        "二月三十日",
        "详见附件",
    ],
)
def test_phrase_beyond_the_grammar_is_unknown_and_never_guessed(phrase: str) -> None:
    assert parse_deadline(phrase, on=JULY).kind == "unknown"


@pytest.mark.parametrize("cell", [dt.date(2022, 12, 31), dt.datetime(2022, 12, 31, 8, 30)])
def test_date_cell_is_its_day(cell: dt.date) -> None:
    assert parse_deadline(cell, on=JULY).date == dt.date(2022, 12, 31)


def test_empty_cell_is_unknown() -> None:
    assert parse_deadline(None, on=JULY).kind == "unknown"


@given(st.text(), st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_any_string_gives_an_answer(phrase: str, on: dt.date) -> None:
    found = parse_deadline(phrase, on=on)
    assert (found.date is not None) == (found.kind == "date")


@given(st.text(alphabet="0123456789年月日前底末内上下半度季第十二三四五一〇今明本-至/.", max_size=14))
def test_any_string_of_date_words_gives_an_answer(phrase: str) -> None:
    found = parse_deadline(phrase, on=JULY)
    assert (found.date is not None) == (found.kind == "date")


def test_very_long_text_is_unknown() -> None:
    assert parse_deadline("2022年12月" * 20_000, on=JULY).kind == "unknown"


@pytest.mark.skipif(not LABELS.is_file(), reason="the labelled phrases lie beside the repository, not in it")
def test_labelled_phrases_are_read_right_or_left_unknown() -> None:
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    wrong = []
    for phrase, reported, due, *_ in rows:
        if reported == "unknown":
            continue
        found = parse_deadline(phrase, on=dt.date.fromisoformat(reported))
        said = found.date.isoformat() if found.date else found.kind
        if said not in (due, "unknown"):
            wrong.append((phrase, due, said))
    assert rows
    assert wrong == []
