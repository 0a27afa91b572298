"""括号里读不懂的全角逗号、全角括号改成半角。

**Before**
```yaml
类型: 目标绩效指标
单位: 甲县委
简称: 甲
别名: ［甲县，甲团委］
年度: 2024
模板: 县区团委-2024
指标值:
  技能比武: {目标: 4次，计分: 比例}
  座谈会: ｛目标：2次｝
条目调整:
  志愿者: {内容: 培训，考核，分值: 2}
  宣讲: {内容: "宣讲：｛甲，乙｝", 说明: 无，分值: 1}
```
**After**
```yaml
类型: 目标绩效指标
单位: 甲县委
简称: 甲
别名: [甲县, 甲团委]
年度: 2024
模板: 县区团委-2024
指标值:
  技能比武: {目标: 4次, 计分: 比例}
  座谈会: {目标: 2次}
条目调整:
  志愿者: {内容: 培训，考核, 分值: 2}
  宣讲: {内容: "宣讲：｛甲，乙｝", 说明: 无, 分值: 1}
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
    from tuanscore.mending.page import Page

NAME = "括号和逗号"
STAGE = Stage.CURE

_COMPLAINTS = (codes.SYNTAX, model_codes.WRONG_SHAPE, model_codes.UNREADABLE_TARGET)
_HALF = dict(zip("｛｝［］", "{}[]", strict=True))
_VALUE = r"(?:[^\"'#]*?[:：]\s*|\s*-\s+|\s*)(?=[{\[｛［])"
_BEFORE_KEY = r"，\s*(?=[^\s,，:：{}\[\]｛｝［］\"']{1,30}\s*[:：](?!\d))"
_AFTER_KEY = r"(?<=[{,｛，])(\s*[^\s,，:：{}\[\]｛｝［］\"']{1,30})：\s*"
_LISTED = r"，\s*"
_QUOTED = r"(?<=[\s{\[,:｛［，：])(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"
_VEIL = "\ue000"  # stands for a text in quotes, in which nothing is mended


def offers(page: Page) -> list[Page]:
    """Return the page with the brackets mended of each line that the reader stumbles over."""
    edits = set()
    for finding in page.findings:
        if finding.code in _COMPLAINTS:
            number = finding.place.line - 1
            line = page.lines[number] if number < len(page.lines) else ""
            mended = _mended(line)
            if mended != line:
                start = page.starts[number]
                edits.add(Edit(start, start + len(line), mended))
    return [page.with_edits(edits)] if edits else []


def _mended(line: str) -> str:
    """Return a line with the collection in it in half-width, but for what is in quotes."""
    if _VEIL in line:
        return line
    quoted = iter(re.findall(_QUOTED, line))
    bare = _bare_mended(re.sub(_QUOTED, _VEIL, line))
    return re.sub(_VEIL, lambda _: next(quoted), bare)


def _bare_mended(line: str) -> str:
    """Return a line without texts in quotes in half-width; one with a stray quote stays."""
    match = re.match(_VALUE, line)
    if match is None or '"' in line or "'" in line:
        return line
    head, rest = line[: match.end()], line[match.end() :]
    body, blank, comment = rest.partition(" #")
    if body[0] in "[［" and "," not in body and "［" in body:
        body = re.sub(_LISTED, ", ", body)
    for wide, half in _HALF.items():
        body = body.replace(wide, half)
    if body[0] == "{":
        body = re.sub(_BEFORE_KEY, ", ", body)
        body = re.sub(_AFTER_KEY, r"\1: ", body)
    return head + body + blank + comment
