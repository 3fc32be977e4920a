"""wrong-year: texts of another period. Which times accuse is tested with the mentions themselves."""

from pathlib import Path

import pytest

import progress_xl as px
from tests.tables import cells, findings, submission

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents lie beside the repository, not in it")
HEADING = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"


def _found(progress: str, plan: str = "浇筑坝体", period: str | None = "2022-07") -> list[px.Finding]:
    table = f"{HEADING}\n| 市水利局 | 1.修水库 | 长期推进 | {progress} | {plan} | 是 | |"
    return findings(submission(table), "wrong-year", period=px.Period.parse(period) if period else None)


@pytest.mark.parametrize(
    ("progress", "quoted"),
    [
        ("截至2021年7月底，完成投资三亿元。", "截至2021年7月底"),
        ("1-5月完成投资三亿元。", "1-5月"),
        ("截至8月底，完成投资三亿元。", "截至8月底"),
        ("2022Q2完成投资三亿元。", "2022Q2"),
        ("2021年，完成坝体浇筑，通过验收。", "2021年"),
    ],
)
def test_text_of_another_period_is_quoted(progress: str, quoted: str) -> None:
    found = _found(progress)
    assert cells(found) == ["D2"]
    assert found[0].severity == "notice"
    assert f"“{quoted}”" in found[0].message
    assert "2022年7月" in found[0].message


@pytest.mark.parametrize(
    "progress",
    [
        "7月完成投资三亿元。",
        "1—7月完成投资三亿元，比2021年同期增长一成。",
        "2021年实施的项目资金已拨付到位。",
        "验收2020年科技计划项目19项。",
        "完成投资三亿元。",
    ],
)
def test_text_of_the_period_is_not(progress: str) -> None:
    assert _found(progress) == []


def test_plans_may_speak_of_other_months() -> None:
    assert _found("7月完成坝体浇筑。", plan="2021年，完成坝体浇筑，通过验收。") == []


def test_without_a_period_nothing_is_foreign() -> None:
    assert _found("截至2021年7月底，完成投资三亿元。", period=None) == []


@needs_seeds
@pytest.mark.parametrize(
    ("name", "period"),
    [("yuncheng-2022-07.xlsx", "2022-07"), ("zibo-2022q1.xlsx", "2022Q1"), ("huangshan-2023q2.xlsx", "2023Q2")],
)
def test_seed_workbooks_are_of_their_period(name: str, period: str) -> None:
    codes = {finding.code for finding in px.validate(SEEDS / name, period=period).findings}
    assert codes.isdisjoint({"wrong-year", "copied-text", "shared-text", "placeholder-text"})


@needs_seeds
@pytest.mark.parametrize(
    ("name", "year"), [("narrative-city-2024h1.txt", "2023年"), ("narrative-luzhou-2024h1.txt", None)]
)
def test_seed_narrative_that_speaks_of_another_year_is_found(name: str, year: str | None) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8").replace("|", "").replace("\n", " ")
    found = _found(text, period="2024H1")
    assert len(found) == (year is not None)
    assert year is None or year in found[0].details["quotes"]
