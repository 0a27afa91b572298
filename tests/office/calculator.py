"""LibreOffice as a calculator: a workbook in, what it comes to when every formula is worked out."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def calculate(folder: Path, books: dict[str, bytes]) -> dict[str, Any]:
    """Return workbooks with the values that LibreOffice works out, all of them in one go."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "没有装 LibreOffice，工作簿的公式没有试：装 libreoffice-calc"
    profile, made = folder / "profile", folder / "worked-out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    files = []
    for name, data in books.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(data)
    install = f"-env:UserInstallation={profile.as_uri()}"
    convert = ("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", made)
    subprocess.run(
        [program, install, *convert, *files], check=True, capture_output=True, timeout=180
    )
    return {name: values((made / f"{name}.xlsx").read_bytes()) for name in books}


def values(data: bytes) -> Any:
    """Return a workbook with the values that are in the file."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
