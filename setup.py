"""Packaging. Tool settings are in pyproject.toml."""

import re
import shutil
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
VERSION = re.search(r'__version__ = "(.+?)"', (ROOT / "progress_xl" / "__init__.py").read_text(encoding="utf-8"))


class BuildWithWorkbooks(build_py):
    """The workbooks stand at the top level for people; an installed package carries them inside."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            inside = Path(self.build_lib) / "progress_xl" / "workbooks"
            shutil.copytree(ROOT / "workbooks" / "samples", inside / "samples", dirs_exist_ok=True)
            for book in (ROOT / "workbooks").glob("[!~]*.xl[as]m"):
                shutil.copy(book, inside)


setup(
    name="progress_xl",
    version=VERSION[1] if VERSION else "0",
    description="Validate, roll up and highlight the progress workbooks of a government office, in Excel itself",
    long_description=(ROOT / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="MIT",
    packages=find_packages(include=["progress_xl", "progress_xl.*"]),
    package_data={"progress_xl": ["py.typed"], "progress_xl.forms": ["builtin/*.toml"]},
    cmdclass={"build_py": BuildWithWorkbooks},
    python_requires=">=3.11",
    install_requires=[
        "xlwings>=0.37.8",
        "openpyxl>=3.1",
        "pandas>=2.2",
        "python-calamine>=0.4",
        "lxml>=5.2",
        "rapidfuzz>=3.6",
        "click>=8.1",
        "rich>=13.7",
    ],
    extras_require={
        # The add-in holds this version's VBA, which asks for the library of the very same: for computers with Excel.
        "excel": ["xlwings==0.37.8"],
        "tests": [
            "xlwings==0.37.8",
            "pytest>=8",
            "hypothesis>=6.100",
            "openxml-audit>=0.8",
            "oletools>=0.60",
            "XlsxWriter>=3.2",
            "xlwt>=1.3",
            "odfpy>=1.4",
            "ruff>=0.6",
            "mypy>=1.11",
            "pandas-stubs",
            "lxml-stubs",
            "types-openpyxl",
            "build>=1.2",
        ],
    },
    entry_points={
        "console_scripts": [
            "progress-xl = progress_xl.cli:main",
            "progress-xl-watch = progress_xl.cli:watch_main",
        ]
    },
    classifiers=[
        "License :: OSI Approved :: MIT License",
        "Natural Language :: Chinese (Simplified)",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3.11",
        "Topic :: Office/Business :: Financial :: Spreadsheet",
        "Typing :: Typed",
    ],
)
