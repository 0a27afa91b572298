"""`tuanscore diff 2014 2015 --org 苍溪`: two years of one organisation."""

import json
from typing import Any

import pytest

from conftest import Make, Run

HEAD = "类型: 目标绩效指标\n单位: 共青团苍溪县委\n简称: 苍溪\n年度: {year}\n总分: 100\n部分:\n"
SECTION = "  - 名称: 职能指标\n    分值: 100\n    类别:\n      - 名称: 服务\n        条目:\n"
OLD = """\
          - {编号: 比武, 内容: '青年技能大比武不少于{比武次数}次。', 考核点: {比武次数: ≥3次}}
          - 编号: 培训
            内容: 培训各类志愿者{志愿者培训}名，积极服务重大赛会。
            考核点: {志愿者培训: 40名}
          - {编号: 座谈, 内容: '召开青年人才座谈会{座谈会}场。', 考核点: {座谈会: ≥2场}}
          - {编号: 换届, 内容: 按期完成换届工作。, 考核点: {换届: 定性}}
"""
NEW = """\
          - {编号: 比武, 内容: '青年技能大比武不少于{比武次数}次。', 考核点: {比武次数: ≥5次}}
          - 编号: 志愿者
            内容: 培训各类志愿者{志愿者数}名，积极服务大型赛会。
            考核点: {志愿者数: 36名}
          - {编号: 座谈, 内容: '召开青年人才座谈会{座谈场数}场。', 考核点: {座谈场数: ≥2场}}
          - {编号: 网信, 内容: '建立网络宣传员队伍{宣传员}人。', 考核点: {宣传员: 40人}}
"""


def files(old: str = OLD, new: str = NEW) -> dict[str, str]:
    return {
        f"scorecards/{year}/苍溪.yaml": HEAD.format(year=year) + SECTION + items
        for year, items in ((2014, old), (2015, new))
    }


def told(run: Run, make: Make, **texts: str) -> dict[str, Any]:
    argv = ("diff", "2014", "2015", "--org", "苍溪", "--format", "json")
    ran = run(*argv, cwd=make(files(**texts)))
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_items_are_matched_by_id_then_by_text(make: Make, run: Run) -> None:
    """培训 → 志愿者: 17 of 18 characters are the same, numbers left out: 34/36 = 0.94.

    志愿者培训 and 志愿者数 share 志愿者: 6/9 = 0.67; 座谈会 and 座谈场数 share 座谈: 4/7 = 0.57,
    but each is the only one left in its item.
    """
    found = told(run, make)
    assert found["schema"] == "tuanscore.years/1"
    assert found["carried"] == 3
    assert [(m["level"], m["old"], m["new"], m["similarity"]) for m in found["matches"]] == [
        ("item", "培训", "志愿者", 0.94),
        ("measure", "志愿者培训", "志愿者数", 0.67),
        ("measure", "座谈会", "座谈场数", 0.57),
    ]
    changes = [(c["kind"], c["item"], c["measure"], c["old"], c["new"]) for c in found["changes"]]
    assert ("target", "比武", "比武次数", "≥3次", "≥5次") in changes
    assert ("target", "培训", "志愿者培训", "40名", "36名") in changes
    assert ("removed", "换届", None, "按期完成换届工作。", None) in changes
    assert ("added", "网信", None, None, "建立网络宣传员队伍40人。") in changes
    wordings = [c for c in found["changes"] if c["kind"] == "wording"]
    assert [(c["item"], c["old"], c["new"]) for c in wordings] == [
        ("培训", "培训各类志愿者40名，积极服务重大赛会。", "培训各类志愿者36名，积极服务大型赛会。")
    ]
    assert len(changes) == 5
    place = next(c for c in found["changes"] if c["measure"] == "志愿者培训")["new_place"]
    assert (place["file"], place["line"]) == ("scorecards/2015/苍溪.yaml", 15)


def test_text_and_markdown(make: Make, run: Run) -> None:
    root = make(files())
    ran = run("diff", "2014", "2015", "--org", "苍溪", "--exit-code", cwd=root)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0] == "苍溪 2014 → 苍溪 2015"
    assert "  条目 培训 → 志愿者，相似 0.94" in lines
    assert lines[-1] == "沿用 3 条，取消 1 条，新增 1 条，目标数字提高 1 个，目标数字降低 1 个"
    ran = run("diff", "2014", "2015", "--org", "苍溪", "--format", "md", cwd=root)
    assert "- 条目 培训 → 志愿者（相似 0.94）" in ran.out.splitlines()
    assert "| 职能指标 | 服务 | 比武 | 比武次数 | ≥3次 | ≥5次 | +2次 | +66.67% |" in ran.out


def test_same_year_after_year(make: Make, run: Run) -> None:
    root = make(files(new=OLD))
    ran = run("diff", "2014", "2015", "--org", "苍溪", "--exit-code", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "沿用 4 条"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("3次", "目标换了写法 1 个"),
        ("≤3次", "目标有别的改动 1 个"),
    ],
)
def test_only_what_means_the_same_is_another_spelling(
    target: str, words: str, make: Make, run: Run
) -> None:
    new = OLD.replace("比武次数: ≥3次", f"比武次数: {target}")
    assert new != OLD
    ran = run("diff", "2014", "2015", "--org", "苍溪", cwd=make(files(new=new)))
    assert ran.out.splitlines()[-1] == f"沿用 4 条，{words}"


def test_nothing_in_common(make: Make, run: Run) -> None:
    other = "          - {编号: 甲, 内容: '植树造林{面积}亩。', 考核点: {面积: ≥3亩}}\n"
    found = told(run, make, new=other)
    assert (found["carried"], found["matches"]) == (0, [])
    kinds = [c["kind"] for c in found["changes"]]
    assert kinds.count("removed") == 4
    assert kinds.count("added") == 1


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("2014", "2016", "--org", "苍溪"), "2016"),
        (("2014", "2015", "--org", "旺苍"), "没有找到“旺苍”"),
        (("2014", "苍溪", "--org", "苍溪"), "要写 2 个年度"),
    ],
)
def test_wrong_usage(argv: tuple[str, ...], words: str, make: Make, run: Run) -> None:
    ran = run("diff", *argv, cwd=make(files()))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
