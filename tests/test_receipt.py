"""Receipts: the same files give the same bytes, and whatever is changed is found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import simplejson

from tuanscore import __version__, receipt

D = Decimal
CARD = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
模板: 底表
指标值: {活动: 4次}
"""
BASE = """\
类型: 目标绩效指标模板
名称: 底表
年度: 2014
总分: 100
等次标准: 团区委绩效标准
部分:
  - 名称: 职能
    分值: 85
    类别:
      - 名称: 一类
        条目:
          - {编号: 活动, 内容: 活动。, 分值: 60, 考核点: {活动: 3次}}
          - {编号: 制度, 内容: 制度。, 分值: 25, 考核点: {制度: 定性}}
  - {名称: 保障, 分值: 15, 计分: 扣分, 引用: 保障}
"""
SUPPORT = """\
类型: 目标绩效指标模板
名称: 保障
年度: 2014
总分: 15
部分:
  - 名称: 保障
    分值: 15
    计分: 扣分
    类别: [{名称: 保障, 条目: [{编号: 维稳, 内容: 维稳, 分值: 1}]}]
"""
TOLD = """\
类型: 完成情况
单位: 甲
年度: 2014
截至: {day}
完成:
  活动: {{自评: {done}, 佐证: [佐证/名册.txt]}}
  制度: 基本完成
扣分: [{{指标: 维稳, 分值: 0.5, 原因: 迟报, 佐证: [../决定.txt]}}]
"""
FILES = {
    "templates/底表.yaml": BASE,
    "templates/保障.yaml": SUPPORT,
    "scorecards/2014/甲.yaml": CARD,
    "scorecards/2014/完成情况/甲.yaml": TOLD.format(day="2014-06-30", done=3),
    "scorecards/2014/完成情况/佐证/名册.txt": "张三\n",
    "scorecards/2014/决定.txt": "扣 0.5 分\n",
}


@pytest.fixture
def issued(make: Any, run: Any) -> Path:
    root: Path = make(FILES)
    ran = run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json")
    assert ran.code == 0
    assert "写好了凭据 甲.json" in ran.err
    return root


def read(root: Path) -> dict[str, Any]:
    text = (root / "甲.json").read_text(encoding="utf-8")
    value: dict[str, Any] = simplejson.loads(text, use_decimal=True)
    return value


def test_it_holds_every_file(issued: Path) -> None:
    inputs = {entry["file"]: (entry["kind"], entry["sha256"]) for entry in read(issued)["inputs"]}
    kinds = {
        "tuanscore.yaml": "设置",
        "templates/底表.yaml": "模板",
        "templates/保障.yaml": "模板",
        "scorecards/2014/甲.yaml": "评分表",
        "scorecards/2014/完成情况/甲.yaml": "完成情况",
        "scorecards/2014/决定.txt": "佐证",
        "scorecards/2014/完成情况/佐证/名册.txt": "佐证",
    }
    assert inputs == {
        name: (kind, sha256(FILES[name].encode()).hexdigest() if name in FILES else None)
        for name, kind in kinds.items()
    }


def test_it_holds_every_line(issued: Path) -> None:
    """60 × 3 ÷ 4 = 45, 25 × 80% = 20, 15 − 0.5 = 14.5: 79.5."""
    value = read(issued)
    assert value["schema"] == "tuanscore.receipt/1"
    assert value["tool"] == {"name": "tuanscore", "version": __version__}
    assert value["rules"] == receipt.RULES
    assert (value["total"], value["rate"]) == (
        {"full": 100, "low": D("79.50"), "high": D("79.50")},
        {"low": D("79.50"), "high": D("79.50")},
    )
    assert value["grades"] == ["中"]
    lines = {line["name"]: line for line in value["lines"]}
    assert [*lines] == [
        "职能 / 一类 / 活动 / 活动",
        "职能 / 一类 / 制度 / 制度",
        "保障 / 保障（类别） / 维稳（扣分）",
    ]
    first = lines["职能 / 一类 / 活动 / 活动"]
    assert (first["points"], first["low"], first["high"]) == (D(60), D(45), D(45))
    assert first["rule"] == "完成 3 ÷ 目标 4"
    assert first["formula"] == "60.00 × 3 ÷ 4 = 45.00"


