"""键后面的全角冒号、后面少空格的冒号改成“: ”。

**Before**
```yaml
类型：完成情况
单位: 甲
年度:2024
截至: 2024-12-31
完成: {技能比武：4}
```
**After**
```yaml
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成: {技能比武: 4}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuanscore.mending.page import Edit
from tuanscore.mending.stage import Stage
from tuanscore.model import codes as model_codes
from tuanscore.source import codes

if TYPE_CHECKING:
    from tuanscore.finding import Finding
    from tuanscore.mending.page import Page

NAME = "键后面的冒号"
STAGE = Stage.CURE

_WIDE, _COLON = "：", ":"
_KEY = r"\s*(?:-\s+)*[^\s:：\"'{\[#,，。；]{1,30}："


def offers(page: Page) -> list[Page]:
    """Return the page with every colon mended that the reader or the model stumbles over."""
    edits = {edit for finding in page.findings for edit in _edits(finding, page)}
    return [page.with_edits(edits)] if edits else []


def _edits(finding: Finding, page: Page) -> list[Edit]:
    at = page.offset(finding.place)
    if finding.code == codes.FULL_WIDTH_COLON and page.text[at : at + 1] == _WIDE:
        return [_colon(page.text, at)]
    if finding.code == codes.SYNTAX and _is_tight(page.text, at):
        return [Edit(at + 1, at + 1, " ")]
    if finding.code == model_codes.WRONG_SHAPE:
        return _lines_of_text(finding, page)
    return []


def _is_tight(text: str, at: int) -> bool:
    """Whether a colon stands here with neither a blank after it nor an indicator before."""
    around = text[at - 1 : at + 2]
    return (
        len(around) == 3
        and around[1] == _COLON
        and not (around[0] + around[2]).isspace()
        and (around[0] not in "{[,\n\"' " and around[2] not in " \n")
    )


def _lines_of_text(finding: Finding, page: Page) -> list[Edit]:
    """Mend the lines of a plain text that stands where keys are wanted, if each begins with one."""
    if page.written is None:
        return []
    at = page.offset(finding.place)
    shaped = (s.part for s in page.shaped if s.part.start == at)
    text = next((p for p in shaped if getattr(p, "style", None) == ""), None)
    if text is None or page.text[page.starts[text.line] : at].strip():
        return []
    edits = []
    for number in range(text.line, text.last_line + 1):
        match = re.match(_KEY, page.lines[number])
        if match is None:
            return []
        edits.append(_colon(page.text, page.starts[number] + match.end() - 1))
    return edits


def _colon(text: str, at: int) -> Edit:
    end = at + 1
    while text[end : end + 1] in (" ", "\u3000", "\u00a0"):
        end += 1
    return Edit(at, end, _COLON if text[end : end + 1] in ("", "\n") else _COLON + " ")
