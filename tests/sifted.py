"""What the tests of sifting share: one small card with a report, and findings made to order."""

import json
from pathlib import Path
from typing import Any

from conftest import Ran
from documents import card, results, section

CARD, REPORT = "scorecards/2014/甲.yaml", "scorecards/2014/完成情况/甲.yaml"
SETTINGS, WAIVER = "tuanscore.yaml", "scorecards/豁免/12号.yaml"

CARD_TEXT = card(
    section("职能指标", 85, "编号: 活动, 内容: '开展活动{次数}次。', 考核点: {次数: ≥3次}"),
    "名称: 绩效评价, 分值: 15, 计分: 评议",
    别名="[甲县]",
)
UNEVEN = CARD_TEXT.replace("总分: 100", "总分: 110")
"""TS401, an error, at 6:5."""
UNREADABLE = CARD_TEXT.replace("总分: 100", "总分: 一百")
"""TS205, an error that leaves the file unusable, at 6:5."""
REPORT_TEXT = results("次数: 3")
GENEROUS = REPORT_TEXT + "加分:\n  - {项目: 创先争优, 分值: 1, 佐证: [../表彰.md]}\n"
"""TS311, a warning, at 6:1: the card gives no bonus."""
EVIDENCE = "scorecards/2014/表彰.md"
WARNED = {CARD: CARD_TEXT, REPORT: GENEROUS, EVIDENCE: "表彰决定\n"}
WAIVER_TEXT = """\
类型: 豁免
年度: 2014
批准文号: 团办〔2014〕12号
批准人: 团市委书记办公会
批准日期: 2014-03-01
原因: 机构改革
到期: 2014-12-31
事项:
  - {检查: TS401, 文件: scorecards/2014/甲.yaml}
"""


def told(ran: Ran) -> list[dict[str, Any]]:
    """Return the findings of a run that printed JSON."""
    findings: list[dict[str, Any]] = json.loads(ran.out)["findings"]
    return findings


def brief(ran: Ran) -> list[str]:
    """Return code, file and line of each finding of a run that printed JSON."""
    return [f"{f['code']} {f['place']['file']}:{f['place']['line']}" for f in told(ran)]


def change(root: Path, file: str, old: str, new: str) -> None:
    """Put another text in the place of one in a file."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
