"""Receipts: the same files give the same bytes, and whatever is changed is found."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import simplejson

from documents import overlay, section, template
from tuanscore import __version__, disk
from tuanscore.commands.verify import receipt

D = Decimal
CARD = overlay("指标值: {活动: 4次}\n", unit="甲县委", on="底表")
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
SUPPORT = template(
    section(
        "保障", 15, 计分="扣分", 类别="[{名称: 保障, 条目: [{编号: 维稳, 内容: 维稳, 分值: 1}]}]"
    ),
    name="保障",
    total=15,
)
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


# ---- every difference, every field, every byte ---------------------------------------------------


def test_every_difference_is_named(issued: Path, run: Any) -> None:
    """Two files and all three lines: 60 × 1 ÷ 4 = 15, 25 × 60% = 15, 15 − 1 (its most) = 14: 44."""
    edit(REPORT, "自评: 3", "自评: 1")(issued)
    edit(REPORT, "基本完成", "部分完成")(issued)
    edit(REPORT, "分值: 0.5", "分值: 1.5")(issued)
    edit("scorecards/2014/决定.txt", "0.5", "1.5")(issued)
    ran = run("-C", issued, "verify", "甲.json")
    told = [line for line in ran.out.splitlines() if line.startswith("×")]
    assert [re.sub("（sha256.*", "", line) for line in told[:2]] == [
        f"× 完成情况 {REPORT} 变了",
        "× 佐证 scorecards/2014/决定.txt 变了",
    ]
    assert told[2:] == [
        "× 得分行 职能 / 一类 / 活动 / 活动：凭据 45.00 / 60.00，现在 15.00 / 60.00",
        "× 得分行 职能 / 一类 / 制度 / 制度：凭据 20.00 / 25.00，现在 15.00 / 25.00",
        "× 得分行 保障 / 保障（类别） / 维稳（扣分）：凭据 -0.50，现在 -1.00",
        "× 总分 甲：凭据 79.50，现在 44.00",
        "× 得分率 甲：凭据 79.50，现在 44.00",
        "× 等次 甲：凭据 中，现在 差",
    ]
    value = simplejson.loads(run("-C", issued, "verify", "甲.json", "--format", "json").out)
    assert (value["input"], value["score"]) == (value["inputs"][0], value["scores"][0])
    assert [(c["what"], c["name"]) for c in value["inputs"] + value["scores"]] == [
        tuple(re.match(r"× (\S+) (.*?)(?: 变了|：)", line).groups())  # type: ignore[union-attr]
        for line in told
    ]


def fields(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a receipt that can be changed: values, and lists."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from fields(part, (*way, key))
        return
    if isinstance(value, list):
        if len(value) > 1:
            yield way
        for index, part in enumerate(value):
            yield from fields(part, (*way, index))
        return
    yield way


OTHER = {
    "until": "2014-12-31",
    "as_of": "2014-12-31",
    "file": "scorecards/2014/别的.txt",
    "name": "别的",
    "version": "0.0.9",
}


def other(way: tuple[Any, ...], value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, list):
        return value[::-1]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 1
    if way[-1] == "sha256":
        return "0" * 64
    return OTHER.get(way[-1], "别的")


def test_every_field_is_checked(issued: Path, run: Any) -> None:
    value = read(issued)
    ways = [*fields(value)]
    assert {"tool", "until", "lines", "inputs", "seal", "rules", "schema"} <= {w[0] for w in ways}
    for way in ways:
        changed = copy.deepcopy(value)
        part = changed
        for step in way[:-1]:
            part = part[step]
        part[way[-1]] = other(way, part[way[-1]])
        text = simplejson.dumps(changed, use_decimal=True, ensure_ascii=False)
        (issued / "乙.json").write_text(text, encoding="utf-8")
        ran = run("-C", issued, "verify", "乙.json")
        assert ran.code in (1, 2), way
        assert "×" in ran.out or ran.err, way


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: v["lines"].reverse(), "得分行的次序 第 1 个：凭据 保障 / 保障（类别）"),
        (lambda v: v["inputs"].reverse(), "文件的次序 第 1 个：凭据 scorecards/2014/"),
        (lambda v: v["tool"].update(name="别的"), "被改坏了（程序 名称）"),
        (lambda v: v["tool"].update(version="0.0.9"), "凭据由 tuanscore 0.0.9 写出"),
        (lambda v: v.update(until="2014-12-31"), "只算到 2014-12-31 为止"),
    ],
    ids=["lines", "inputs", "tool", "version", "until"],
)  # fmt: skip
@pytest.mark.parametrize("sealed", [True, False])
def test_what_a_receipt_says_beside_its_numbers(
    issued: Path, run: Any, change: Callable[[Any], Any], said: str, sealed: bool
) -> None:
    """An older receipt has no seal: what nothing speaks against is at least told."""
    value = read(issued)
    change(value)
    if not sealed:
        del value["seal"]
    text = simplejson.dumps(value, use_decimal=True, ensure_ascii=False)
    (issued / "甲.json").write_text(text, encoding="utf-8")
    ran = run("-C", issued, "verify", "甲.json")
    assert said in ran.out + ran.err
    if ran.code != 2:
        assert ("封签不对：凭据写出以后被改过" in ran.out) == sealed
        assert ("凭据没有封签" in ran.out) != sealed
    assert ran.code or not sealed


EVIDENCE = "scorecards/2014/完成情况/佐证/名册.txt"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.unlink(), "找不到"),
        (os.mkfifo, "不是普通文件"),
        (lambda path: path.symlink_to("/dev/zero"), "链接指到仓库外面，没有读"),
        (lambda path: path.symlink_to("/dev/random"), "链接指到仓库外面，没有读"),
        (lambda path: path.symlink_to("/etc/passwd"), "链接指到仓库外面，没有读"),
        (lambda path: path.symlink_to("../../../../.git/config"), "在 .git 里面，没有读"),
        (lambda path: path.mkdir(), "这是一个文件夹"),
        (lambda path: large(path, 2**32 + 1), "超过 4 GiB，不读"),
    ],
    ids=["gone", "pipe", "zero", "random", "passwd", "git", "empty folder", "too large"],
)
def test_evidence_that_cannot_be_vouched_for(
    issued: Path, run: Any, change: Callable[[Path], Any], reason: str
) -> None:
    """No receipt is issued over it, and one from before does not hold any more."""
    before = (issued / "甲.json").read_bytes()
    (issued / ".git").mkdir()
    (issued / ".git/config").write_text("密", encoding="utf-8")
    (issued / EVIDENCE).unlink()
    if reason != "找不到":
        change(issued / EVIDENCE)
    ran = run("-C", issued, "score", "2014", "--org", "甲", "--receipt", "甲.json")
    assert ran.code == 2
    assert ran.err.startswith("tuanscore：有 1 份依据读不到，凭据没有写\n")
    assert f"  佐证 {EVIDENCE}：{reason}\n" in ran.err
    assert (issued / "甲.json").read_bytes() == before
    ran = run("-C", issued, "verify", "甲.json")
    assert ran.code == 1
    now = "不见了" if reason == "找不到" else f"读不到：{reason}"
    assert f"× 佐证 {EVIDENCE} {now}\n" in ran.out


@pytest.mark.parametrize("target", [None, "/dev/zero"])
def test_settings_that_cannot_be_read(issued: Path, run: Any, target: str | None) -> None:
    """What they say is not known, so nothing is vouched for without them."""
    if target is None:
        add("tuanscore.yaml", "定性档: {完成: 100\n")(issued)
    else:
        (issued / "tuanscore.yaml").symlink_to(target)
    ran = run("-C", issued, "score", "2014", "--org", "甲", "--receipt", "乙.json")
    assert "tuanscore.yaml" in ran.err
    assert ran.code == 2
    assert not (issued / "乙.json").exists()
    assert run("-C", issued, "verify", "甲.json").code == 1


def large(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("/dev/zero", "/dev/zero"),
        ("/dev/random", "/dev/random"),
        ("/etc/passwd", "/etc/passwd"),
        ("../../../../外.txt", "../外.txt"),
        ("'甲\\0'", None),
    ],
)
def test_evidence_that_is_named_outside(
    make: Any, run: Any, written: str, listed: str | None
) -> None:
    named = '"甲\\0"' if listed is None else written
    root = make({**FILES, REPORT: FILES[REPORT].replace("佐证/名册.txt", named)})
    ran = run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json")
    assert ran.code in (1, 2)
    if listed is not None:
        assert f"佐证 {listed}：在仓库外面，没有读" in ran.err
    assert not (root / "甲.json").exists()


def test_a_receipt_that_names_what_is_outside(issued: Path, run: Any) -> None:
    value = read(issued)
    for name in ("/dev/zero", "../外.txt", "\ud800", "甲\0"):
        value["inputs"][-1]["file"] = name
        text = simplejson.dumps(value, use_decimal=True)
        (issued / "乙.json").write_text(text, encoding="utf-8")
        ran = run("-C", issued, "verify", "乙.json")
        assert ran.code == 1
        assert "读不到：" in ran.out


def test_large_evidence_takes_no_memory(issued: Path, run: Any) -> None:
    size = 256 * 1024 * 1024
    large(issued / EVIDENCE, size)
    tracemalloc.start()
    ran = run("-C", issued, "verify", "甲.json")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ran.code == 1
    assert f"佐证 {EVIDENCE} 变了" in ran.out
    assert most < size // 4


def test_evidence_that_is_no_file_is_listed_as_it_is_written(make: Any, run: Any) -> None:
    words = ["https://example.org/甲/", "川青〔2014〕3号", "《关于表彰甲的决定》"]
    written = ", ".join(f"'{word}'" for word in words)
    root = make({**FILES, REPORT: FILES[REPORT].replace("佐证/名册.txt", written)})
    assert run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json").code == 0
    inputs = {entry["file"]: entry["sha256"] for entry in read(root)["inputs"]}
    assert [inputs[word] for word in words] == [None, None, None]
    assert run("-C", root, "verify", "甲.json").code == 0


def test_every_file_of_a_folder_is_evidence(make: Any, run: Any) -> None:
    folder = "scorecards/2014/完成情况/佐证"
    more = {f"{folder}/下/照片.jpg": "照片", f"{folder}/.缓存": "无关"}
    root = make({**FILES, **more, REPORT: FILES[REPORT].replace("佐证/名册.txt", "佐证")})
    assert run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json").code == 0
    listed = {entry["file"] for entry in read(root)["inputs"] if entry["kind"] == "佐证"}
    assert listed == {EVIDENCE, f"{folder}/下/照片.jpg", "scorecards/2014/决定.txt"}
    (root / folder / "下/又一张.jpg").write_text("照片", encoding="utf-8")
    ran = run("-C", root, "verify", "甲.json")
    assert ran.code == 1
    assert f"佐证 {folder}/下/又一张.jpg 出凭据时没有" in ran.out
    (root / folder / "下/又一张.jpg").unlink()
    (root / folder / "外面").symlink_to("/etc")
    ran = run("-C", root, "verify", "甲.json")
    assert ran.code == 1


PICTURE = b"\x89PNG\r\n\x1a\n\x00\r\n"


@pytest.mark.parametrize(
    "ways",
    [
        ["-c", "core.autocrlf=true"],
        ["-c", "core.autocrlf=input"],
        ["-c", "core.eol=crlf", "-c", "core.autocrlf=false"],
        ["-c", "core.fileMode=false"],
    ],
    ids=["autocrlf", "input", "eol", "mode"],
)
def test_a_checkout_elsewhere_does_not_break_a_receipt(
    issued: Path, run: Any, ways: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The commit is the same: on Windows its texts have other line ends, in UTF-16 other bytes."""
    attributes = "*.txt text\n*.md text eol=crlf\n*.utf16 text working-tree-encoding=UTF-16\n"
    (issued / ".gitattributes").write_text(attributes, encoding="utf-8")
    folder = issued / "scorecards/2014/完成情况/佐证"
    (folder / "图.png").write_bytes(PICTURE)
    (folder / "记录.md").write_bytes("一\n二\n".encode())
    (folder / "信.utf16").write_bytes("一\n二\n".encode("utf-16"))
    edit(REPORT, "佐证/名册.txt", "佐证")(issued)
    assert run("-C", issued, "score", "2014", "--org", "甲", "--receipt", "甲.json").code == 0
    git = ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "甲"]):
        subprocess.run([*git, *words], cwd=issued, check=True, capture_output=True)
    there = tmp_path_factory.mktemp("那里") / "仓"
    subprocess.run([*git, *ways, "clone", "-q", issued, there], check=True, capture_output=True)
    assert (there / "scorecards/2014/完成情况/佐证/记录.md").read_bytes() == "一\r\n二\r\n".encode()
    (there / EVIDENCE).chmod(0o755)
    os.utime(there / EVIDENCE, (1, 1))
    ran = run("-C", there, "verify", "甲.json")
    assert (ran.code, "√ 一致：10 个文件" in ran.out) == (0, True)


