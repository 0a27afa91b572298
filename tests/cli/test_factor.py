"""`tuanscore factor`: the shipped cards written out whole, small families, and what is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Make, Run
from gitrepo import GitRepo
from tuanscore.commands.factor import shape
from tuanscore.shelf import Repository
from tuanscore.source.compose import compose

SHIPPED = "templates/县区团委-2014.yaml"


def write_out(root: Path) -> dict[str, str]:
    """Write every card of 2014 out whole, each in its file; return what each of them means."""
    repository = Repository(root)
    trees = {}
    for entry in repository.cards(2014):
        card, _ = repository.card(entry)
        assert card is not None
        trees[entry.document.file] = shape.whole(card.document)
    for file, tree in trees.items():
        (root / file).write_text(compose(tree), encoding="utf-8")
    return meanings(root)


def meanings(root: Path) -> dict[str, str]:
    repository = Repository(root)
    told = {}
    for entry in repository.cards():
        card, findings = repository.card(entry)
        assert card is not None
        assert not findings
        told[card.document.file] = repr(card.model)
    return told


def body(path: Path) -> list[str]:
    """Return the lines of a file that say something, but for the name of the template."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line[:1] != "#" and line[:3] not in ("模板:", "名称:")]


def test_shipped_cards_written_out_whole_become_what_was_written_by_hand(
    shipped: Path, run: Run
) -> None:
    by_hand = {path.name: body(path) for path in (shipped / "scorecards/2014").glob("*.yaml")}
    before = write_out(shipped)
    ran = run("-C", shipped, "factor", "scorecards/2014", "-o", "templates/归并.yaml", "--write")
    assert (ran.code, ran.err) == (0, "")
    assert body(shipped / "templates/归并.yaml") == body(shipped / SHIPPED)
    assert {p.name: body(p) for p in (shipped / "scorecards/2014").glob("*.yaml")} == by_hand
    assert meanings(shipped) == before
    assert "不同 63 处" in ran.out  # as many entries as the shipped files have
    assert "8 份评分表换成了覆盖\n" in ran.out
    assert run("-C", shipped, "fmt", "--check").code == 0
    assert run("-C", shipped, "rebase").code == 0


