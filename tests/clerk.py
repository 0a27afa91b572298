"""A clerk at LibreOffice: opens a workbook, types into its cells, saves it as Excel has it."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = f"""{_HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"
"module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill"
script:language="StarBasic">{{source}}</script:module>"""
_LIBRARY = f"""{_HEAD}<!DOCTYPE library:library PUBLIC
"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
library:readonly="false" library:passwordprotected="false"><library:element library:name="Fill"/>
</library:library>"""
_SOURCE = """Sub Main
Dim opening(0) As New com.sun.star.beans.PropertyValue
opening(0).Name = "Hidden"
opening(0).Value = True
doc = StarDesktop.loadComponentFromURL("{book}", "_blank", 0, opening())
sheet = doc.getSheets().getByIndex(0)
{lines}
Dim saving(0) As New com.sun.star.beans.PropertyValue
saving(0).Name = "FilterName"
saving(0).Value = "Calc MS Excel 2007 XML"
doc.storeToURL("{made}", saving())
doc.close(True)
End Sub"""


def type_into(book: Path, made: Path, cells: Mapping[str, str]) -> None:
    """Type texts into cells of the first sheet of a workbook, and save it under another name."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "没有装 LibreOffice，填报表没有在它里面试填：装 libreoffice-calc"
    profile = made.parent / "profile"
    begin = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run([*begin, "--terminate_after_init"], capture_output=True, timeout=180, check=True)
    lines = (
        f'sheet.getCellRangeByName("{cell}").String = "{text}"' for cell, text in cells.items()
    )
    source = _SOURCE.format(book=book.as_uri(), made=made.as_uri(), lines="\n".join(lines))
    basic = profile / "user" / "basic" / "Standard"
    (basic / "Fill.xba").write_text(_MODULE.format(source=escape(source)), encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    macro = ["--norestore", "macro:///Standard.Fill.Main"]
    subprocess.run([*begin, *macro], capture_output=True, timeout=180, check=True)
    assert made.exists()
