"""The same words in the same order in every run: nothing is printed in the order of a set."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import neighbours
from asked import NAMES, astray, every
from conftest import CHECKOUT, Make
from documents import overlay, results
from tuanscore.commands.merge.command import FAILED

SEEDS = ("0", "1")
TYPED = {  # names that are near nothing, so that what there is is listed
    "报告.yaml": """\
类型: 完成情况
单位: 苍溪
年度: 2021
截至: 2021-03-31
完成: {未知: 1, 另一个: 2}
扣分:
  - {指标: 没有的, 分值: 1, 原因: 无}
评议: [{来源: 群众, 得分: 80, 人数: 3}]
加分: [{项目: 无, 分值: 1}]
一票否决: [{事项: 无, 原因: 无}]
""",
    "别的报告.yaml": results(
        "zz: 1", day="2014-03-31", rest="扣分: [{指标: zz, 分值: 1, 原因: 无}]\n", org="利州"
    ),
    "利州.yaml": overlay(org="利州", unit="共青团利州区委", on="县区团委-2014"),
    "覆盖.yaml": overlay(
        "指标值: {甲乙丙丁: 3次}\n条目调整: {戊己庚辛: 删除}\n", org="剑阁", on="县区团委-2014"
    ),
    "键.yaml": "类型: 目标绩效指标\n单位: 团委\n简称: 青川\n年度: 2021\nzzzz: 1\n部分: []\n",
}
FORMS = ("", "text", "json", "sarif", "html")
_RUN = """\
import contextlib, io, json, sys
from tuanscore.commands.main import main
told = []
for words in json.loads(sys.argv[1]):
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in "12")
    sys.argv = ["tuanscore", *words]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as left:
            code = left.code
    for stream in (out, err):
        stream.flush()
    told.append([words, code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()])
sys.stdout.write(json.dumps(told))
"""


def told(root: Path, seed: str, commands: list[list[str]]) -> list[list[object]]:
    """Run commands in one process with a seed, on a copy; return what each said."""
    argv, copy = json.dumps(commands), root.with_name("copy")
    shutil.copytree(root, copy)
    done = subprocess.run(
        [sys.executable, "-c", _RUN, argv],
        cwd=copy,
        env={**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "160"},
        capture_output=True,
        check=True,
    )
    shutil.rmtree(copy)
    said: list[list[object]] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("where", ["邻居", "坏文件"])
def test_outputs_do_not_depend_on_the_hash_seed(where: str, make: Make) -> None:
    if where == "邻居":
        odd = {f"scorecards/2021/{name}": text for name, text in TYPED.items()}
        root = make({**neighbours.files(), **odd})
    else:
        root = make({}) / where
        shutil.copytree(CHECKOUT / "examples" / where, root)
    asked = [argv for argv, form in every(**NAMES[where]) if form in FORMS]
    commands = [*asked, *astray(**NAMES[where])]
    first, *others = (told(root, seed, commands) for seed in SEEDS)
    assert {said[1] for said in first} <= {0, 1, 2, FAILED}
    assert len({str(said[2:]) for said in first}) > len(commands) / 2
    for other in others:
        assert other == first
