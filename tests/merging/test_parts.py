"""Several units' texts in one cell: lead first, each signed."""

import pytest

from progress_xl.merging.parts import in_order, join
from progress_xl.model import Task
from tests.merging.rows import part

TASK = Task("1", "建成三座水库", ("市水利局", "市财政局(国资委)", "市审计局"))


def test_lead_stands_first_then_the_others_as_named_then_strangers_by_name() -> None:
    units = ["市民政局", "市审计局", "市水利局", "云澜市财政局", "市乙局"]
    ordered = [each.unit for each in in_order([part(unit, "已办。") for unit in units], TASK)]
    assert ordered == ["市水利局", "云澜市财政局", "市审计局", "市乙局", "市民政局"]


@pytest.mark.parametrize(
    ("said", "joined"),
    [
        ([("市水利局", "已开工。")], "已开工。"),
        ([("市水利局", "已开工。"), ("市财政局", "已拨款。")], "已开工。（市水利局）\n已拨款。（市财政局）"),
        ([("市水利局", "已开工。"), ("市财政局", "已开工。")], "已开工。"),
        (
            [("市水利局", "已开工。"), ("市财政局", "已拨款。"), ("市审计局", "已开工。")],
            "已开工。（市水利局、市审计局）\n已拨款。（市财政局）",
        ),
        (
            [("市水利局", "一、开工。\n二、封顶。"), ("市财政局", "=1+1")],
            "一、开工。\n二、封顶。（市水利局）\n=1+1（市财政局）",
        ),
        ([], ""),
    ],
)
def test_parts_are_signed_where_units_differ(said: list[tuple[str, str]], joined: str) -> None:
    assert join([part(unit, text) for unit, text in said]) == joined
