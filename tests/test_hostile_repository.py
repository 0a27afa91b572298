"""A repository in which every name, note, reason and file name is an attack: no output carries one.

Each attack stands in every text that a file of ours may hold, before and behind what it would say.
"""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from asked import every
from conftest import Ran, Run
from gitrepo import PEOPLE, GitRepo

LINES = (
    "\n::stop-commands::停\n::error::坏\r\n::error::坏\r::error::坏\x85\u2028\u2029::error::坏\n"
)
ATTACKS = {
    "unseen": f"\x1b[31m\x1b]0;标题\x07\x9b31m\x08\t{LINES}\u202e\u2066\u200b\ufeff\xad\U000e0041",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>]]>--><b>&lt;i&gt;",
    "links": "`甲`|[乙](javascript:alert(1))![丙](x.png)**丁**~~戊~~<https://x.example>",
    "opening": "# 甲\n\n- 乙\n\n1. 丙\n\n> 丁\n\n```\n戊\n```\n\n<div>\n\n---\n",
    "formula": "=cmd|' /C calc'!A0\"}],\\\"]]; [/red][red] {{ 7 }} {% raw %} %s ${x} %0A::error::",
}
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
FILES = {
    "templates/甲.yaml": """\
类型: 目标绩效指标模板
名称: ☠底表☠
年度: 2014
标题: "☠{单位}{年度}标题☠"
总分: 100
部分:
  - 名称: ☠职能☠
    分值: 85
    类别:
      - 名称: ☠服务☠
        条目:
          - 编号: ☠活动☠
            内容: "☠开展活动{☠次数☠}次。☠"
            备注: ☠备注☠
            考核点: {☠次数☠: ≥3次, ☠人数☠: ≥30人, ☠落实☠: 定性}
          - {编号: ☠纪律☠, 内容: ☠纪律☠, 考核点: {☠守纪☠: {计分: 扣分, 每次: 1, 最多: 3}}}
  - {名称: ☠评价☠, 分值: 15, 计分: 评议, 内容: ☠评价☠}
""",
    "scorecards/2014/甲☠.yaml": """\
类型: 目标绩效指标
单位: ☠共青团甲县委☠
简称: ☠甲☠
别名: [☠甲县☠]
年度: 2014
模板: ☠底表☠
指标值: {☠次数☠: ≥5次}
""",
    "scorecards/2014/乙☠.yaml": """\
类型: 目标绩效指标
单位: ☠共青团乙县委☠
简称: ☠乙☠
年度: 2014
模板: ☠底表☠
条目调整:
  ☠纪律☠: 删除
  ☠活动☠: {内容: "☠办活动{☠次数☠}次☠"}
""",
    "scorecards/2014/完成情况/甲☠.yaml": """\
类型: 完成情况
单位: ☠甲☠
年度: 2014
截至: 2014-12-31
样例: true
完成:
  ☠次数☠: {自评: 3, 说明: ☠说明☠, 佐证: [☠没有☠]}
  ☠人数☠: {不适用: ☠没有这些人☠}
  ☠落实☠: 完成
扣分:
  - {指标: ☠守纪☠, 次数: 2, 原因: ☠迟到☠}
评议:
  - {来源: ☠代表☠, 得分: 90, 人数: 3}
加分:
  - {项目: ☠先进☠, 分值: 1, 佐证: [☠没有☠]}
""",
    "scorecards/2014/完成情况/乙☠.yaml": """\
类型: 完成情况
单位: ☠乙☠
年度: 2014
截至: 2014-06-30
完成: {☠次数☠: ☠1☠, ☠没有☠: 1, ☠落实☠: ☠办好了☠}
扣分: [{指标: ☠没有☠, 分值: 1, 原因: ☠早退☠, 决定人: ☠书记☠}]
""",
    "scorecards/2014/☠/P1.yaml": """\
类型: 预算项目绩效目标表
预算单位: ☠丙县委☠
简称: ☠丙☠
年度: 2014
项目编码: P1
项目名称: ☠项目☠
预算: {预算数: 100.00, 财政资金: 100.00, 其他资金: 0, 资金用途: ☠用途☠}
资金支出计划: {12月底: 100%}
绩效目标: [☠目标☠]
计分方案: 财政项目自评
绩效指标:
  产出指标:
    数量指标:
      - {名称: ☠次数☠, 描述: ☠描述☠, 指标值: ≥5次, 依据: ☠依据☠}
""",
    "scorecards/2014/☠/P1.自评.yaml": """\
类型: 项目自评
项目编码: P1
年度: 2014
截至: 2014-12-31
执行: {全年预算数: 100.00, 全年执行数: 90.00}
完成: {☠次数☠: {自评: 4, 说明: ☠推迟☠}}
""",
    "scorecards/2014/☠/部门.yaml": """\
类型: 部门整体绩效目标
单位: ☠丁县委☠
简称: ☠丁☠
年度: 2014
年度发展规划目标: {标题: ☠标题☠, 内容: [☠内容☠]}
职责分类绩效目标:
  标题: ☠标题☠
  职责:
    - 职责描述: ☠描述☠
      职责目标: ☠目标☠
      绩效目标: ☠目标☠
      绩效指标: ☠指标☠
      绩效标准: {等次标准: 团区委绩效标准, 内容: ☠标准☠}
      计划数: 10
      完成数: 9
工作保障措施: {标题: ☠标题☠, 内容: [☠内容☠]}
""",
    "scorecards/2014/坏☠.yaml": "类型: 目标绩效指标\n☠不认识☠: ☠甲☠\n年度: ☠一四☠\n",
    "scorecards/2014/豁免☠.yaml": """\
类型: 豁免
年度: 2014
批准文号: ☠12号☠
批准人: ☠书记☠
批准日期: 2014-03-01
原因: ☠机构改革☠
到期: 2999-12-31
事项: [{检查: TS306, 单位: ☠甲☠}]
""",
    "没有☠.yaml": "类型: 目标绩效指标\n<<<<<<< ☠\n",
}


