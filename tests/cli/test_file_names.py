"""Which files are read: by their endings, in whatever case, and what an editor makes of those."""

from pathlib import Path

import pytest

from conftest import Make, Run, found
from documents import card, section
from gitrepo import GitRepo

CARD = card(
    section("职能指标", 85, "编号: 活动, 内容: '开展活动{次数}次。', 考核点: {次数: ≥3次}"),
    "名称: 绩效评价, 分值: 15, 计分: 评议",
)
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n完成: {次数: 3}\n"
ENDINGS = pytest.mark.parametrize("ending", ["YAML", "Yml", "yml"])


@ENDINGS
def test_endings_in_any_case_are_read(ending: str, make: Make, run: Run) -> None:
    root = make({f"scorecards/2014/甲.{ending}": CARD, f"scorecards/.旧/甲.{ending}": CARD})
    for arguments in ((), (".",), ("scorecards",)):
        ran = run("validate", *arguments, cwd=root)
        assert (ran.code, ran.out) == (0, "√ 1 个文件，没有问题（目标绩效指标 1）\n")
    assert f"scorecards/2014/甲.{ending}" in run("list", cwd=root).out
    assert run("show", "甲", cwd=root).code == 0


@ENDINGS
def test_folder_outside_of_the_repository(ending: str, make: Make, run: Run) -> None:
    outside = {f".别处/甲.{ending}": CARD, f".别处/.旧/甲.{ending}": CARD, ".别处/甲.txt": CARD}
    root = make({"里/tuanscore.yaml": "", **outside})
    ran = run("validate", "../.别处", cwd=root / "里")
    assert (ran.code, ran.out) == (0, "√ 1 个文件，没有问题（目标绩效指标 1）\n")


@ENDINGS
def test_endings_of_a_commit(ending: str, tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path)
    name = f"scorecards/2014/甲.{ending}"
    report = "scorecards/2014/完成情况/甲.yaml"
    repo.write({name: CARD, report: REPORT})
    repo.commit("一")
    repo.write({name: CARD.replace("≥3次", "≥4次")})
    assert "≥3次" in run("diff", "甲@HEAD", "甲", cwd=tmp_path).out
    repo.write({name: None})
    left = run("validate", "--changed-since", "HEAD", cwd=tmp_path)
    assert f"{report}:2:5 TS305 " in left.out


@ENDINGS
def test_endings_that_fix_takes(ending: str, make: Make, run: Run) -> None:
    root = make({f"scorecards/2014/甲.{ending}": CARD.replace("简称: ", "简称：")})
    assert run("fix", f"scorecards/2014/甲.{ending}", cwd=root).code == 0
    assert (root / f"scorecards/2014/甲.{ending}").read_text(encoding="utf-8") == CARD


@ENDINGS
def test_init_sees_the_card_that_is_there(ending: str, make: Make, run: Run) -> None:
    root = make({f"scorecards/2014/甲.{ending}": CARD})
    assert run("init", "--ci", "none", cwd=root).code == 0
    assert not list(root.glob("templates/*"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("甲.yaml ", "空格或全角字符"),
        ("甲.YML\u3000", "空格或全角字符"),
        ("甲．yaml", "空格或全角字符"),
        ("甲.ｙａｍｌ", "空格或全角字符"),
        ("甲.yaml .txt", " .txt "),
    ],
)
def test_ending_that_only_looks_right_is_told(name: str, shown: str, make: Make) -> None:
    others = dict.fromkeys(["说明．txt", "甲.yaml~", "甲.yaml.bak", "yaml"], "")
    files = {f"scorecards/2014/{n}": text for n, text in {name: CARD, **others}.items()}
    (finding,) = found(make({"scorecards/2014/乙.yaml": CARD, **files}))
    assert (finding.code, str(finding.place)) == ("TS117", f"scorecards/2014/{name}:1:1")
    assert finding.message == f"文件名以{shown}结尾，没有读"
    assert finding.hint in ("改名为 甲.yaml", "改名为 甲.YML")


@pytest.mark.parametrize("name", [".甲.yaml", "..甲.yaml", ".甲.yaml.txt"])
def test_hidden_document_is_told(name: str, make: Make) -> None:
    """Not so what a system puts beside a document, and the settings of other programs."""
    others = {"._甲.yaml": CARD, ".#甲.yaml": CARD, ".yamllint.yaml": "rules: {}\n"}
    files = {f"scorecards/2014/{n}": text for n, text in {name: CARD, **others}.items()}
    (finding,) = found(make({"scorecards/2014/乙.yaml": CARD, **files}))
    assert (finding.code, str(finding.place)) == ("TS117", f"scorecards/2014/{name}:1:1")
    assert finding.message == "文件名以点开头，是隐藏的，没有读"
    assert finding.hint == "改名为 甲.yaml"


def test_ending_that_an_editor_added_is_told(make: Make, run: Run) -> None:
    others = {"scorecards/说明.txt": "", "scorecards/.旧/丙.yaml.txt": "", "丁.yaml.txt": ""}
    files = {"scorecards/2014/乙.Yaml.TXT": CARD, "templates/例.yml.txt": "名称: 例\n", **others}
    root = make({"scorecards/2014/甲.yaml": CARD, **files})
    told = [(f.code, f.severity, str(f.place), f.message, f.hint) for f in found(root)]
    assert told == [
        (
            "TS117",
            "警告",
            "scorecards/2014/乙.Yaml.TXT:1:1",
            "文件名以 .TXT 结尾，没有读",
            "改名为 乙.Yaml",
        ),
        (
            "TS117",
            "警告",
            "templates/例.yml.txt:1:1",
            "文件名以 .txt 结尾，没有读",
            "改名为 例.yml",
        ),
    ]
    assert run("validate", cwd=root).code == 0
    assert run("validate", "--fail-on", "警告", cwd=root).code == 1
    assert "TS117" not in run("validate", "scorecards/2014/甲.yaml", cwd=root).out
