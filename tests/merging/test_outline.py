"""git-textconv: one line for each value, with its full name; anything else as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Make, Run
from tuanscore.commands.merge.outline import outline
from tuanscore.source.read import read
from tuanscore.source.tree import walk

ROOT = Path(__file__).parents[2]

OUTLINES = {
    "a template": (
        """\
# 转录
类型: 目标绩效指标模板
变量: {区划: 县}
部分:
  - 名称: 职能指标
    分值: 70
    类别:
      - 名称: 服务党政中心
        条目:
          - 编号: 西部计划
            内容: 派遣{志愿者}名。  # 照原文
            考核点:
              志愿者: 20名
              培训: {目标: 40名, 计分: 比例}
      - 条目:
          - 编号: 其他
            考核点: {}
""",
        """\
# 转录
类型：目标绩效指标模板
变量·区划：县
职能指标
职能指标·分值：70
职能指标·服务党政中心
职能指标·服务党政中心·西部计划
职能指标·服务党政中心·西部计划·内容：派遣{志愿者}名。
# 照原文
职能指标·服务党政中心·西部计划·志愿者：20名
职能指标·服务党政中心·西部计划·培训：40名
职能指标·服务党政中心·西部计划·培训·计分：比例
职能指标·其他
职能指标·其他：（空）
""",
    ),
    "a card": (
        """\
\ufeff类型: 目标绩效指标\r
别名: [甲县, jia]\r
单位:\r
指标值: {甲: '>5次', 乙: {目标: 3次}}\r
条目调整: {丙: 删除}\r
""",
        """\
类型：目标绩效指标
别名：甲县
别名：jia
单位：
指标值·甲：>5次
指标值·乙：3次
条目调整·丙：删除
""",
    ),
    "a report": (
        """\
类型: 完成情况
完成:
  甲: 4
  乙: {自评: 19, 审核: 18, 佐证: [名册.xlsx]}
扣分:
  - {指标: 维稳, 分值: 0.5, 原因: 迟报}
""",
        """\
类型：完成情况
完成·甲：4
完成·乙：19
完成·乙·审核：18
完成·乙·佐证：名册.xlsx
扣分·维稳
扣分·维稳·分值：0.5
扣分·维稳·原因：迟报
""",
    ),
    "texts": (
        """\
类型: 部门整体绩效目标
职责:
  - 职责描述: 领导全区共青团工作，坚持党建带团建
    职责目标: |
      一、建设
      二、活动
  - {备注: 没有名字}
""",
        """\
类型：部门整体绩效目标
职责·领导全区共青团工作，坚持党建带…
职责·领导全区共青团工作，坚持党建带…·职责描述：领导全区共青团工作，坚持党建带团建
职责·领导全区共青团工作，坚持党建带…·职责目标：一、建设
职责·领导全区共青团工作，坚持党建带…·职责目标：二、活动
职责·备注：没有名字
""",
    ),
    "an unfinished merge": (
        """\
类型: 目标绩效指标
<<<<<<< 我们
指标值: {甲: 22名, 乙: 4名}
||||||| 原来
指标值: {甲: 20名, 乙: 4名}
=======
指标值: {甲: 23名, 乙: 4名}
>>>>>>> 对方
""",
        """\
类型：目标绩效指标
<<<<<<< 我们
指标值·甲：22名
||||||| 原来
指标值·甲：20名
=======
指标值·甲：23名
>>>>>>> 对方
指标值·乙：4名
""",
    ),
}


@pytest.mark.parametrize(("text", "expected"), OUTLINES.values(), ids=OUTLINES)
def test_every_value_has_a_line_of_its_own(
    tmp_path: Path, run: Run, text: str, expected: str
) -> None:
    (tmp_path / "甲.yaml").write_bytes(text.encode())
    ran = run("git-textconv", "甲.yaml", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, expected, "")


AS_IS = {
    "not ours": "等次标准: {}\n",
    "no yaml": "类型: '目标绩效指标\n",
    "anchors": "类型: &a 甲\n单位: *a\n",
    "a text": "一段话\r\n",
    "nothing": "",
    "an unfinished merge by lines": "类型: 甲\n<<<<<<< 我们\n年: 1\n=======\n年: 2\n>>>>>>> 对方\n",
    "an unfinished merge that cannot be read": (
        "类型: 甲\n<<<<<<< 我们\n年: [1\n||||||| 原来\n年: 3\n=======\n年: 2\n>>>>>>> 对方\n"
    ),
}


@pytest.mark.parametrize("text", AS_IS.values(), ids=AS_IS)
def test_what_is_not_understood_is_printed_as_it_is(make: Make, run: Run, text: str) -> None:
    root = make({})
    (root / "甲.yaml").write_bytes(text.encode())
    ran = run("git-textconv", "甲.yaml", cwd=root)
    assert (ran.code, ran.out) == (0, text)


def test_other_encodings_come_out_byte_for_byte(tmp_path: Path) -> None:
    data = "类型: 目标绩效指标\n".encode("gbk")
    (tmp_path / "甲.yaml").write_bytes(data)
    command = [sys.executable, "-m", "tuanscore", "git-textconv", "甲.yaml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout == outline(data) == data


@pytest.mark.parametrize(
    "path",
    [*sorted(ROOT.glob("templates/**/*.yaml")), *sorted(ROOT.glob("scorecards/**/*.yaml"))],
    ids=lambda path: path.name,
)
def test_nothing_of_a_shipped_file_is_left_out(run: Run, path: Path) -> None:
    ran = run("git-textconv", path)
    assert ran.code == 0
    document, _ = read(path.read_bytes(), path.name)
    assert document is not None
    endings = ran.out.splitlines()
    for _, node in walk(document.root):
        if isinstance(node, str):
            for part in node.split("\n"):
                assert any(line.endswith((part, f"{part[:15]}…")) for line in endings)
