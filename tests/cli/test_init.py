"""tuanscore init: a new repository of scorecards, and never anything in place of what is there."""

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from conftest import Make, Run
from documents import card
from tuanscore import __version__

YEAR = date.today().year
TEMPLATE = f"templates/目标绩效指标-{YEAR}.yaml"
WORKFLOW = ".github/workflows/scorecards.yml"
ALWAYS = {
    "tuanscore.yaml",
    "README.md",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".vscode/settings.json",
    "schemas/tuanscore.schema.json",
    "schemas/tuanscore.yaml.schema.json",
}
HOOKS = ".pre-commit-config.yaml"
CARD = card("名称: 绩效评价, 分值: 100, 计分: 评议")


def git(folder: Path, *words: str) -> None:
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *words]
    subprocess.run(command, check=True, capture_output=True)


def files(root: Path) -> dict[str, bytes]:
    """Return every file below a folder, without git's own."""
    found = (p for p in root.rglob("*") if p.is_file() and ".git" not in p.relative_to(root).parts)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


def test_a_new_folder_can_be_used_at_once(tmp_path: Path, run: Run) -> None:
    made = run("init", "青山 县团委", cwd=tmp_path)
    assert made.code == 0
    assert f"新建 {TEMPLATE}\n" in made.out
    assert "cd '青山 县团委'" in made.out
    root = tmp_path / "青山 县团委"
    assert files(root).keys() == {*ALWAYS, HOOKS, WORKFLOW, TEMPLATE}
    assert (root / "README.md").read_text(encoding="utf-8").startswith("# 青山 县团委\n")

    assert run("validate", cwd=root).code == 0
    typed = ("new", "评分表", "城关", "--unit", "共青团城关镇委员会")
    assert run(*typed, cwd=root).code == 0
    assert run("new", "完成情况", "城关", cwd=root).code == 0
    checked = run("validate", "--format", "json", cwd=root)
    assert checked.code == 0
    assert {f["code"] for f in json.loads(checked.out)["findings"]} == {"TS690"}
    assert run("fmt", "--check", cwd=root).code == 0
    scored = run("score", str(YEAR), "--org", "城关", cwd=root)
    assert scored.code == 0
    assert " 0–100.00 / 100.00" in scored.out  # 80 分的条目和 20 分的评议，都还没有报


def test_a_second_run_changes_nothing(tmp_path: Path, run: Run) -> None:
    run("init", cwd=tmp_path)
    before = files(tmp_path)
    again = run("init", cwd=tmp_path)
    assert (again.code, again.out) == (0, "都有了，没有改动\n")
    assert files(tmp_path) == before


def test_only_what_is_missing_is_added_to_a_repository(make: Make, run: Run) -> None:
    root = make({"scorecards/2014/甲.yaml": CARD, "README.md": "我们的\n"})
    made = run("init", "--ci", "none", cwd=root)
    assert made.code == 0
    assert "已有的没有动：README.md\n" in made.out
    after = files(root)
    assert after.keys() == {*ALWAYS, HOOKS, "scorecards/2014/甲.yaml"}
    assert after["README.md"].decode() == "我们的\n"
    assert after["scorecards/2014/甲.yaml"].decode() == CARD


def test_a_link_that_leads_nowhere_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "README.md").symlink_to("没有.md")
    assert run("init", cwd=tmp_path).code == 0
    assert os.readlink(tmp_path / "README.md") == "没有.md"
    assert not (tmp_path / "没有.md").exists()


@pytest.mark.parametrize(
    ("remote", "options", "expected"),
    [
        (None, [], {WORKFLOW}),
        ("https://github.com/tuan/cards.git", [], {WORKFLOW}),
        ("git@gitlab.example.cn:tuan/cards.git", [], {".gitlab-ci.yml"}),
        ("git@gitlab.example.cn:tuan/cards.git", ["--ci", "github"], {WORKFLOW}),
        ("https://github.com/tuan/cards.git", ["--ci", "none"], set()),
    ],
)
def test_ci_goes_where_the_remote_is(
    tmp_path: Path, run: Run, remote: str | None, options: list[str], expected: set[str]
) -> None:
    git(tmp_path, "init")
    if remote is not None:
        git(tmp_path, "remote", "add", "origin", remote)
    assert run("init", *options, cwd=tmp_path).code == 0
    assert files(tmp_path).keys() - {*ALWAYS, HOOKS, TEMPLATE} == expected


def test_ci_that_is_there_says_where_the_repository_lives(make: Make, run: Run) -> None:
    root = make({".gitlab-ci.yml": "image: python\n"})
    assert run("init", cwd=root).code == 0
    assert WORKFLOW not in files(root)
    assert files(root)[".gitlab-ci.yml"] == b"image: python\n"


