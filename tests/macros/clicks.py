"""Runs under a Python that has ``uno``: opens workbooks in LibreOffice, compiles their macros and clicks buttons.

Reads ``{"profile", "environment", "files", "buttons", "broken", "add_in"}`` as JSON from standard input. Answers for each file
with the modules' texts as LibreOffice read them, the names of those that run, and of those that still run once the
module ``broken`` has an error, and whether its groups show, alone and beside the add-in. The buttons are clicked in
between.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from basic import for_libreoffice

sys.path.append(str(Path(__file__).parents[1] / "libreoffice"))
from office import connect, property_value

SECURITY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
PROJECT = "ProgressXL"
ALWAYS_EXECUTE_NO_WARN = 4
PROBE = "\nPublic Function pxl_runs() As Boolean\n    pxl_runs = True\nEnd Function\n"


def main():
    job = json.load(sys.stdin)
    office, desktop = _start(Path(job["profile"]), job["environment"])
    try:
        json.dump([_do(desktop, path, job) for path in job["files"]], sys.stdout)
    finally:
        desktop.terminate()
        office.wait(60)


def _start(profile, environment):
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SECURITY, encoding="utf-8")
    name = f"progress-xl-{profile.parent.name}-clicks"
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    office = subprocess.Popen(
        ["soffice", *options, f"--accept=pipe,name={name};urp;"],
        cwd=profile.parent,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return office, connect(f"uno:pipe,name={name};urp;StarOffice.ComponentContext", office)


def _do(desktop, path, job):
    document = _open(desktop, path)
    try:
        library = document.BasicLibraries.getByName(PROJECT)
        texts = {name: library.getByName(name) for name in library.ElementNames}
        for name, text in texts.items():
            library.replaceByName(name, for_libreoffice(text) + PROBE)
        running = _running(document, texts)
        for button in job["buttons"]:
            _call(document, f"ProgressRibbon.{button}", document)
        shown = _shown(desktop, document, job["add_in"]) if "TemplateRibbon" in texts else None
        library.replaceByName(job["broken"], texts[job["broken"]] + "\nSub (\n")
        beside = _running(document, [name for name in texts if name != job["broken"]])
        return {"texts": texts, "running": running, "running beside a broken one": beside, "shown": shown}
    finally:
        document.close(True)


def _open(desktop, path):
    # LibreOffice 7.4 does not know .xlam by its ending.
    options = {
        "Hidden": True,
        "FilterName": "Calc MS Excel 2007 VBA XML",
        "MacroExecutionMode": ALWAYS_EXECUTE_NO_WARN,
    }
    properties = tuple(property_value(*option) for option in options.items())
    return desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, properties)


def _shown(desktop, document, add_in):
    """Whether a template's groups show before, while and after the add-in is open."""
    ask = "TemplateRibbon.unless_add_in"
    before = _invoke(document, ask, document, "")[2][-1]
    other = _open(desktop, add_in)
    try:
        beside = _invoke(document, ask, document, "")[2][-1]
    finally:
        other.close(True)
    return [before, beside, _invoke(document, ask, document, "")[2][-1]]


def _running(document, names):
    """Modules whose function answers; a class has none that could be called from outside."""
    return [name for name in names if name != "Dictionary" and _call(document, f"{name}.pxl_runs") is True]


def _call(document, procedure, *arguments):
    """Any object stands for the button: LibreOffice knows no IRibbonControl."""
    return _invoke(document, procedure, *arguments)[0]


def _invoke(document, procedure, *arguments):
    """The answer, and which arguments came back as what."""
    address = f"vnd.sun.star.script:{PROJECT}.{procedure}?language=Basic&location=document"
    return document.getScriptProvider().getScript(address).invoke(arguments, (), ())


if __name__ == "__main__":
    main()