def test_the_same_files_give_the_same_bytes(issued: Path, run: Any) -> None:
    before = (issued / "甲.json").read_bytes()
    run("-C", issued, "score", "2014", "--org", "甲", "--receipt", "甲.json")
    assert (issued / "甲.json").read_bytes() == before
    assert b'"as_of"' in before.splitlines()[1]


def test_it_agrees_with_itself(issued: Path, run: Any) -> None:
    ran = run("-C", issued, "verify", "甲.json")
    assert (ran.code, ran.err) == (0, "")
    assert "一致：7 个文件、3 行得分" in ran.out
    ran.out.encode("gbk")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def add(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).write_text(text, encoding="utf-8")

    return change


def remove(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


REPORT = "scorecards/2014/完成情况/甲.yaml"
LINE = "得分行 职能 / 一类 / 活动 / 活动：凭据 45.00 / 60.00，现在 "


@pytest.mark.parametrize(
    ("change", "file", "line"),
    [
        (edit(REPORT, "自评: 3", "自评: 4"), f"完成情况 {REPORT} 变了", LINE + "60.00 / 60.00"),
        (edit(REPORT, "自评: 3", "自评: 3次"), f"完成情况 {REPORT} 变了", "得分没有变"),
        (edit("scorecards/2014/甲.yaml", "4次", "5次"), "评分表 scorecards/2014/甲.yaml 变了",
         LINE + "36.00 / 60.00"),
        (edit("templates/底表.yaml", "总分: 100", "总分: 90"), "模板 templates/底表.yaml 变了",
         "现在 算不出来"),
        (edit("templates/保障.yaml", "内容: 维稳", "内容: 稳定"), "模板 templates/保障.yaml 变了",
         "得分没有变"),
        (edit("scorecards/2014/完成情况/佐证/名册.txt", "张", "李"),
         "佐证 scorecards/2014/完成情况/佐证/名册.txt 变了", "得分没有变"),
        (remove("scorecards/2014/决定.txt"), "佐证 scorecards/2014/决定.txt 不见了", "得分没有变"),
        (add("tuanscore.yaml", "定性档: {完成: 100, 基本完成: 90}\n"),
         "设置 tuanscore.yaml 出凭据时没有",
         "得分行 职能 / 一类 / 制度 / 制度：凭据 20.00 / 25.00，现在 22.50 / 25.00"),
        (add("scorecards/2014/完成情况/甲-年底.yaml", TOLD.format(day="2014-12-31", done=4)),
         "完成情况 scorecards/2014/完成情况/甲-年底.yaml 出凭据时没有", LINE + "60.00 / 60.00"),
        (remove("scorecards/2014/甲.yaml"), "评分表 scorecards/2014/甲.yaml 不见了",
         "得分 甲：凭据 79.50，现在 算不出来"),
    ],
)  # fmt: skip
def test_what_is_changed_is_found(
    issued: Path, run: Any, change: Callable[[Path], None], file: str, line: str
) -> None:
    change(issued)
    ran = run("-C", issued, "verify", "甲.json")
    assert ran.code == 1
    assert file in ran.out
    assert line in ran.out
    ran.out.encode("gbk")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"low": 45.00', '"low": 46.00', LINE.replace("45.00", "46.00–45.00") + "45.00 / 60.00"),
        ('"rule": "完成 3 ÷ 目标 4"', '"rule": "好"', "凭据 好，现在 完成 3 ÷ 目标 4"),
        ('"state": "scored"', '"state": "unreported"', "凭据 unreported，现在 scored"),
        (
            '"full": 100.00',
            '"full": 99.00',
            "总分 甲：凭据 79.50 / 99.00，现在 79.50 / 100.00",
        ),
        ('"low": 79.50', '"low": 79.00', "凭据 79.00–79.50，现在 79.50"),
        ('"中"', '"优"', "等次 甲：凭据 优，现在 中"),
        ('"org": "甲县委"', '"org": "乙县委"', "单位 甲：凭据 乙县委，现在 甲县委"),
        (
            "/ 活动 / 活动",
            "/ 活动 / 活",
            "得分行 职能 / 一类 / 活动 / 活：凭据 45.00 / 60.00，现在 没有",
        ),
        ('"sample": false', '"sample": true', "样例 甲：凭据 是，现在 否"),
        ('"as_of": "2014-06-30"', '"as_of": null', "截至 甲：凭据 没有，现在 2014-06-30"),
    ],
)
def test_a_receipt_that_was_tampered_with(
    issued: Path, run: Any, old: str, new: str, said: str
) -> None:
    edit("甲.json", old, new)(issued)
    ran = run("-C", issued, "verify", "甲.json")
    assert ran.code == 1
    assert "文件都没有变" in ran.out
    assert said in ran.out