def written(text: str, attack: str) -> str:
    """Return a YAML text in which each word between two skulls is quoted, with the attack in it."""
    quoted = json.dumps(attack, ensure_ascii=True)[1:-1]
    quoted = re.sub(r"\\ud[89ab]..\\ud[c-f]..", lambda m: "\\U000e0041", quoted)
    text = re.sub(r'"([^"]*☠[^"]*)"', lambda m: "\x00" + m[1].replace("☠", "\x01") + "\x00", text)
    text = re.sub(r"☠([^☠\x00]*)☠", lambda m: f'"{quoted}{m[1]}{quoted}"', text)
    text = text.replace("☠", quoted)
    return text.replace("\x00", '"').replace("\x01", quoted)


def file_name(text: str, attack: str) -> str:
    """Return a file name with the attack in it, which may hold anything but a slash."""
    return text.replace("☠", attack.replace("/", "∕").replace("\x00", ""))


@pytest.fixture(params=list(ATTACKS.values()), ids=list(ATTACKS))
def attack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def repository(attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository full of the attack, in its commits too."""
    repo = GitRepo(tmp_path)
    monkeypatch.setitem(PEOPLE, f"恶{attack}人".replace("\n", " "), "x@example.com")
    repo.write({file_name(name, attack): written(text, attack) for name, text in FILES.items()})
    author = f"恶{attack}人".replace("\n", " ")
    repo.commit(f"先{attack}提交", author=author)
    name = file_name("scorecards/2014/甲☠.yaml", attack)
    repo.replace(name, "≥5次", "≥6次")
    repo.commit(f"后{attack}提交", author=author)
    return tmp_path


def answers(repository: Path, attack: str, run: Run) -> list[tuple[list[str], str, Ran]]:
    """Ask everything in every format; return what was asked, the format, and the answer."""
    names = {
        "year": "2014",
        "org": f"{attack}甲{attack}",
        "other": f"{attack}乙{attack}",
        "department": f"{attack}丁{attack}",
        "measure": f"{attack}次数{attack}",
        "project": "P1",
        "template": f"{attack}底表{attack}",
        "nobody": f"{attack}无{attack}",
        "receipt": f"{attack}无{attack}",
        "file": file_name("scorecards/2014/甲☠.yaml", attack),
    }
    return [(argv, form, run(*argv, cwd=repository)) for argv, form in every(**names)]


OURS = ("<del>", "</del>", "<ins>", "</ins>")
"""The only HTML in our Markdown: how a wording changed."""


def no_line_forged(out: str) -> None:
    assert not UNSEEN.search(out), UNSEEN.search(out)
    assert not re.search(r"^\s*::", out, re.MULTILINE)


def text(out: str) -> None:
    no_line_forged(out)


def patch(out: str) -> None:
    """The lines of a patch are those of the files; programs skip the others, people read them."""
    assert not re.search(r"^\s*::", out, re.MULTILINE)
    no_line_forged("\n".join(line for line in out.split("\n") if line[:1] not in tuple("+-@ ")))


def concise(out: str) -> None:
    no_line_forged(out)
    for line in out.split("\n")[:-1]:
        assert re.match(r".+:\d+:\d+: TS\d{3} ", line), line


def github(out: str) -> None:
    assert not UNSEEN.search(out.replace("\t", " "))
    for line in out.split("\n")[:-1]:
        assert re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=", line), line


def as_json(out: str) -> None:
    assert not UNSEEN.search(out)
    if out:
        json.loads(out)


def junit(out: str) -> None:
    assert not UNSEEN.search(out)
    kinds = {part.tag for part in ET.fromstring(out).iter()}
    assert kinds <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}


def md(out: str) -> None:
    """Only what our templates say is markup; the page has no link, picture or HTML at all."""
    no_line_forged(out)
    tokens = [
        part
        for block in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(out)
        for part in (block, *(block.children or ()))
    ]
    kinds = {token.type for token in tokens if token.content not in OURS}
    assert not kinds & {"html_inline", "html_block", "image", "link_open", "s_open", "hr"}
    assert not any("丁" in t.content for t in tokens if t.type in ("code_inline", "fence"))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)


def html(out: str) -> None:
    no_line_forged(out)
    page = _Tags()
    page.feed(out)
    assert not page.tags & {"script", "img", "a", "b", "i"}
    assert not any(name.startswith("on") for name in page.names)


def as_csv(out: str) -> None:
    assert not UNSEEN.search(out.replace("\ufeff", "").replace("\r\n", "\n"))
    rows = list(csv.reader(StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len(rows) == out.count("\r\n")
    assert len({len(row) for row in rows}) <= 1
    assert not any(cell.lstrip().startswith(tuple("=+-@")) for row in rows for cell in row)


HOLDS: dict[str, Callable[[str], None]] = {
    "": text,
    "text": text,
    "concise": concise,
    "github": github,
    "json": as_json,
    "sarif": as_json,
    "gitlab": as_json,
    "rdjson": as_json,
    "junit": junit,
    "md": md,
    "html": html,
    "csv": as_csv,
}


@pytest.mark.repeated
def test_no_answer_carries_an_attack(repository: Path, attack: str, run: Run) -> None:
    answered = answers(repository, attack, run)
    failed = []
    for argv, form, ran in answered:
        try:
            (patch if "--diff" in argv else HOLDS.get(form, text))(ran.out)
            no_line_forged(ran.err)
            assert ran.code in (0, 1, 2, 129), ran.err
        except Exception as error:
            failed.append((argv, str(error)))
    assert failed == []
    if attack in (ATTACKS["markup"], ATTACKS["formula"]):
        whole = [argv for argv, _, ran in answered if len(ran.out) > 100]
        assert len(whole) > len(answered) / 2  # attacks in good files, not only in refusals