def test_cards_on_a_template_are_resolved_first(shipped: Path, run: Run) -> None:
    before = {p: p.read_bytes() for p in shipped.rglob("*.yaml")}
    ran = run("-C", shipped, "factor", "scorecards/2014", "--format", "json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert told["schema"] == "tuanscore.factoring/1"
    assert (told["template"]["name"], told["template"]["year"]) == ("归并-2014", 2014)
    assert told["entries"] == 63
    assert told["written"] == told["left"] == []
    assert [o["file"] for o in told["overlays"] if o["entries"] == 0] == [
        "scorecards/2014/青川.yaml"
    ]
    assert {p: p.read_bytes() for p in shipped.rglob("*.yaml")} == before


FRAME = """\
类型: 目标绩效指标
单位: 共青团{name}县委
简称: {name}
年度: 2014
总分: 100
变量: {{区划: {word}}}
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        分值: 85
        条目:
{items}  - 名称: 绩效评价
    分值: 15
    计分: 评议
"""


def card(name: str, *items: str, word: str = "县") -> str:
    rows = "".join(f"          - {item}\n" for item in items)
    return FRAME.format(name=name, items=rows, word=word)


CONTEST = "{编号: 比武, 内容: '比武{比武}次。', 考核点: {比武: ≥3次}}"
MORE = "{编号: 比武, 内容: '比武{比武}次。', 考核点: {比武: ≥4次}}"
TRAINING = "{编号: 培训, 内容: '{区划}里培训。', 考核点: {培训: {目标: 40名, 计分: 达标}}}"
VISITS = "{编号: 走访, 内容: 走访。, 考核点: {走访: 定性}}"
FILES = {
    "scorecards/2014/甲.yaml": card("甲", MORE, TRAINING),
    "scorecards/2014/乙.yaml": card("乙", CONTEST, VISITS, TRAINING, word="区"),
    "scorecards/2014/丙.yaml": card("丙", CONTEST, VISITS, TRAINING),
}
HEAD = "# 由 tuanscore factor 归并 3 份评分表而成：丙、乙、甲\n"
TEMPLATE = """\
类型: 目标绩效指标模板
名称: 共同
年度: 2014
标题: '{单位}{年度}年度目标绩效指标'
总分: 100
变量: {区划: 县}
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        分值: 85
        条目:
          - 编号: 比武
            内容: 比武{比武}次。
            考核点:
              比武: ≥3次
          - 编号: 走访
            内容: 走访。
            考核点:
              走访: 定性
          - 编号: 培训
            内容: '{区划}里培训。'
            考核点:
              培训: {目标: 40名, 计分: 达标}
  - 名称: 绩效评价
    分值: 15
    计分: 评议
"""
OVERLAYS = {
    "甲": "指标值:\n  比武: ≥4次\n条目调整:\n  走访: 删除\n",
    "乙": "变量: {区划: 区}\n",
    "丙": "",
}


def overlay(name: str) -> str:
    top = f"类型: 目标绩效指标\n单位: 共青团{name}县委\n简称: {name}\n年度: 2014\n模板: 共同\n"
    return top + OVERLAYS[name]


def test_template_alone(make: Make, run: Run) -> None:
    root = make(FILES)
    ran = run("-C", root, "factor", "scorecards", "-o", "templates/共同.yaml")
    assert ran.code == 0
    assert (root / "templates/共同.yaml").read_text(encoding="utf-8") == HEAD + TEMPLATE
    assert {n: (root / n).read_text(encoding="utf-8") for n in FILES} == FILES
    assert "写好了 templates/共同.yaml\n评分表没有动；" in ran.out


def test_overlays_in_place_of_the_cards(make: Make, run: Run) -> None:
    lead = "# yaml-language-server: $schema=../x.json\n# 抄自原件\n\n"
    first = FILES["scorecards/2014/甲.yaml"].replace("部分:\n", "# 如下\n部分:  # 两部分\n")
    root = make({**FILES, "scorecards/2014/甲.yaml": lead + first})
    before = meanings(root)
    argv = ("-C", root, "factor", *FILES, "-o", "templates/共同.yaml", "--write")
    refused = run(*argv)
    assert refused.code == 2
    assert "什么也没有写：scorecards/2014/甲.yaml 2 处\n" in refused.err
    assert not (root / "templates").exists()
    ran = run(*argv, "--force")
    assert ran.code == 0
    assert (root / "scorecards/2014/甲.yaml").read_text(encoding="utf-8") == lead + overlay("甲")
    assert (root / "scorecards/2014/乙.yaml").read_text(encoding="utf-8") == overlay("乙")
    assert "! scorecards/2014/甲.yaml 里有 2 处注释，覆盖里没有\n" in ran.out
    assert meanings(root) == before


def test_overlays_elsewhere(make: Make, run: Run) -> None:
    lead = "# yaml-language-server: $schema=../x.json\n"
    first = lead + FILES["scorecards/2014/甲.yaml"]
    root = make({**FILES, "scorecards/2014/甲.yaml": first})
    ran = run(
        *("-C", root, "factor", "scorecards", "-o", "templates/共同.yaml", "--overlays", "新/表")
    )
    assert ran.code == 0
    for name in "甲乙丙":
        assert (root / f"新/表/{name}.yaml").read_text(encoding="utf-8") == overlay(name)
    assert (root / "scorecards/2014/甲.yaml").read_text(encoding="utf-8") == first
    assert "3 份覆盖另外存放，原来的评分表没有动\n" in ran.out


def test_one_card_is_a_template_and_nothing_of_its_own(make: Make, run: Run) -> None:
    root = make(FILES)
    ran = run("-C", root, "factor", "scorecards/2014/丙.yaml")
    assert ran.code == 0
    assert "不同 0 处\n" in ran.out
    assert "! 归并以后并不更短：评分表太少，或者相同的太少\n" in ran.out
    assert "什么也没有写；写出模板加 -o templates/归并-2014.yaml\n" in ran.out


def test_name_that_is_taken_is_not_proposed(make: Make, run: Run) -> None:
    root = make({**FILES, "templates/某.yaml": TEMPLATE.replace("共同", "归并-2014")})
    assert run("-C", root, "factor", "scorecards").out.startswith("模板“归并-2014-2”（2014 年）\n")


C, V, T = "scorecards/2014/丁.yaml", "变量: {区划: 县}", "总分: 100\n"
LEFT = {
    "points of a category": (
        card("丁", CONTEST, VISITS).replace("        分值: 85\n", "        分值: 80\n"),
        f"{C}:12:13 归并不了，原样留着：“服务”的分值是“80”，别的表是“85”",
    ),
    "another total": (
        card("丁", CONTEST).replace(T, "总分: 99\n"),
        f"{C}:5:5 归并不了，原样留着：“总分”是“99”，别的表是“100”",
    ),
    "a bonus": (
        card("丁", CONTEST) + "加分: {上限: 5}\n",
        f"{C}:18:5 归并不了，原样留着：“加分”别的表没有",
    ),
    "no points": (
        card("丁", CONTEST).replace("    分值: 15\n", ""),
        f"{C}:15:5 归并不了，原样留着：没有“绩效评价”的分值，别的表有",
    ),
    "one section more": (
        card("丁", CONTEST) + "  - {名称: 另外, 分值: 5, 计分: 评议}\n",
        f"{C}:8:3 归并不了，原样留着：“部分”有 3 项，别的表有 2 项",
    ),
    "another order": (
        card("丁", VISITS, CONTEST),
        f"{C}:14:11 归并不了，原样留着：条目的先后和别的表不一样",
    ),
    "another group": (
        card("丁", CONTEST.replace("编号: 比武,", "编号: 比武, 小类: 甲,"), VISITS),
        f"{C}:14:13 归并不了，原样留着：条目“比武”有小类“甲”，别的表没有",
    ),
    "no such variable": (
        card("丁", CONTEST).replace(f"{V}\n", ""),
        f"{C}:1:1 归并不了，原样留着：没有变量“区划”，别的表有",
    ),
    "a word of its own": (
        card("丁", CONTEST, "{编号: 另, 内容: '另{词}。'}").replace(V, "变量: {区划: 县, 词: 事}"),
        f"{C}:15:13 归并不了，原样留着：条目“另”里的“{{词}}”别的表没有",
    ),
    "keys in another order": (
        card("丁", CONTEST).replace(
            "    分值: 15\n    计分: 评议\n", "    计分: 评议\n    分值: 15\n"
        ),
        f"{C}:15:5 归并不了，原样留着：键的先后和别的表不一样",
    ),
    "errors": (
        card("丁", CONTEST).replace("年度: 2014\n", ""),
        f"{C}:1:1 归并不了，原样留着：缺少“年度”",
    ),
}


@pytest.mark.parametrize(("text", "said"), LEFT.values(), ids=LEFT)
def test_card_that_no_overlay_can_tell_is_left_whole(
    text: str, said: str, make: Make, run: Run
) -> None:
    root = make({**FILES, C: text})
    ran = run("-C", root, "factor", "scorecards", "-o", "templates/共同.yaml", "--write")
    assert ran.code == 1
    assert f"! {said}\n" in ran.out
    assert (root / C).read_text(encoding="utf-8") == text
    assert (root / "templates/共同.yaml").read_text(encoding="utf-8") == HEAD + TEMPLATE
    told = json.loads(run("-C", root, "factor", "scorecards", "--format", "json").out)
    assert [refusal["file"] for refusal in told["left"]] == [C]


def test_item_in_another_category(make: Make, run: Run) -> None:
    second = "      - 名称: 其他\n        分值: 5\n        条目:\n"
    end = "  - 名称: 绩效评价"
    last = f"{second}          - {{编号: 另, 内容: 另。}}\n"
    files = {name: text.replace(end, last + end) for name, text in FILES.items()}
    odd = card("丁", CONTEST).replace(end, f"{second}          - {VISITS}\n{end}")
    ran = run("-C", make({**files, C: odd}), "factor", "scorecards")
    said = f"{C}:18:13 归并不了，原样留着：条目“走访”不在别的表所在的类别里"
    assert f"! {said}\n" in ran.out


SECOND = "      - 名称: 其他\n        条目:\n"
ITEMS = {name: f"{{编号: {name}, 内容: 做。}}" for name in "天地人风云"}


def two_categories(name: str, first: str, second: str) -> str:
    rows = "".join(f"          - {ITEMS[item]}\n" for item in second)
    end = "  - 名称: 绩效评价"
    return card(name, *(ITEMS[item] for item in first)).replace(end, SECOND + rows + end)


def test_cards_that_all_contradict_each_other(make: Make, run: Run) -> None:
    """Each of 天, 地 and 人 stands elsewhere in another of the cards: the first card stays."""
    files = {
        "scorecards/2014/一.yaml": two_categories("一", "风天地", "云人"),
        "scorecards/2014/二.yaml": two_categories("二", "风天人", "云地"),
        "scorecards/2014/三.yaml": two_categories("三", "风地人", "云天"),
    }
    told = json.loads(run("-C", make(files), "factor", *files, "--format", "json").out)
    assert [o["file"] for o in told["overlays"]] == ["scorecards/2014/一.yaml"]
    assert [(r["file"][-6:], r["place"]["line"]) for r in told["left"]] == [
        ("三.yaml", 20),
        ("二.yaml", 20),
    ]


def test_one_measure_in_two_items(make: Make, run: Run) -> None:
    other = CONTEST.replace("编号: 比武", "编号: 练兵")
    files = {
        "scorecards/2014/甲.yaml": card("甲", VISITS, CONTEST),
        "scorecards/2014/乙.yaml": card("乙", VISITS, other),
    }
    root = make(files)
    before = meanings(root)
    ran = run("-C", root, "factor", "scorecards", "-o", "templates/共同.yaml", "--write")
    assert ran.code == 0
    assert meanings(root) == before
    tail = "条目调整:\n  练兵:\n    考核点:\n      比武: ≥3次\n  比武: 删除\n"
    assert (root / "scorecards/2014/乙.yaml").read_text(encoding="utf-8").endswith(tail)


def test_keys_of_a_measure_in_another_order(make: Make, run: Run) -> None:
    turned = TRAINING.replace("{目标: 40名, 计分: 达标}", "{计分: 达标, 目标: 40名}")
    files = {**FILES, C: card("丁", CONTEST, VISITS, turned)}
    assert json.loads(run("-C", make(files), "factor", *files, "--format", "json").out)["overlays"][
        3
    ]["text"].endswith("模板: 归并-2014\n")


def test_name_that_no_file_system_likes(make: Make, run: Run) -> None:
    root = make(FILES)
    before = meanings(root)
    ran = run("-C", root, "factor", "scorecards", "-o", "templates/县:区.yaml", "--write")
    assert ran.code == 0
    assert meanings(root) == before


def test_cards_that_mean_two_things_by_a_word(make: Make, run: Run) -> None:
    """绩效评价 speaks of {比武}: a number of 甲, a word of the others."""
    end, said = "    计分: 评议\n", "    计分: 评议\n    内容: '{比武}'\n"
    plain = "{编号: 比武, 内容: 比武。, 考核点: {比武: 定性}}"
    word = "变量: {区划: 县, 比武: 三}"
    files = {
        "scorecards/2014/甲.yaml": card("甲", CONTEST).replace(end, said),
        "scorecards/2014/乙.yaml": card("乙", plain).replace(end, said).replace(V, word),
        "scorecards/2014/丙.yaml": card("丙", plain).replace(end, said).replace(V, word),
    }
    ran = run("-C", make(files), "factor", "scorecards", "-o", "templates/共同.yaml")
    assert ran.code == 2
    assert "scorecards/2014/丙.yaml 归并以后，展开和原来不一样，什么也没有写" in ran.err


def test_line_ends_of_another_age(make: Make, run: Run) -> None:
    first = card("甲", CONTEST).replace("部分:\n", "# 说明\u2028\n部分:\n")
    files = {"scorecards/2014/甲.yaml": first}
    ran = run("-C", make(files), "factor", "scorecards", "--format", "json")
    assert json.loads(ran.out)["overlays"][0]["comments_lost"] == 1


REFERRED = """\
类型: 目标绩效指标模板
名称: 保障
年度: 2014
部分:
  - 名称: 保障指标
    计分: 扣分
    类别:
      - 条目:
          - {编号: 维稳, 内容: 维稳, 分值: 1}
          - {编号: 保密, 内容: 保密, 分值: 1}
"""
REFERENCE = "  - {名称: 保障指标, 分值: 15, 计分: 扣分, 引用: 保障}\n"


def test_reference_stays_and_what_is_behind_it_is_adjusted(make: Make, run: Run) -> None:
    whole = {name: text + REFERENCE for name, text in FILES.items()}
    old = {"templates/旧.yaml": TEMPLATE.replace("共同", "旧") + REFERENCE}
    own = overlay("丙").replace("模板: 共同", "模板: 旧").replace("丙", "丁")
    adjusted = "条目调整:\n  维稳: {内容: 平安}\n  保密: 删除\n"
    root = make({**whole, **old, "templates/保障.yaml": REFERRED, C: own + adjusted})
    before = meanings(root)
    ran = run("-C", root, "factor", "scorecards", "-o", "templates/共同.yaml", "--write")
    assert ran.code == 0
    head = "# 由 tuanscore factor 归并 4 份评分表而成：丁、丙、乙、甲\n"
    section = REFERENCE.replace("{", "").replace("}", "").replace(", ", "\n    ")
    assert (root / "templates/共同.yaml").read_text(encoding="utf-8") == head + TEMPLATE + section
    assert (root / C).read_text(encoding="utf-8") == own.replace("旧", "共同") + (
        "条目调整:\n  维稳:\n    内容: 平安\n  保密: 删除\n"
    )
    assert meanings(root) == before


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["没有.yaml"], "没有.yaml 这个文件"),
        (["空"], "没有评分表"),
        (["templates/旧.yaml"], "templates/旧.yaml 是目标绩效指标模板，不是评分表"),
        (["坏.yaml"], "坏.yaml 有错误，先改好：没有写“类型”"),
        (["scorecards", "2015.yaml"], "这些评分表不是同一年的：2014、2015"),
        (["scorecards", "--write"], "--write 要和 -o 一起写"),
        (["scorecards", "--overlays", "新"], "--overlays 要和 -o 一起写"),
        (["scorecards", "-o", "templates/a.yaml", "--write", "--overlays", "新"], "只能写一个"),
        (["scorecards", "-o", "templates/旧.yaml"], "templates/旧.yaml 已经有了，没有改动"),
        (["scorecards", "-o", "templates/别名.yaml"], "已经有模板“别名”（templates/另.yaml）"),
        (["scorecards", "-o", "a.yaml"], "以 .yaml 结尾"),
        (["scorecards", "-o", "templates/a.txt"], "以 .yaml 结尾"),
        (
            ["scorecards", "-o", "templates/a.yaml", "--overlays", "scorecards/2014"],
            "scorecards/2014/丙.yaml 会写两次，或者盖掉原来的评分表",
        ),
        (["scorecards", "-o", "templates/a.yaml", "--overlays", "满"], "已经有了，没有改动"),
        (
            ["scorecards", "-o", "templates/a.yaml", "--overlays", "坏.yaml/新"],
            "写不了：路径里有一段不是文件夹",
        ),
    ],
)
def test_what_cannot_be_done_leaves_everything_as_it_was(
    argv: list[str], said: str, make: Make, run: Run
) -> None:
    more = {
        "templates/旧.yaml": TEMPLATE.replace("共同", "旧"),
        "templates/另.yaml": TEMPLATE.replace("共同", "别名"),
        "2015.yaml": FILES["scorecards/2014/丙.yaml"].replace("年度: 2014", "年度: 2015"),
        "坏.yaml": "甲: 乙\n",
        "空/无.txt": "",
        "满/甲.yaml": "",
        "scorecards/2014/完成情况/甲.yaml": "类型: 完成情况\n",
    }
    root = make({**FILES, **more})
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    ran = run("-C", root, "factor", *argv, cwd=root)
    assert ran.code == 2
    assert said in ran.err
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_card_that_may_not_be_written_keeps_all_from_being_written(
    make: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(FILES)
    monkeypatch.setattr("os.access", lambda path, _: Path(path).name != "乙.yaml")
    ran = run("-C", root, "factor", "scorecards", "-o", "templates/共同.yaml", "--write")
    assert ran.code == 2
    assert "乙.yaml 是只读的，没有改动" in ran.err
    assert {n: (root / n).read_text(encoding="utf-8") for n in FILES} == FILES
    assert not (root / "templates").exists()


def test_templates_are_offered_for_completion(shipped: Path) -> None:
    words = "tuanscore rebase "
    env = {
        **os.environ,
        "_TUANSCORE_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": "2",
        "COMP_TYPE": "9",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tuanscore"],
        cwd=shipped, env=env, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert {"县区团委-2014", "保障指标-2014"} <= set(done.stdout.split())


def test_title_that_names_an_organisation_is_not_shared(make: Make, run: Run) -> None:
    named = FILES["scorecards/2014/甲.yaml"].replace("总分:", "标题: 甲年度指标\n总分:")
    root = make({**FILES, "scorecards/2014/甲.yaml": named})
    before = meanings(root)
    for files in (["scorecards/2014/甲.yaml"], list(FILES)):
        told = json.loads(run("-C", root, "factor", *files, "--format", "json").out)
        assert "标题: '{单位}{年度}年度目标绩效指标'\n" in told["template"]["text"]
        texts = {one["file"]: one["text"] for one in told["overlays"]}
        assert "标题: 甲年度指标\n" in texts["scorecards/2014/甲.yaml"]
    assert meanings(root) == before


def test_comments_that_git_holds_may_go(tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path)
    name = "scorecards/2014/甲.yaml"
    repo.write({**FILES, name: FILES[name].replace("部分:\n", "部分:  # 两部分\n")})
    repo.commit("初版")
    argv = ("-C", tmp_path, "factor", *FILES, "-o", "templates/共同.yaml", "--write")
    repo.replace(name, "# 两部分", "# 改过")
    refused = run(*argv)
    assert refused.code == 2
    assert f"{name} 1 处" in refused.err
    repo.commit("改了")
    assert run(*argv).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == overlay("甲")
