"""Short and full names of units: which are one unit's, and what is never taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.unit_names import UnitNames, same_unit

ONE_UNIT = """
市科技局 = 云河市科学技术局
市科技局 = 市科学技术局
云河市科技局 = 市科学技术局
市发改委 = 市发展和改革委员会
市发改委 = 云河市发展改革委
市发展改革委 = 云河市发展和改革委员会
市人社局 = 市人力资源和社会保障局
市人社局 = 市人力资源社会保障局
市人力社保局 = 市人力资源和社会保障局
市住建局 = 云河市住房和城乡建设局
市工信局 = 市工业和信息化局
市经信局 = 市经济和信息化局
市卫健委 = 市卫生健康委员会
市文旅局 = 市文化和旅游局
市文旅局 = 市文化广电旅游局
市农业农村局 = 云河市农业农村局
市市场监管局 = 云河市市场监督管理局
市市监局 = 市市场监督管理局
市监局 = 市市场监督管理局
市乡村振兴局 = 云河市乡村振兴局
市交通局 = 市交通运输局
市城管局 = 市城市管理局
市应急局 = 市应急管理局
市医保局 = 市医疗保障局
市国资委 = 市人民政府国有资产监督管理委员会
市国资委 = 市国有资产监督管理委员会
市教体局 = 市教育体育局
市金融办 = 市金融工作办公室
市金融局 = 市地方金融监督管理局
市网信办 = 市互联网信息办公室
市公积金中心 = 市住房公积金管理中心
市资规局 = 市自然资源和规划局
市外办 = 市人民政府外事办公室
市政府办 = 云河市人民政府办公室
市委办 = 中共云河市委办公室
市委组织部 = 中共云河市委组织部
组织部 = 市委组织部
市妇联 = 云河市妇女联合会
市科协 = 市科学技术协会
市残联 = 云河市残疾人联合会
市侨联 = 市归国华侨联合会
市工商联 = 市工商业联合会
市总工会 = 云河市总工会
团市委 = 共青团云河市委员会
淄川区政府 = 淄川区人民政府
淄川区政府 = 淄博市淄川区人民政府
淄川区 = 淄川区人民政府
市政府 = 云河市人民政府
高新区管委会 = 高新技术产业开发区管理委员会
高新区管委会 = 云河市高新技术产业开发区管理委员会
经开区管委会 = 经济技术开发区管委会
张店区科技局 = 张店区科学技术局
区科技局 = 张店区科学技术局
省科技厅 = 云山省科学技术厅
市中级法院 = 云河市中级人民法院
市检察院 = 云河市人民检察院
新城街道办 = 新城街道办事处
市供销社 = 市供销合作社联合社
市税务局 = 国家税务总局云河市税务局
市财政局（国资委） = 市财政局
市　科技局 = 市科学技术局
"""
TWO_UNITS = """
市科技局 = 市教育局
市科技局 = 市科学技术协会
市科技局 = 县科技局
市科技局 = 张店区科技局
市科技局 = 云河市临河区科学技术局
市科技局 = 市中区科技局
张店区科技局 = 淄川区科学技术局
云河市科技局 = 金山市科学技术局
市卫健委 = 市卫生健康局
市发改委 = 市发展改革局
市政府 = 淄川区人民政府
市政府 = 云河市淄川区人民政府
市委办 = 市政府办
市委组织部 = 市委宣传部
市妇联 = 市残联
市教育局 = 市体育局
市体育局 = 市教育体育局
市规划局 = 市自然资源和规划局
市民政局 = 市民族宗教事务局
市财政局 = 市财政局国库支付中心
管理局 = 公路管理局
市局 = 某市局
市科枝局 = 市科技局
高新区管委会 = 经开区管委会
"""
# A city's departments, each by its short and its full name: no short name may lead to another department.
CITY = """
市发改委 = 云河市发展和改革委员会
市教育局 = 云河市教育局
市科技局 = 云河市科学技术局
市工信局 = 云河市工业和信息化局
市民宗局 = 云河市民族宗教事务局
市公安局 = 云河市公安局
市民政局 = 云河市民政局
市司法局 = 云河市司法局
市财政局 = 云河市财政局
市人社局 = 云河市人力资源和社会保障局
市自然资源局 = 云河市自然资源和规划局
市生态环境局 = 云河市生态环境局
市住建局 = 云河市住房和城乡建设局
市城管局 = 云河市城市管理局
市交通局 = 云河市交通运输局
市水利局 = 云河市水利局
市农业农村局 = 云河市农业农村局
市商务局 = 云河市商务局
市文旅局 = 云河市文化和旅游局
市卫健委 = 云河市卫生健康委员会
市退役军人局 = 云河市退役军人事务局
市应急局 = 云河市应急管理局
市审计局 = 云河市审计局
市外办 = 云河市人民政府外事办公室
市国资委 = 云河市人民政府国有资产监督管理委员会
市市场监管局 = 云河市市场监督管理局
市体育局 = 云河市体育局
市统计局 = 云河市统计局
市医保局 = 云河市医疗保障局
市信访局 = 云河市信访局
市金融局 = 云河市地方金融监督管理局
市大数据局 = 云河市大数据发展管理局
市行政审批局 = 云河市行政审批服务局
市乡村振兴局 = 云河市乡村振兴局
市林草局 = 云河市林业和草原局
市机关事务局 = 云河市机关事务管理局
市投促局 = 云河市投资促进局
市委办 = 中共云河市委办公室
市政府办 = 云河市人民政府办公室
市委组织部 = 中共云河市委组织部
市委宣传部 = 中共云河市委宣传部
市委统战部 = 中共云河市委统一战线工作部
市委网信办 = 中共云河市委网络安全和信息化委员会办公室
市总工会 = 云河市总工会
团市委 = 共青团云河市委员会
市妇联 = 云河市妇女联合会
市科协 = 云河市科学技术协会
市残联 = 云河市残疾人联合会
市文联 = 云河市文学艺术界联合会
市工商联 = 云河市工商业联合会
淄川区政府 = 云河市淄川区人民政府
张店区政府 = 云河市张店区人民政府
高新区管委会 = 云河高新技术产业开发区管理委员会
经开区管委会 = 云河经济技术开发区管理委员会
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(one, other) for line in text.split("\n") if line for one, other in [line.split(" = ")]]