def test_a_line_that_was_taken_out(issued: Path, run: Any) -> None:
    value = read(issued)
    del value["lines"][1]
    text = simplejson.dumps(value, use_decimal=True)
    (issued / "甲.json").write_text(text, encoding="utf-8")
    ran = run("-C", issued, "verify", "甲.json")
    assert "得分行 职能 / 一类 / 制度 / 制度：凭据 没有，现在 20.00 / 25.00" in ran.out


@pytest.mark.parametrize(
    ("file", "kind", "said"),
    [
        ("scorecards/2014/多的.txt", "佐证", "凭据 佐证，现在 没有"),
        ("tuanscore.yaml", None, "凭据 没有，现在 设置"),
        ("scorecards/2014/甲.yaml", "佐证", "凭据 佐证，现在 评分表"),
    ],
)
def test_files_that_are_listed_as_what_they_are_not(
    issued: Path, run: Any, file: str, kind: str | None, said: str
) -> None:
    value = read(issued)
    digest = {entry["file"]: entry["sha256"] for entry in value["inputs"]}.get(file)
    value["inputs"] = [entry for entry in value["inputs"] if entry["file"] != file]
    if kind is not None:
        value["inputs"].append({"file": file, "kind": kind, "sha256": digest})
    text = simplejson.dumps(value, use_decimal=True)
    (issued / "甲.json").write_text(text, encoding="utf-8")
    ran = run("-C", issued, "verify", "甲.json")
    assert ran.code == 1
    assert f"× 列入的文件 {file}：{said}\n得分没有变\n" in ran.out


def test_a_file_that_is_listed_twice(issued: Path, run: Any) -> None:
    value = read(issued)
    value["inputs"].append(value["inputs"][0])
    text = simplejson.dumps(value, use_decimal=True)
    (issued / "甲.json").write_text(text, encoding="utf-8")
    ran = run("-C", issued, "verify", "甲.json")
    assert (ran.code, "被改坏了（文件）" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"year": 2014', '"year": 2013, "year": 2014', "被改坏了（年度写了两次）"),
        ('"high": 45.00', '"high": 46.00, "high": 45.00', "被改坏了（高分写了两次）"),
        ('"rate": {\n    "high": 79.50', '"rate": {"high": null', "被改坏了（得分率）"),
    ],
)
def test_what_can_be_read_in_two_ways(
    issued: Path, run: Any, old: str, new: str, said: str
) -> None:
    edit("甲.json", old, new)(issued)
    ran = run("-C", issued, "verify", "甲.json")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_json_names_the_first_difference(issued: Path, run: Any) -> None:
    ran = run("-C", issued, "verify", "甲.json", "--format", "json")
    value = simplejson.loads(ran.out)
    assert value["schema"] == "tuanscore.verification/1"
    assert (value["agrees"], value["input"], value["score"]) == (True, None, None)
    edit(REPORT, "自评: 3", "自评: 4")(issued)
    value = simplejson.loads(run("-C", issued, "verify", "甲.json", "--format", "json").out)
    assert value["input"]["name"] == REPORT
    assert value["input"]["expected"] == sha256(FILES[REPORT].encode()).hexdigest()
    assert value["score"] == {
        "what": "得分行", "name": "职能 / 一类 / 活动 / 活动",
        "expected": "45.00 / 60.00", "now": "60.00 / 60.00",
    }  # fmt: skip


def test_the_last_day_is_kept(make: Any, run: Any) -> None:
    """A later report does not disturb a receipt that was made as of an earlier day."""
    later = "scorecards/2014/完成情况/甲-年底.yaml"
    root = make({**FILES, later: TOLD.format(day="2014-12-31", done=4)})
    words = ("score", "2014", "--org", "甲", "--as-of", "2014-06-30", "--receipt", "甲.json")
    assert run("-C", root, *words).code == 0
    assert read(root)["until"] == "2014-06-30"
    assert run("-C", root, "verify", "甲.json").code == 0


