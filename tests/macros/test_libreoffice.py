"""The macros in LibreOffice: every module compiles, and a click of every button starts Python."""

import json
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from build_macros import PRODUCTS, ROOT, Product

from progress_xl.excel.buttons import BUTTONS
from tests.libreoffice.python import python_with_uno
from tests.macros.olevba import modules_of

pytestmark = pytest.mark.libreoffice

# In the place of the package: the function that was called sends its name home.
RIBBON = """
import os, socket

def __getattr__(name):
    def send():
        with socket.create_connection(("127.0.0.1", int(os.environ["PROGRESS_XL_TEST_PORT"])), 30) as home:
            home.sendall(name.encode())
    return send
"""


@dataclass(frozen=True)
class Clicked:
    """What LibreOffice said of each file, and the functions that Python was started for."""

    answers: Mapping[str, Mapping[str, Any]]
    called: list[str]


@pytest.fixture(scope="module")
def clicked(tmp_path_factory: pytest.TempPathFactory) -> Clicked:
    home = tmp_path_factory.mktemp("clicks")
    package = home / "stub" / "progress_xl" / "excel"
    package.mkdir(parents=True)
    for path, text in (
        (package.parent / "__init__.py", ""),
        (package / "__init__.py", ""),
        (package / "ribbon.py", RIBBON),
    ):
        path.write_text(text, encoding="utf-8")
    buttons = [button.name for button in BUTTONS]
    with socket.create_server(("127.0.0.1", 0), backlog=len(PRODUCTS) * len(buttons)) as server:
        server.settimeout(60)
        job = {
            "profile": str(home / "profile"),
            "environment": {
                "PROGRESS_XL_PYTHON": sys.executable,
                "PYTHONPATH": str(home / "stub"),
                "PROGRESS_XL_TEST_PORT": str(server.getsockname()[1]),
            },
            "files": [str(_copy(product, home)) for product in PRODUCTS],
            "buttons": buttons,
            "broken": "Licences",
            "add_in": str(home / PRODUCTS[0].name),
        }
        command = [python_with_uno(), str(Path(__file__).with_name("clicks.py"))]
        done = subprocess.run(command, input=json.dumps(job), capture_output=True, encoding="utf-8", timeout=180)
        assert done.returncode == 0, done.stderr
        called = [_received(server) for _ in range(len(PRODUCTS) * len(buttons))]
    names = [product.name for product in PRODUCTS]
    return Clicked(dict(zip(names, json.loads(done.stdout), strict=True)), called)


def _copy(product: Product, home: Path) -> Path:
    """Where LibreOffice may leave its lock."""
    path = home / product.name
    path.write_bytes((ROOT / "workbooks" / product.name).read_bytes())
    return path


def _received(server: socket.socket) -> str:
    connection, _ = server.accept()
    with connection:
        return b"".join(iter(lambda: connection.recv(1024), b"")).decode()


@pytest.fixture(params=PRODUCTS, ids=lambda product: product.name)
def product(request: pytest.FixtureRequest) -> Product:
    return request.param


def test_libreoffice_reads_all_modules(clicked: Clicked, product: Product) -> None:
    texts = clicked.answers[product.name]["texts"]
    written = {name.removeprefix("VBA/"): text for name, text in modules_of(ROOT / "workbooks" / product.name).items()}
    assert set(texts) == set(written)
    for name, text in written.items():
        assert _code(texts[name], "Rem Attribute ", "Option VBASupport", "Option ClassModule") == _code(
            text, "Attribute "
        )


def _code(text: str, *heads: str) -> list[str]:
    """The lines that hold something, without what each program puts at the head in its own words."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith(heads)]


def test_every_module_compiles(clicked: Clicked, product: Product) -> None:
    answer = clicked.answers[product.name]
    assert sorted(answer["running"]) == sorted(set(answer["texts"]) - {"Dictionary"})


def test_a_module_that_does_not_compile_would_show(clicked: Clicked, product: Product) -> None:
    assert clicked.answers[product.name]["running beside a broken one"] == []


def test_every_button_starts_python_with_its_function(clicked: Clicked) -> None:
    assert sorted(clicked.called) == sorted(button.name for button in BUTTONS for _ in PRODUCTS)


def test_buttons_of_a_template_give_way_to_those_of_the_add_in(clicked: Clicked, product: Product) -> None:
    shown = clicked.answers[product.name]["shown"]
    assert shown == (None if product.is_add_in else [True, False, True])
