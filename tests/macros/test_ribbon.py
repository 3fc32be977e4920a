"""The ribbon's XML against the table of buttons, the macros, the functions, and what Excel demands."""

import inspect
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from build_macros import PRODUCTS, ROOT, SOURCES, Product
from lxml import etree
from openxml_audit import OpenXmlValidator

from progress_xl.excel import ribbon
from progress_xl.excel.buttons import BUTTONS, GROUPS, TAB

SCHEMAS = {
    "customUI14": "http://schemas.microsoft.com/office/2009/07/customui",
    "customUI": "http://schemas.microsoft.com/office/2006/01/customui",
}
CALLBACK = re.compile(r"^Public Sub (\w+)\((.*)\)$", re.MULTILINE)
FORWARDED = re.compile(
    r'^Public Sub (\w+)\(control As IRibbonControl\)\n    CallPython "(\w+)"\nEnd Sub$', re.MULTILINE
)
# MS-CUSTOMUI 2.3: how long an ST_String and an ST_UniqueID may be; Excel shows a label of a button on one or two lines.
LONGEST = {"id": 1024, "label": 1024, "screentip": 1024, "supertip": 1024, "imageMso": 1024, "onAction": 1024}


@pytest.fixture(params=PRODUCTS, ids=lambda product: product.name)
def product(request: pytest.FixtureRequest) -> Product:
    return request.param


@pytest.fixture(params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> str:
    return request.param


def _ribbon(product: Product, schema: str) -> etree._Element:
    with zipfile.ZipFile(ROOT / "workbooks" / product.name) as package:
        return etree.fromstring(package.read(f"customUI/{schema}.xml"))


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(f"{{{etree.QName(root).namespace}}}{name}"))


def _module(name: str) -> str:
    return (SOURCES / f"{name}.bas").read_text(encoding="ascii")


def test_both_ribbons_differ_in_nothing_but_their_schema(product: Product) -> None:
    newer, older = (etree.tostring(_ribbon(product, schema)).decode() for schema in SCHEMAS)
    assert older == newer.replace(SCHEMAS["customUI14"], SCHEMAS["customUI"])


def test_tab_groups_and_buttons_say_what_the_table_says(product: Product, schema: str) -> None:
    root = _ribbon(product, schema)
    assert etree.QName(root).namespace == SCHEMAS[schema]
    assert [tab.get("label") for tab in _all(root, "tab")] == [TAB["zh"]] == ["进度填报"]
    groups = [(group.get("label"), [button.get("id") for button in group]) for group in _all(root, "group")]
    assert groups == [
        (words["zh"], [button.name for button in BUTTONS if button.group == role])
        for role, words in GROUPS.items()
        if role in product.roles
    ]
    for element in _all(root, "button"):
        button = next(button for button in BUTTONS if button.name == element.get("id"))
        words = button.words["zh"]
        assert (element.get("label"), element.get("screentip"), element.get("supertip")) == (
            words.label,
            words.screentip,
            words.supertip,
        )
        assert element.get("imageMso") == button.icon
        assert element.get("size") == ("large" if button.large else "normal")


def test_unit_has_the_buttons_for_filling_in_and_the_coordinator_has_all() -> None:
    groups = {
        product.name: [group.get("label") for group in _all(_ribbon(product, "customUI14"), "group")]
        for product in PRODUCTS
    }
    assert [labels[:2] for labels in groups.values()] == [["填报", "汇总"], ["填报", "设置与帮助"], ["填报", "汇总"]]
    assert len(_all(_ribbon(PRODUCTS[0], "customUI14"), "button")) == len(BUTTONS) == 11


def test_every_action_is_a_procedure_with_the_signature_that_excel_calls(product: Product, schema: str) -> None:
    procedures = dict(CALLBACK.findall(_module("ProgressRibbon")))
    for button in _all(_ribbon(product, schema), "button"):
        module, _, procedure = button.get("onAction").partition(".")
        assert module == "ProgressRibbon"
        assert procedures[procedure] == "control As IRibbonControl"


def test_every_procedure_forwards_to_the_function_of_its_name_and_all_functions_are_reached() -> None:
    forwarded = FORWARDED.findall(_module("ProgressRibbon"))
    assert [name for name, _ in CALLBACK.findall(_module("ProgressRibbon"))] == [name for name, _ in forwarded]
    assert all(procedure == function for procedure, function in forwarded)
    assert [function for _, function in forwarded] == [button.name for button in BUTTONS]
    for _, function in forwarded:
        assert not inspect.signature(getattr(ribbon, function)).parameters


def test_one_private_procedure_knows_python() -> None:
    text = _module("ProgressRibbon")
    private = re.findall(r"^Private Sub (\w+)", text, re.MULTILINE)
    assert private == ["CallPython"]
    assert len(re.findall(r"\b(RunPython|Shell)\b .*", text.partition("Private Sub")[2])) == 2
    assert "RunPython" not in text.partition("' Where RunPython")[0]


def test_only_templates_give_way_and_by_a_procedure_of_theirs(product: Product, schema: str) -> None:
    asked = {group.get("getVisible") for group in _all(_ribbon(product, schema), "group")}
    if product.is_add_in:
        assert asked == {None}
    else:
        assert asked == {"TemplateRibbon.unless_add_in"}
        assert dict(CALLBACK.findall(_module("TemplateRibbon"))) == {
            "unless_add_in": "control As IRibbonControl, ByRef visible As Variant"
        }


def test_ids_are_unique_names(product: Product, schema: str) -> None:
    ids = Counter(element.get("id") for element in _ribbon(product, schema).iter() if element.get("id"))
    assert {name: count for name, count in ids.items() if count > 1} == {}
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)


def test_tab_is_shared_by_its_qualified_name(product: Product, schema: str) -> None:
    root = _ribbon(product, schema)
    (tab,) = _all(root, "tab")
    prefix, _, name = tab.get("idQ").partition(":")
    assert (root.nsmap[prefix], name, tab.get("id")) == ("progress_xl", "tab", None)


def test_texts_are_within_excels_limits(product: Product, schema: str) -> None:
    for button in _all(_ribbon(product, schema), "button"):
        for name, value in button.attrib.items():
            assert 0 < len(value) <= LONGEST.get(name, 1024), (name, value)
        assert len(button.get("label")) <= 8


def _damaged(source: Path, target: Path, old: str, new: str) -> Path:
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            other.writestr(name, content.replace(old.encode(), new.encode()) if "customUI" in name else content)
    return target


def _errors(path: Path) -> Iterator[str]:
    return (str(error) for error in OpenXmlValidator().validate(str(path)).errors)


@pytest.mark.parametrize(
    ("old", "new"),
    [('size="large"', 'size="huge"'), ("<button", "<knob"), (' label="', ' lable="')],
)
def test_validator_knows_the_ribbons_schema(product: Product, tmp_path: Path, old: str, new: str) -> None:
    source = ROOT / "workbooks" / product.name
    assert list(_errors(source)) == []
    assert list(_errors(_damaged(source, tmp_path / product.name, old, new))) != []