def test_without_git_it_works_all_the_same(tmp_path: Path, run: Run) -> None:
    assert run("init", cwd=tmp_path, env={"PATH": str(tmp_path)}).code == 0
    assert WORKFLOW in files(tmp_path)


def test_below_another_git_repository_ci_is_left_to_its_top(tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init")
    made = run("init", "评分", cwd=tmp_path)
    assert made.code == 0
    assert f"这里在 git 仓库 {tmp_path} 里面" in made.out
    assert files(tmp_path / "评分").keys() == {*ALWAYS, TEMPLATE}
    asked = run("init", "评分", "--ci", "gitlab", cwd=tmp_path)
    assert "新建 .gitlab-ci.yml\n" in asked.out
    assert "里面" not in asked.out


def test_a_folder_of_a_repository_is_no_place_for_another(make: Make, run: Run) -> None:
    root = make({"scorecards/2014/甲.yaml": CARD})
    refused = run("init", cwd=root / "scorecards")
    assert refused.code == 2
    assert f"tuanscore -C {root} init" in refused.err
    assert files(root).keys() == {"scorecards/2014/甲.yaml"}
    assert run("init", "练习", cwd=root).code == 0  # 写明了文件夹，就是真要另建一个
    assert "练习/tuanscore.yaml" in files(root)


@pytest.mark.parametrize(("name", "inner"), [("templates", "."), ("仓库", "仓库")])
def test_a_file_in_the_way_stops_it_before_anything_is_made(
    make: Make, run: Run, name: str, inner: str
) -> None:
    root = make({name: "不是文件夹\n"})
    refused = run("init", inner, cwd=root)
    assert refused.code == 2
    assert f"{name} 不是文件夹" in refused.err
    assert files(root).keys() == {name}


def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    refused = run("init", "/proc/评分", cwd=tmp_path)
    assert refused.code == 2
    assert "文件夹 /proc/评分 建不了" in refused.err


def test_what_ci_installs_is_what_was_asked_for(tmp_path: Path, run: Run) -> None:
    asked = "git+https://git.example.cn/tuan/tuanscore@v9"
    assert run("init", "--ci", "gitlab", "--install", asked, cwd=tmp_path).code == 0
    hooks = yaml.safe_load((tmp_path / HOOKS).read_text(encoding="utf-8"))
    assert [h["additional_dependencies"] for h in hooks["repos"][0]["hooks"]] == [[asked]] * 2
    pipeline = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert pipeline["variables"]["TUANSCORE"] == asked
    assert f"pip install '{asked}'" in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("asked", ["", "  ", "x'; rm -rf /; '", "a\nb"])
def test_what_ci_cannot_install_is_refused(tmp_path: Path, run: Run, asked: str) -> None:
    assert run("init", "--install", asked, cwd=tmp_path).code == 2
    assert files(tmp_path) == {}


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        (
            {"url": "https://git.example.cn/t.git", "vcs_info": {"vcs": "git", "commit_id": "ab1"}},
            "tuanscore @ git+https://git.example.cn/t.git@ab1",
        ),
        ({"url": "file:///somewhere", "dir_info": {}}, f"tuanscore=={__version__}"),
        (None, f"tuanscore=={__version__}"),
    ],
)
def test_what_ci_installs_is_where_this_copy_came_from(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    noted: dict[str, object] | None,
    expected: str,
) -> None:
    record = tmp_path / "site" / "tuanscore-9.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: tuanscore\nVersion: 9\n")
    if noted is not None:
        (record / "direct_url.json").write_text(json.dumps(noted))
    monkeypatch.syspath_prepend(tmp_path / "site")
    root = tmp_path / "仓库"
    assert run("init", root).code == 0
    workflow = yaml.safe_load((root / WORKFLOW).read_text(encoding="utf-8"))
    assert workflow["jobs"]["validate"]["steps"][2]["env"]["TUANSCORE"] == expected


def test_the_editor_finds_the_schemas(tmp_path: Path, run: Run) -> None:
    run("init", cwd=tmp_path)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((tmp_path / schema).is_file() for schema in settings["yaml.schemas"])
    assert len(settings["yaml.schemas"]) == 2
    for name in ("tuanscore.yaml", TEMPLATE):
        first = (tmp_path / name).read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert ((tmp_path / name).parent / first.partition("=")[2]).is_file()


def test_says_what_is_installed_where_that_may_not_be_published(tmp_path: Path, run: Run) -> None:
    ran = run("init", "仓库", cwd=tmp_path)
    assert (ran.code, f"装的是 tuanscore=={__version__}" in ran.err) == (0, True)
    assert "--install" in ran.err
    asked = run("init", "另一个", "--install", "tuanscore @ file:///opt/tuanscore", cwd=tmp_path)
    assert (asked.code, asked.err) == (0, "")
    assert run("init", "再一个", "--ci", "none", cwd=tmp_path).code == 0
