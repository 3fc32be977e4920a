"""The project in each file as olevba and olefile read it."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import xlwings
from build_macros import PRODUCTS, SOURCES, Product
from lxml import etree
from olefile import OleFileIO
from xlwings_vba import for_add_in

from tests.macros.olevba import decompressed, modules_of

WORKBOOKS = SOURCES.parent / "workbooks"
SHIPPED = Path(xlwings.__file__).parent
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# MS-OVBA 2.3.4.2; the size that a version's record gives is wrong by design.
_VERSION, _REFERENCE, _MODULE, _MODULE_END = 0x09, 0x16, 0x19, 0x2B
DOCUMENT = re.compile(r'(Attribute VB_\w+ = ("[^"]*"|True|False)\r\n){8}')


@pytest.fixture(params=PRODUCTS, ids=lambda product: product.name)
def product(request: pytest.FixtureRequest) -> Product:
    return request.param


@pytest.fixture
def modules(product: Product) -> Mapping[str, str]:
    """Text by module name."""
    return {stream.removeprefix("VBA/"): text for stream, text in modules_of(WORKBOOKS / product.name).items()}


def _project(product: Product) -> OleFileIO:
    with zipfile.ZipFile(WORKBOOKS / product.name) as package:
        return OleFileIO(io.BytesIO(package.read("xl/vbaProject.bin")), raise_defects=10)


def _as_excel_keeps_it(path: Path) -> str:
    return "\r\n".join(path.read_text(encoding="ascii").splitlines()) + "\r\n"


def _code_names(product: Product) -> Iterator[str]:
    """The names that the workbook and its sheets bear for their macros."""
    with zipfile.ZipFile(WORKBOOKS / product.name) as package:
        book = etree.fromstring(package.read("xl/workbook.xml"))
        yield book.find(f"{MAIN}workbookPr").get("codeName")
        for name in sorted(name for name in package.namelist() if name.startswith("xl/worksheets/sheet")):
            yield etree.fromstring(package.read(name)).find(f"{MAIN}sheetPr").get("codeName")


def test_olevba_lists_exactly_our_modules(product: Product, modules: Mapping[str, str]) -> None:
    elsewhere = "TemplateRibbon" if product.is_add_in else "ProgressFunctions"
    ours = {path.stem for path in SOURCES.glob("*.bas")} - {elsewhere}
    assert set(modules) == {*_code_names(product), *ours, "xlwings", "Dictionary"}


def test_our_modules_have_the_text_of_their_sources(product: Product, modules: Mapping[str, str]) -> None:
    for name in product.modules:
        assert modules[name] == _as_excel_keeps_it(SOURCES / f"{name}.bas")


def test_modules_of_documents_are_empty(product: Product, modules: Mapping[str, str]) -> None:
    for name in _code_names(product):
        assert DOCUMENT.fullmatch(modules[name])
        assert modules[name].startswith(f'Attribute VB_Name = "{name}"\r\n')


def test_xlwings_own_text_is_unchanged_in_a_template(product: Product, modules: Mapping[str, str]) -> None:
    if _from_this_xlwings(modules) and not product.is_add_in:
        assert modules["xlwings"] == (SHIPPED / "xlwings.bas").read_bytes().decode("ascii")


# A workbook that xlwings ships and that Excel opens, as a model for all that is not our own.
MODEL = SHIPPED / "quickstart_standalone.xlsm"


def test_dictionary_and_documents_read_as_in_xlwings_own_workbook(modules: Mapping[str, str]) -> None:
    model = modules_of(MODEL)
    if _from_this_xlwings(modules):
        # VBA, which kept the model, spells a word alike in all modules.
        assert modules["Dictionary"].lower() == model["VBA/Dictionary"].lower()
    for name in ("ThisWorkbook", "Sheet1"):
        assert modules[name] == model[f"VBA/{name}"]


def test_records_of_the_project_are_those_of_xlwings_own_workbook(product: Product) -> None:
    with _project(product) as ours, _model() as theirs:
        (head, modules), (model_head, model_modules) = _records(ours), _records(theirs)
    assert [key for key, _ in head] == [key for key, _ in model_head]
    fixed = {0x02, 0x14, 0x03, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x0C, 0x3C}
    assert [record for record in head if record[0] in fixed] == [record for record in model_head if record[0] in fixed]
    assert modules == model_modules


def _model() -> OleFileIO:
    with zipfile.ZipFile(MODEL) as package:
        return OleFileIO(io.BytesIO(package.read("xl/vbaProject.bin")))


def _records(project: OleFileIO) -> tuple[list[tuple[int, bytes]], set[tuple[int, ...]]]:
    """Records of the stream dir before the references, and the kinds of record that a module may consist of."""
    data = decompressed(project.openstream("VBA/dir").read())
    records, at = [], 0
    while at < len(data):
        key, size = struct.unpack_from("<HI", data, at)
        size = 6 if key == _VERSION else size
        records.append((key, data[at + 6 : at + 6 + size]))
        at += 6 + size
    keys = [key for key, _ in records]
    starts = [at for at, key in enumerate(keys) if key == _MODULE]
    modules = {tuple(keys[start : keys.index(_MODULE_END, start) + 1]) for start in starts}
    return records[: keys.index(_REFERENCE)], modules


def _from_this_xlwings(modules: Mapping[str, str]) -> bool:
    """Files built from another version of xlwings hold its text; then only our own modules can be compared."""
    return f"'Version: {xlwings.__version__}\r\n" in modules["xlwings"]


def test_add_in_takes_neither_settings_nor_code_from_the_active_workbook() -> None:
    shipped = (SHIPPED / "xlwings_custom_addin.bas").read_bytes().decode("ascii")
    changed = [
        (old.strip(), new.strip())
        for old, new in zip(shipped.splitlines(), for_add_in().text.splitlines(), strict=True)
        if old != new
    ]
    decides = (
        "Set wb = ",
        "SheetExists(",
        "GetConfigFromSheet(",
        "GetFullName(",
        "GetDirectoryPath(",
        "PROJECT_NAME As",
        "ActiveWorkbook.FullName",
        "ActiveWorkbook.Name",
    )
    assert all(any(word in old for word in decides) for old, _ in changed)
    for line in for_add_in().text.splitlines():
        if "ActiveWorkbook" in line and not line.strip().startswith("'"):
            assert not re.search(r"\.conf|GetConfigFromSheet|GetDirectoryPath|Set wb = ", line), line


def test_name_of_the_active_workbook_reaches_no_command_line() -> None:
    """Files may be called «a^&calc x.xlsx», or on macOS «a$(id).xlsx», and whoever sends one has chosen its name."""
    code = [line for line in for_add_in().text.splitlines() if not line.strip().startswith("'")]
    assert not [line for line in code if re.search(r"ActiveWorkbook\.(Full)?Name|ActiveWorkbook\.Path", line)]
    (command,) = (line for line in code if "--wb=" in line)
    assert "ThisWorkbook.Name" in command


def test_add_in_reads_the_configuration_that_xlwings_users_have() -> None:
    assert 'PROJECT_NAME As String = "xlwings"' in for_add_in().text


def test_our_code_is_ascii_and_explicit() -> None:
    for path in SOURCES.glob("*.bas"):
        lines = path.read_bytes().decode("ascii").splitlines()
        assert lines[:2] == [f'Attribute VB_Name = "{path.stem}"', "Option Explicit"]


def test_project_lists_each_module_as_what_it_is(product: Product) -> None:
    with _project(product) as project:
        lines = project.openstream("PROJECT").read().decode("cp1252").splitlines()
    documents = {f"Document={name}/&H00000000" for name in _code_names(product)}
    standard = {f"Module={name}" for name in (*product.modules, "xlwings")}
    listed = [line for line in lines if line.startswith(("Document=", "Module=", "Class=", "BaseClass="))]
    assert sorted(listed) == sorted({*documents, *standard, "Class=Dictionary"})


def test_every_module_is_named_in_both_alphabets(product: Product, modules: Mapping[str, str]) -> None:
    expected = b"".join(name.encode() + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in _in_order(product))
    with _project(product) as project:
        assert project.openstream("PROJECTwm").read() == expected + b"\0\0"
    assert sorted(_in_order(product)) == sorted(modules)


def _in_order(product: Product) -> list[str]:
    with _project(product) as project:
        text = project.openstream("PROJECT").read().decode("cp1252")
    return re.findall(r"^(?:Document|Module|Class)=(\w+)", text, re.MULTILINE)


def test_there_is_no_compiled_code_to_disagree_with_the_text(product: Product) -> None:
    with _project(product) as project:
        version = project.openstream("VBA/_VBA_PROJECT").read()
        records = decompressed(project.openstream("VBA/dir").read())
        streams = {name: project.openstream(f"VBA/{name}").read() for name in _in_order(product)}
    assert version == bytes.fromhex("cc61ffff000100")
    assert records.count(bytes.fromhex("3100040000000000 0000")) == len(streams)
    assert all(stream[0] == 1 for stream in streams.values())


def test_references_are_those_that_the_code_needs(product: Product) -> None:
    with _project(product) as project:
        records = decompressed(project.openstream("VBA/dir").read()).decode("latin-1")
    assert re.findall(r"\*\\G\{([0-9A-F-]{36})\}", records) == [
        "00020430-0000-0000-C000-000000000046",  # stdole
        "2DF8D04C-5BFA-101B-BDE5-00AA0044DE52",  # Office: IRibbonControl
    ]


# MS-OVBA 2.4.3.3
def _decrypted(text: str) -> tuple[int, int, bytes]:
    """Version, key of the project, data."""
    seed, version, key, *rest = bytes.fromhex(text)
    version, plain_key = version ^ seed, key ^ seed
    ignored = (seed & 6) // 2
    plain, before, last, one_before = [], plain_key, key, version ^ seed
    for byte in rest:
        value = byte ^ (one_before + before & 0xFF)
        plain.append(value)
        one_before, last, before = last, byte, value
    length = int.from_bytes(bytes(plain[ignored : ignored + 4]), "little")
    return version, plain_key, bytes(plain[ignored + 4 : ignored + 4 + length])


def test_project_is_neither_protected_nor_hidden(product: Product) -> None:
    with _project(product) as project:
        text = project.openstream("PROJECT").read().decode("cp1252")
    fields = dict(re.findall(r'^(ID|CMG|DPB|GC)="([^"]*)"', text, re.MULTILINE))
    key = sum(fields["ID"].encode()) & 0xFF
    assert _decrypted(fields["CMG"]) == (2, key, bytes(4))
    assert _decrypted(fields["DPB"]) == (2, key, b"\0")
    assert _decrypted(fields["GC"]) == (2, key, b"\xff")
