"""Which layer may import which (DESIGN section 3), and what an import must not bring along."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "progress_xl"
HEAVY = ("pandas", "lxml", "openpyxl", "xlwings", "rapidfuzz", "rich", "numpy")
PURE = {"model", "findings", "forms", "text", "errors", "messages", "addresses"}

# A layer, and what it may import of ours; a layer not named here may import all.
ARROWS = {
    "addresses": set[str](),
    "messages": set[str](),
    "errors": {"messages"},
    "text": {"text"},
    "forms": {"forms", "text", "errors"},
    "findings": {"forms", "messages"},
    "model": {"model", "findings", "forms", "text", "addresses"},
    "checks": {"checks", *PURE},
    "merging": {"merging", *PURE},
    "marks": {"errors", "messages", "addresses", "findings"},
    "report": {"findings", "messages", "model"},
    "ooxml": {"ooxml", "errors", "addresses"},
    "openbook": {"openbook", "ooxml", "errors", "addresses"},
    "reading": {"reading", "openbook", *PURE},
    "targets": {"targets", "ooxml", "openbook", "marks", *PURE},
}
# What a layer of values and rules must never see.
NOT_FOR_THE_CENTRE = {"openpyxl", "pandas", "xlwings", "lxml", "python_calamine", "zipfile"}
CENTRE = {"text", "forms", "findings", "model", "checks", "merging", "messages", "errors", "addresses"}


def _modules(layer: str) -> list[Path]:
    folder, module = PACKAGE / layer, PACKAGE / f"{layer}.py"
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [module] if module.is_file() else []


def _imports(path: Path) -> Iterator[str]:
    """All that a module imports, also inside functions, but not what only the type checker sees."""
    nodes = [ast.parse(path.read_text(encoding="utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            nodes.extend(node.orelse)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            nodes.extend(ast.iter_child_nodes(node))  # type: ignore[arg-type]


def _layers_seen(path: Path) -> set[str]:
    return {name.split(".")[1] for name in _imports(path) if name.startswith("progress_xl.")}


@pytest.mark.parametrize("layer", ARROWS)
def test_layer_imports_only_what_lies_below_it(layer: str) -> None:
    modules = _modules(layer)
    assert modules
    seen = {path.relative_to(PACKAGE).as_posix(): _layers_seen(path) - ARROWS[layer] for path in modules}
    assert {name: wrong for name, wrong in seen.items() if wrong} == {}


# A DataFrame is made where a user asks for one: model's to_frame.
@pytest.mark.parametrize("layer", sorted(CENTRE))
def test_centre_touches_no_file_and_no_workbook_library(layer: str) -> None:
    allowed = {"model": {"pandas"}}.get(layer, set())
    seen = {
        path.name: {name.split(".")[0] for name in _imports(path)} & (NOT_FOR_THE_CENTRE - allowed)
        for path in _modules(layer)
    }
    assert {name: wrong for name, wrong in seen.items() if wrong} == {}


@pytest.mark.parametrize("layer", sorted(CENTRE - {"addresses", "messages", "errors"}))
def test_centre_never_asks_what_day_it_is(layer: str) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in _modules(layer)}
    assert [name for name, text in texts.items() if ".today()" in text or ".now()" in text] == []


def _loaded_after(statement: str) -> set[str]:
    script = f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "statement",
    [
        "import progress_xl",
        "import progress_xl; progress_xl.parse_deadline",
        "import progress_xl; progress_xl.Form",
        "import progress_xl.validation",
        "import progress_xl; progress_xl.validate; progress_xl.read",
        "from progress_xl.forms import Form; [Form.builtin(n) for n in ('monthly', 'quarterly-target')]",
    ],
)
def test_import_brings_no_heavy_module(statement: str) -> None:
    assert _loaded_after(statement) & set(HEAVY) == set()


def test_bare_import_brings_none_of_our_modules() -> None:
    assert [name for name in _loaded_after("import progress_xl") if name.startswith("progress_xl.")] == []


def test_every_public_name_can_be_fetched() -> None:
    import progress_xl

    assert [name for name in progress_xl.__all__ if getattr(progress_xl, name, None) is None] == []