def test_a_rank_rests_on_the_others_too(make: Any, run: Any) -> None:
    ranked = BASE.replace("{活动: 3次}", "{活动: {计分: 名次, 满分名次: 1, 每名扣: 10}}")
    other = {
        "templates/底表.yaml": ranked,
        "scorecards/2014/甲.yaml": CARD.replace("指标值: {活动: 4次}\n", ""),
        "scorecards/2014/乙.yaml": CARD.replace("甲", "乙").replace("指标值: {活动: 4次}\n", ""),
        "scorecards/2014/完成情况/乙.yaml": FILES[REPORT].replace("甲", "乙"),
    }
    root = make({**FILES, **other})
    run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json")
    edit("scorecards/2014/完成情况/乙.yaml", "自评: 3", "自评: 9")(root)
    ran = run("-C", root, "verify", "甲.json")
    assert ran.code == 1
    assert "完成情况 scorecards/2014/完成情况/乙.yaml 变了" in ran.out
    assert "凭据 60.00 / 60.00，现在 50.00 / 60.00" in ran.out


def test_the_built_in_templates_count(make: Any, run: Any, tmp_path: Path) -> None:
    root = make(
        {
            "scorecards/2014/甲.yaml": CARD.replace("底表", "县区团委-2014").replace(
                "活动: 4次", "技能比武: 4次"
            )
        }
    )
    assert run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json").code == 0
    files = {entry["file"]: entry["sha256"] for entry in read(root)["inputs"]}
    assert files["<内置>/县区团委-2014.yaml"] is not None
    assert run("-C", root, "verify", "甲.json").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "不是 JSON"),
        ("[" * 100_000, "不是 JSON"),
        ("[]", "没有 schema"),
        ('{"schema": "tuanscore.score/1"}', "schema 是 tuanscore.score/1"),
        ('{"schema": "tuanscore.receipt/1", "rules": "0"}', "按另一版规则算的（凭据 0，现在 1）"),
        ('{"schema": "tuanscore.receipt/1", "rules": "1"}', "内容不全或被改坏了（程序）"),
    ],
)
def test_what_is_no_receipt(make: Any, run: Any, text: str, said: str) -> None:
    root = make({**FILES, "别的.json": text})
    ran = run("-C", root, "verify", "别的.json")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_bytes_that_are_no_text(issued: Path, run: Any) -> None:
    (issued / "甲.json").write_bytes(b"\xff\xfe\x00")
    assert run("-C", issued, "verify", "甲.json").code == 2


def test_a_receipt_with_what_is_no_number(issued: Path, run: Any) -> None:
    edit("甲.json", '"low": 79.50', '"low": "许多"')(issued)
    ran = run("-C", issued, "verify", "甲.json")
    assert ran.code == 2
    assert "被改坏了" in ran.err


def test_a_broken_line_is_called_by_its_name(issued: Path, run: Any) -> None:
    edit("甲.json", '"points": 60.00', '"points": "许多"')(issued)
    ran = run("-C", issued, "verify", "甲.json")
    assert ran.code == 2
    assert "被改坏了（得分行 “职能 / 一类 / 活动 / 活动” 分值）" in ran.err


def test_no_such_file(issued: Path, run: Any) -> None:
    ran = run("-C", issued, "verify", "没有.json")
    assert ran.code == 2
    assert "没有这个文件" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--receipt", "r.json"), "--receipt 要和 --org 一起用"),
        (("--org", "甲", "--receipt", "r.json", "--what-if", "活动=4"), "假设的得分不出凭据"),
    ],
)
def test_what_a_receipt_is_not_for(make: Any, run: Any, words: tuple[str, ...], said: str) -> None:
    root = make(FILES)
    ran = run("-C", root, "score", "2014", *words)
    assert ran.code == 2
    assert said in ran.err
    assert not (root / "r.json").exists()


def test_the_shipped_scores_can_be_verified(shipped: Path, run: Any) -> None:
    for org in ("苍溪", "朝天"):
        assert run("-C", shipped, "score", "2014", "--org", org, "--receipt", "r.json").code == 0
        ran = run("-C", shipped, "verify", "r.json")
        assert ran.code == 0
        assert "样例数据" in ran.out