@pytest.mark.parametrize(("one", "other"), _pairs(ONE_UNIT))
def test_short_and_full_name_are_one_unit(one: str, other: str) -> None:
    assert same_unit(one, other)
    assert same_unit(other, one)
    assert UnitNames([other]).find(one) == other
    assert UnitNames([one]).find(other) == one


@pytest.mark.parametrize(("short", "full"), _pairs(CITY))
def test_department_is_found_among_all_others_by_either_name(short: str, full: str) -> None:
    assert UnitNames(known for _, known in _pairs(CITY)).find(short) == full
    assert UnitNames(known for known, _ in _pairs(CITY)).find(full) == short


@pytest.mark.parametrize(("one", "other"), _pairs(TWO_UNITS))
def test_names_of_two_units_are_kept_apart(one: str, other: str) -> None:
    assert not same_unit(one, other)
    assert not same_unit(other, one)
    assert UnitNames([other]).find(one) is None


def test_known_spelling_is_itself_even_where_a_longer_one_would_fit() -> None:
    names = UnitNames(["云河市科技局", "市科技局", "市教育局", "市教育体育局"])
    assert [names.find(unit) for unit in names.known] == list(names.known)


def test_second_name_in_brackets_does_not_count() -> None:
    assert UnitNames(["市财政局(国资委)", "市审计局"]).find("市财政局") == "市财政局(国资委)"
    assert UnitNames(["市财政局(国资委)", "市财政局"]).find("市财政局（金融办）") == "市财政局"


def test_short_name_that_fits_two_units_is_neither_and_both_are_suggested() -> None:
    names = UnitNames(["张店区科技局", "淄川区科技局", "市教育局"])
    assert names.find("区科技局") is None
    assert names.suggest("区科技局") == ("张店区科技局", "淄川区科技局")


def test_short_name_that_fits_two_works_is_neither() -> None:
    names = UnitNames(["市农业农村局", "市农业机械局"])
    assert names.find("市农业局") is None
    assert set(names.suggest("市农业局")) == {"市农业农村局", "市农业机械局"}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("市科枝局", "市科技局"), ("市教育居", "市教育局"), ("市卫健局", "市卫健委"), ("市才政局", "市财政局")],
)
def test_slip_is_suggested_and_never_taken(slip: str, meant: str) -> None:
    names = UnitNames(["市科技局", "市教育局", "市卫健委", "市财政局"])
    assert names.find(slip) is None
    assert names.suggest(slip)[0] == meant


def test_name_like_none_is_not_suggested() -> None:
    names = UnitNames(["市科技局", "市教育局"])
    assert names.find("云山煤矿") is None
    assert names.suggest("云山煤矿") == ()


@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=12))
def test_any_name_gets_an_answer_among_the_known(known: list[str], name: str) -> None:
    names = UnitNames(known)
    assert names.find(name) in (*known, None)
    assert set(names.suggest(name)) <= set(known)
    assert all(names.find(unit) == unit for unit in known)


@given(
    st.text(alphabet="市县区省云河科学技术局委办会员政府人民共青团", max_size=16),
    st.text(alphabet="市县区云科技局委会政府团", max_size=10),
)
def test_sameness_has_no_direction(one: str, other: str) -> None:
    assert same_unit(one, other) == same_unit(other, one)
    assert (UnitNames([other]).find(one) is not None) == (same_unit(one, other))


@pytest.mark.parametrize("piece", ["市", "局", "市科技局", "共青团", "(", "管委会", "市委"])
def test_name_of_a_hundred_thousand_characters_is_bounded_work(piece: str) -> None:
    name = piece * (100_000 // len(piece))
    assert not same_unit(name, "市科技局")
    assert UnitNames(["市科技局"]).find(name) is None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("市公信局", "市工业和信息化局"), ("市人设局", "市人力资源和社会保障局"), ("市发该委", "市发展和改革委员会")],
)
def test_slip_in_a_short_name_suggests_the_full_one_and_is_not_taken(slip: str, meant: str) -> None:
    names = UnitNames(["市公安局", "市财政局", "市发展和改革委员会", "市工业和信息化局", "市人力资源和社会保障局"])
    assert names.find(slip) is None
    assert meant in names.suggest(slip)


@pytest.mark.parametrize("name", ["市气象局", "市体育局", "县公信局", "市公信委"])
def test_other_unit_is_no_slip_of_a_full_name(name: str) -> None:
    assert "市工业和信息化局" not in UnitNames(["市工业和信息化局", "市财政局"]).suggest(name)
