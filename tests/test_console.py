"""Tables for a terminal: what a person must read to mend a cell is there to its end."""

import pytest
from rich.console import Console

from progress_xl.findings import Finding
from progress_xl.messages import LANGUAGES, Lang
from progress_xl.reports.console import findings_table

QUOTED = "全市技术合同登记成交额达到人民币壹仟叁佰伍拾亿元以上并力争进入全省前三位"


def _printed(finding: Finding, lang: Lang) -> str:
    out = Console(width=4000, highlight=False)
    with out.capture() as captured:
        out.print(findings_table([finding], lang))
    return captured.get()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_message_of_two_quotations_is_whole(lang: Lang) -> None:
    details = {
        "goal": QUOTED,
        "goal_cell": "C12",
        "actual": QUOTED[::-1],
        "actual_cell": "E12",
        "arithmetic": "1234.56789 ÷ 23456.789 = 5.3 %",
        "elapsed": "58.1 %",
        "status": "达到序时进度",
    }
    finding = Finding("behind-pace", cell="G12", column="是否达到序时进度", details=details)
    message, _ = finding.text(lang)
    assert message in _printed(finding, lang)


def test_message_with_a_text_of_a_thousand_characters_is_cut() -> None:
    printed = _printed(Finding("task-changed", details={"expected": "水" * 1000}), "zh")
    assert 100 < printed.count("水") < 500
    assert "…" in printed