def test_a_receipt_of_before_holds_the_bytes_of_this_disk(issued: Path, run: Any) -> None:
    """Then a text was digested with the line ends that it had."""
    data = (issued / EVIDENCE).read_bytes().replace(b"\n", b"\r\n")
    (issued / EVIDENCE).write_bytes(data)
    value = read(issued)
    (entry,) = (entry for entry in value["inputs"] if entry["file"] == EVIDENCE)
    entry["sha256"] = sha256(data).hexdigest()
    del value["seal"]
    text = simplejson.dumps(value, use_decimal=True)
    (issued / "甲.json").write_text(text, encoding="utf-8")
    assert run("-C", issued, "verify", "甲.json").code == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (b"a\r\nb", b"a\nb", True),
        (b"a\r", b"a\n", False),
        (b"a\r\rb", b"a\rb", False),
        (b"\xff\xfea\x00\r\x00\n\x00", b"a\n", True),
        (b"\xfe\xff\x00a\x00\n", b"a\n", True),
        (b"\xff\xfea\x00\r\x00\n\x00\x00", b"\xff\xfea\x00\n\x00\x00", False),
        (b"\x00a\r\n", b"\x00a\n", False),
        (b"", b"\n", False),
        (b"\xef\xbb\xbfa", b"a", False),
    ],
)
@pytest.mark.parametrize("size", [2, 3, 100])
def test_what_git_takes_for_the_same(
    issued: Path,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
    one: bytes,
    other: bytes,
    alike: bool,
    size: int,
) -> None:
    """However the bytes arrive; a byte order mark alone is a change that git sees."""
    monkeypatch.setattr(disk, "_PIECE", size)
    (issued / EVIDENCE).write_bytes(one)
    assert run("-C", issued, "score", "2014", "--org", "甲", "--receipt", "甲.json").code == 0
    assert run("-C", issued, "verify", "甲.json").code == 0
    (issued / EVIDENCE).write_bytes(other)
    assert run("-C", issued, "verify", "甲.json").code == (0 if alike else 1)
