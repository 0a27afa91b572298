"""佐证写的文件找不到，或者不在仓库里。

**Why**: 审计按佐证核对，找不到就是没有佐证。佐证写文件的路径，相对写它的那份报告；
网址（https://…）、文号（川青〔2014〕3号）和书名号里的文件名（《关于表彰……的决定》）不是文件，不去找；
一个文件夹也算，空的不算。仓库以外的文件别人看不到，所以不算。

**Fail**:

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {编号: 志愿服务, 内容: '开展志愿服务{志愿服务}次。', 考核点: {志愿服务: ≥6次}}
```

```yaml
# scorecards/2014/完成情况/甲.yaml
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成:
  志愿服务: {自评: 6次, 佐证: [佐证/活动记录.md]}
```

**Pass**:

```diff
# scorecards/2014/完成情况/佐证/活动记录.md
+六次志愿服务的时间、地点、人数和照片。
```
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from tuanscore.checks import Defect, reports
from tuanscore.finding import Severity
from tuanscore.model.messages import suggestion

CODE = "TS806"
SEVERITY = Severity.WARNING
LOOKS_AT = reports.LOOKS_AT

_NO_FILE = (
    r"[A-Za-z][A-Za-z0-9+.-]+://\S+"  # a web address
    r"|.*[〔\[(【](?:19|20)\d{2}[〕\])】]\s*第?\s*\d+\s*号.*"  # a document number
    r"|.*《.+》.*"  # a document by its title
)
_OTHERWISE = "；不是文件的写网址、文号，或用《》写文件名"


def look(told: reports.Told, file: Path, root: Path) -> Iterator[Defect]:
    """Find evidence that is not where the report says it is."""
    for route, written in told.evidence():
        if is_no_file(written):
            continue
        wrong = _wrong(written, file, root)
        if wrong is not None:
            yield Defect(route, f"佐证“{written}”{wrong[0]}", wrong[1])


def is_no_file(written: str) -> bool:
    """Say whether evidence is an address, the number of a document or its title."""
    return re.fullmatch(_NO_FILE, normalize("NFKC", written)) is not None


def _wrong(written: str, file: Path, root: Path) -> tuple[str, str] | None:
    """Return what is wrong with a path and what to do, or None when something is there."""
    folder, top = _real(str(file.parent)), _real(str(root))
    path = os.path.realpath(os.path.join(folder, written))
    if _is_inside(folder, top) and not _is_inside(path, top):
        return "在仓库外面，别人看不到", "把文件放进仓库，写相对这份报告的路径，例如 佐证/名册.xlsx"
    if os.path.isfile(path):
        return None
    if os.path.isdir(path):
        return None if _names(path) else ("是空文件夹", "把文件放进去，或删掉这一项")
    return "这个文件找不到", _cure(written, folder)


def _cure(written: str, folder: str) -> str:
    forward = written.replace("\\", "/")
    if forward != written and os.path.exists(os.path.join(folder, forward)):  # as Windows has it
        return f"路径用 /，写成 {forward}"
    parent, _, name = forward.rpartition("/")
    near = suggestion(name, _names(os.path.join(folder, parent)))
    if near:
        return f"是不是“{parent}/{near}”？" if parent else f"是不是“{near}”？"
    return "路径相对这份报告，改对路径，或把文件补上" + _OTHERWISE


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:  # there is none, or one may not look into it
        return []


@lru_cache(maxsize=256)
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def _is_inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
