"""Units: lists in one cell, broken and bracketed names, file names, and which names are one unit's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.units import is_collective, split_units, unit_in_name, unit_roles


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市科技局", ["市科技局"]),
        ("市科技局、市教育局，市财政局；淄川区政府", ["市科技局", "市教育局", "市财政局", "淄川区政府"]),
        ("市科技局 市教育局\n市妇联", ["市科技局", "市教育局", "市妇联"]),
        ("市科技局\n妇联 团委", ["市科技局", "妇联", "团委"]),
        ("市科技局／市教育局|市财政局", ["市科技局", "市教育局", "市财政局"]),
        ("市工业和信息化\n局", ["市工业和信息化局"]),
        ("市人力资源社会\n保障局", ["市人力资源社会保障局"]),
        ("市人力资源社\n会保障局", ["市人力资源社会保障局"]),
        ("市住房和城乡\n建设局", ["市住房和城乡建设局"]),
        ("市农业农村委\n员会", ["市农业农村委员会"]),
        ("市科学\n技术局", ["市科学技术局"]),
        ("市委\n组织部", ["市委组织部"]),
        ("市委 市政府", ["市委", "市政府"]),
        ("高新区\n管委会", ["高新区管委会"]),
        ("淄川区政府 张店区政府", ["淄川区政府", "张店区政府"]),
        ("市财政局(国资委)、市审计局", ["市财政局(国资委)", "市审计局"]),
        ("市财政局（国资委、\n金融办）", ["市财政局(国资委、金融办)"]),
        ("市财政局 （国资委）", ["市财政局(国资委)"]),
        ("牵头单位：市科技局；配合单位：市财政局", ["市科技局", "市财政局"]),
        ("市科技局、市科技局", ["市科技局"]),
        ("市 科 技 局", ["市科技局"]),
        ("市科技局、市教育局等", ["市科技局", "市教育局"]),
        ("市科技局等有关部门", ["市科技局"]),
        ("市科技局和市教育局", ["市科技局", "市教育局"]),
        ("市工业和信息化局和运城市科学技术局", ["市工业和信息化局", "运城市科学技术局"]),
        ("市住房和城乡建设局及各县区", ["市住房和城乡建设局", "各县区"]),
        ("市文化和旅游局与高新区管委会", ["市文化和旅游局", "高新区管委会"]),
        ("市科技局会同市教育局、市财政局", ["市科技局", "市教育局", "市财政局"]),
        ("①市科技局②市教育局", ["市科技局", "市教育局"]),
        ("1.市科技局 2.市教育局", ["市科技局", "市教育局"]),
        ("由市科技局负责", ["市科技局"]),
        ("市发展和改革委员会", ["市发展和改革委员会"]),
        ("市自然资源和规划局", ["市自然资源和规划局"]),
        ("市政务服务中心和市场监督管理局", ["市政务服务中心和市场监督管理局"]),
        ("市委和市政府督查室", ["市委和市政府督查室"]),
        ("市农村和社区工作部", ["市农村和社区工作部"]),
        ("市财政局（市国资委和市金融办）", ["市财政局(市国资委和市金融办)"]),
        ("会同县人民政府", ["会同县人民政府"]),
        ("市高等学校", ["市高等学校"]),
        ("、", []),
        ("", []),
    ],
)
def test_cell_gives_its_units_lead_first(cell: str, units: list[str]) -> None:
    assert list(split_units(cell)) == units


@given(st.text())
def test_every_typed_character_of_a_unit_list_stays_in_some_unit(cell: str) -> None:
    assert all(unit and unit == "".join(unit.split()) for unit in split_units(cell))


@given(
    st.lists(st.sampled_from(["市科技局", "市教育局", "市财政局", "某县政府", "市委组织部"]), unique=True, min_size=1)
)
def test_units_joined_by_any_separator_come_apart_again(units: list[str]) -> None:
    for separator in ("、", "，", "；", "\n", " ", " 、 "):
        assert list(split_units(separator.join(units))) == units


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "局 ",
        "市科技局和",
        "①",
        "1.市",
        "由",
        "等",
        "(",
        "局(",
        "局 (a) ",
        ")",
        "市委 ",
        "、",
        "\0" + "1\0",
        "2022",
        "牵头",
    ],
)
def test_text_of_a_hundred_thousand_characters_is_bounded_work(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert sum(map(len, split_units(text))) <= len(text)
    assert unit_in_name(text) is None or unit_in_name(text)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("市科技局", "市科技局"),
        ("附件2：市科技局2022年7月报送（更正）", "市科技局"),
        ("2022年7月重点工作进展表-市科技局", "市科技局"),
        ("重点工作任务进展情况（市科技局）", "市科技局"),
        ("1.市科技局", "市科技局"),
        ("市水利局_2022Q1_v2", "市水利局"),
        ("高新区管委会2022年7月", "高新区管委会"),
        ("市委社会工作部7月份报表", "市委社会工作部"),
        ("各单位汇总", None),
        ("全市重点工作", None),
        ("2022年7月", None),
        ("总表", None),
        ("Sheet1", None),
    ],
)
def test_file_name_gives_its_unit(name: str, unit: str | None) -> None:
    assert unit_in_name(name) == unit


@pytest.mark.parametrize(
    ("cell", "leads", "supports"),
    [
        ("市科技局", ["市科技局"], []),
        ("市科技局、市教育局、市财政局", ["市科技局"], ["市教育局", "市财政局"]),
        ("牵头单位：市科技局；配合单位：市财政局、市教育局", ["市科技局"], ["市财政局", "市教育局"]),
        ("配合单位：市财政局；牵头单位：市科技局", ["市科技局"], ["市财政局"]),
        ("牵头：市科技局、市教育局\n协办：市财政局", ["市科技局", "市教育局"], ["市财政局"]),
        ("市财政局（配合）、市科技局（牵头）", ["市科技局"], ["市财政局"]),
        ("市科技局（牵头单位）、市财政局", ["市科技局"], ["市财政局"]),
        ("市财政局、市科技局（牵头）", ["市科技局"], ["市财政局"]),
        ("市科技局牵头，市财政局、市教育局配合", ["市科技局"], ["市财政局", "市教育局"]),
        ("市科技局牵头负责，市财政局配合", ["市科技局"], ["市财政局"]),
        ("由市科技局牵头，市财政局等配合", ["市科技局"], ["市财政局"]),
        ("市科技局会同市教育局负责", ["市科技局"], ["市教育局"]),
        ("市科技局、市财政局（配合）", ["市科技局"], ["市财政局"]),
        ("责任单位：市科技局、市财政局", ["市科技局"], ["市财政局"]),
        ("市科技局、各区县政府按职责分工负责", ["市科技局"], ["各区县政府"]),
        ("市财政局（国资委）、市科技局", ["市财政局(国资委)"], ["市科技局"]),
        ("协办单位：市财政局、市教育局", ["市财政局"], ["市教育局"]),
        ("", [], []),
    ],
)
def test_role_words_say_who_leads_and_who_supports(cell: str, leads: list[str], supports: list[str]) -> None:
    roles = unit_roles(cell)
    assert [unit for unit, role in roles if role == "lead"] == leads
    assert [unit for unit, role in roles if role == "support"] == supports
    assert split_units(cell) == (*leads, *supports)


@pytest.mark.parametrize(
    ("note", "leads"),
    [
        ("注：责任单位排在第一位的为牵头单位，其他单位为协办单位", 1),
        ("注：排首位的为牵头单位", 1),
        ("", 1),
        ("注：责任单位排名不分先后", 2),
    ],
)
def test_without_role_words_the_footnote_says_whether_the_first_leads(note: str, leads: int) -> None:
    roles = unit_roles("市科技局、市教育局", note)
    assert [role for _, role in roles].count("lead") == leads


@pytest.mark.parametrize(("unit", "many"), [("市直各单位", True), ("各县区", True), ("市科技局", False)])
def test_collective_name_addresses_many(unit: str, many: bool) -> None:
    assert is_collective(unit) is many
