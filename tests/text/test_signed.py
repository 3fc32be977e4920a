"""Texts of several units in one cell, each signed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.signed import split_signed

UNITS = ("市水利局", "市财政局(国资委)", "滨江新区")


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("已开工。（市水利局）\n已拨款。（市财政局）", ["已开工。", "已拨款。"]),
        ("是（市水利局、市审计局）\n否（市财政局(国资委)）", ["是", "否"]),
        ("一、开工。\n二、封顶。（市水利局）\n已拨款。（市国资委（金融办））", ["一、开工。\n二、封顶。", "已拨款。"]),
        ("已开工。（滨江新区）", ["已开工。"]),
        # No signatures.
        ("已开工。", ["已开工。"]),
        ("已开工（二期）\n已拨款（全额）", ["已开工（二期）\n已拨款（全额）"]),
        ("已开工（市水利局、二期）", ["已开工（市水利局、二期）"]),
        ("已开工。（市水利局）\n尚未验收。", ["已开工。（市水利局）\n尚未验收。"]),
        ("（市水利局）已开工。", ["（市水利局）已开工。"]),
        ("已开工）", ["已开工）"]),
        ("（）", ["（）"]),
        ("", [""]),
    ],
)
def test_signed_texts_are_told_apart(text: str, texts: list[str]) -> None:
    assert split_signed(text, UNITS) == texts


@given(st.text(alphabet="（）、局市\n好。", max_size=40))
def test_any_text_is_split_or_left_whole(text: str) -> None:
    found = split_signed(text, UNITS)
    assert found == [text] or all(part in text for part in found)
