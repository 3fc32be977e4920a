"""Write the add-in, the templates and the ribbon's XML, without Excel: ``python workbooks/build_macros.py [FOLDER]``.

From the VBA in ``macros/``, the table of buttons in ``progress_xl/excel/buttons.py`` and the installed xlwings. The same
sources give the same bytes. FOLDER gets ``workbooks/`` and ``macros/``; without it they are the repository's own.
"""

import io
import sys
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import templates
import xlsxwriter
import xlwings
import xlwings_vba
from ribbon_xml import NAMESPACES, RELATIONSHIPS, Schema, ribbon_xml
from sheets import WRITTEN, stored
from vba.project import Module, document_module, standard_module, vba_project

import progress_xl
from progress_xl.excel.buttons import Role

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "macros"
PROJECT = "ProgressXL"
EVERYBODY: Collection[Role] = get_args(Role)
# With these settings nothing that lies beside an open workbook is ever imported. Text, since Excel spells booleans
# in the language of its menus.
SETTINGS = (("ADD_WORKBOOK_TO_PYTHONPATH", "false"),)
_TEMPLATE_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADD_IN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_END = b"</Relationships>"


@dataclass(frozen=True)
class Product:
    """A file that the build makes. ``lay_out`` writes its visible sheets."""

    name: str
    roles: Collection[Role]
    modules: tuple[str, ...]
    xlwings: Callable[[], Module]
    lay_out: Callable[[Any], None] | None = None

    @property
    def is_add_in(self) -> bool:
        return self.name.endswith(".xlam")


_IN_TEMPLATES = ("ProgressRibbon", "TemplateRibbon", "Licences")
PRODUCTS = (
    Product("progress_xl.xlam", EVERYBODY, ("ProgressRibbon", "ProgressFunctions", "Licences"), xlwings_vba.for_add_in),
    Product("填报表.xlsm", ("fill", "tools"), _IN_TEMPLATES, xlwings_vba.for_workbook, templates.lay_out_unit),
    Product("汇总台.xlsm", EVERYBODY, _IN_TEMPLATES, xlwings_vba.for_workbook, templates.lay_out_console),
)


def build(folder: Path) -> None:
    """Write all products, and the add-in's ribbon for people to read."""
    for schema in NAMESPACES:
        _write(folder / "macros" / f"{schema}.xml", ribbon_xml(schema, EVERYBODY, gives_way=False).encode())
    for product in PRODUCTS:
        _write(folder / "workbooks" / product.name, built(product))


def built(product: Product) -> bytes:
    """The whole file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": product.name.rpartition(".")[0], "author": "progress_xl", "created": WRITTEN})
    if product.lay_out:
        product.lay_out(book)
    _add_settings(book, hidden=not product.is_add_in)
    _add_versions(book)
    _add_macros(book, product)
    book.close()
    return stored(_with_ribbon(stream.getvalue(), product), drop=b' customHeight="1"')


def modules_of(product: Product, sheets: Sequence[str]) -> list[Module]:
    """The modules of a product whose sheets have these code names."""
    return [
        document_module("ThisWorkbook", "workbook"),
        *(document_module(name, "sheet") for name in sheets),
        *(standard_module((SOURCES / f"{name}.bas").read_text(encoding="ascii")) for name in product.modules),
        product.xlwings(),
        xlwings_vba.dictionary(),
    ]


def _add_settings(book: Any, *, hidden: bool) -> None:
    """The sheet that xlwings reads its settings from."""
    sheet = book.add_worksheet("xlwings.conf")
    for row, setting in enumerate(SETTINGS):
        sheet.write_row(row, 0, setting)
    sheet.set_column(0, 1, 34)
    if hidden:
        sheet.very_hidden()


def _add_versions(book: Any) -> None:
    """What the file was built from, for ``progress-xl doctor``."""
    book.define_name("pxl_version", f'="{progress_xl.__version__}"')
    book.define_name("pxl_xlwings_version", f'="{xlwings.__version__}"')


def _add_macros(book: Any, product: Product) -> None:
    names = [f"Sheet{number}" for number, _ in enumerate(book.worksheets(), start=1)]
    book.set_vba_name("ThisWorkbook")
    for sheet, name in zip(book.worksheets(), names, strict=True):
        sheet.set_vba_name(name)
    book.add_vba_project(io.BytesIO(vba_project(PROJECT, modules_of(product, names))), is_stream=True)


def _with_ribbon(package: bytes, product: Product) -> bytes:
    """The package with its ribbon, and with the type of an add-in if it is one."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    if product.is_add_in:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(_TEMPLATE_TYPE, _ADD_IN_TYPE)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(_END, _links() + _END)
    parts |= {f"customUI/{schema}.xml": _ribbon(schema, product).encode() for schema in NAMESPACES}
    return _zipped(parts)


def _links() -> bytes:
    return "".join(
        f'<Relationship Id="{schema}" Type="{RELATIONSHIPS[schema]}" Target="customUI/{schema}.xml"/>'
        for schema in NAMESPACES
    ).encode()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _ribbon(schema: Schema, product: Product) -> str:
    return ribbon_xml(schema, product.roles, gives_way=not product.is_add_in)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
