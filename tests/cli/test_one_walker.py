"""Every command sees the same files: links, 排除 and .gitignore decide once for all of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import Make, Run
from documents import section, template
from gitrepo import GitRepo
from tuanscore.git.snapshot import Snapshot
from tuanscore.shelf import Repository
from tuanscore.shelf.files import Folder

TEMPLATE = template(
    section(
        "职能指标",
        100,
        "编号: 培训, 内容: '培训志愿者{志愿者培训}名。', 考核点: {志愿者培训: 40名}",
    ),
    year=2025,
)
CARD = "类型: 目标绩效指标\n单位: 共青团{0}县委\n简称: {0}县\n年度: 2025\n模板: 例\n"
REPORT = "类型: 完成情况\n单位: {0}县\n年度: 2025\n截至: 2025-12-31\n完成: {{志愿者培训: 40}}\n"
SEEN = {
    "templates/例.yaml": TEMPLATE,
    "scorecards/2025/甲.yaml": CARD.format("甲"),
    "scorecards/2025/完成情况/甲.yaml": REPORT.format("甲"),
    "存档/2025/乙.yaml": CARD.format("乙"),  # by a link to the folder
    "存档/2025/完成情况/乙.yaml": REPORT.format("乙"),
    "共用/丙.yaml": CARD.format("丙"),  # by a link to the file
    "共用/更远/丁.yaml": CARD.format("丁"),  # by a link in a folder that a link leads to
}
LINKS = {
    "scorecards/旧": "../存档",
    "scorecards/2025/丙.yaml": "../../共用/丙.yaml",
    "scorecards/2025/又是丙.yaml": "丙.yaml",
    "存档/2025/远": "../../共用/更远",
    "存档/2025/自己": "自己",  # leads nowhere, and is no YAML file by its name, but may be a folder
    "存档/圈": "..",
    "scorecards/2025/上": "..",
    "templates/评分表": "../scorecards",
    "scorecards/2025/佐证.pdf": "没有.pdf",  # a lost link that is no document
}
HIDDEN = {
    "scorecards/.存/己.yaml": CARD.format("己"),
    "scorecards/2025/庚.txt": CARD.format("庚"),
}
EXCLUDED = {
    "scorecards/2024/甲.yaml": "类型：乱写的\n",
    "scorecards/2025/草稿辛.yaml": CARD.format("辛"),
    "存档/2025/草稿壬.yaml": CARD.format("壬"),
}
IGNORED = {
    "scorecards/临时/癸.yaml": CARD.format("癸"),
    "scorecards/2025/子.本机.yaml": CARD.format("子"),
    "存档/2025/丑.本机.yaml": "类型：乱写的\n",
}
SETTINGS = {
    "tuanscore.yaml": "排除: [scorecards/2024, '**/草稿*.yaml']\n",
    ".gitignore": "临时/\n*.本机.yaml\n",
}
LOST = "存档/2025/自己"


def link(root: Path, links: Mapping[str, str]) -> None:
    for name, target in links.items():
        (root / name).symlink_to(target)


@pytest.fixture
def repository(tmp_path: Path) -> GitRepo:
    """Return a git repository with all of it committed but what is ignored."""
    repo = GitRepo(tmp_path / "库")
    repo.write({"scorecards/2023/0.yaml": CARD.format("零").replace("2025", "2023")})
    repo.commit("起点")
    (repo.root / "scorecards/2023/0.yaml").unlink()
    repo.write({**SEEN, **HIDDEN, **EXCLUDED, **IGNORED, **SETTINGS})
    link(repo.root, LINKS)
    repo.commit("全部")
    return repo


def files(text: str) -> set[str]:
    """Return the files that a JUnit report tells of."""
    return {case.attrib["name"] for case in ET.fromstring(text).iter("testcase")}


def test_each_file_is_seen_once_and_by_where_it_lies(repository: GitRepo) -> None:
    root = repository.root
    expected = sorted([*SEEN, LOST])
    assert sorted(Repository(root).files()) == expected
    assert sorted(Repository(root, files=Snapshot(root, "HEAD")).files()) == expected
    past = Snapshot(root, "HEAD~1")
    assert Repository(root, files=past).files() == ["scorecards/2023/0.yaml"]


def test_every_command_sees_the_same(repository: GitRepo, run: Run) -> None:
    root = repository.root
    names = {"甲县", "乙县", "丙县", "丁县"}
    seen = {*SEEN, LOST}
    assert files(run("validate", "--format", "junit", cwd=root).out) >= seen
    since = run("validate", "--changed-since", "HEAD~1", "--format", "junit", cwd=root)
    assert files(since.out) >= seen
    listed = json.loads(run("list", "--format", "json", cwd=root).out)
    told = json.dumps(listed, ensure_ascii=False)
    assert {f"{n}县" for n in "甲乙丙丁戊己庚辛壬癸子丑" if f"{n}县" in told} == names
    ranked = json.dumps(json.loads(run("score", "2025", "--format", "json", cwd=root).out))
    assert {n for n in names if json.dumps(n)[1:-1] in ranked} == names
    assert json.dumps("辛县")[1:-1] not in ranked
    assert f"{len(seen) + 1} 个文件" in run("fix", "--check", cwd=root).out  # the settings as well
    assert run("score", "2025", "--org", "乙县", cwd=root).out.count("乱写") == 0
    for name in ("辛县", "癸县", "己县"):
        assert run("score", "2025", "--org", name, cwd=root).code == 2
        assert run("show", name, cwd=root).code == 2
    assert "志愿者培训" in run("show", "丁县", cwd=root).out
    by_link = run("render", "scorecards/旧/2025/乙.yaml", cwd=root)
    assert by_link.out == run("render", "存档/2025/乙.yaml", cwd=root).out
    assert (by_link.code, "共青团乙县委" in by_link.out) == (0, True)
    replaced = TEMPLATE.replace("40名", "50名")
    (root / "templates/例.yaml").write_text(replaced, encoding="utf-8")
    assert "50名" in run("diff", "乙县@HEAD", "乙县", cwd=root).out


@pytest.mark.parametrize("named", ["scorecards/旧", "scorecards/旧/2025", "存档", "scorecards"])
def test_a_folder_is_the_same_by_its_own_name_and_by_a_link(
    named: str, repository: GitRepo, run: Run
) -> None:
    seen = files(run("validate", named, "--format", "junit", cwd=repository.root).out)
    assert seen >= ({n for n in SEEN if n.startswith("存档")} if named != "scorecards" else set())
    assert not seen & {*HIDDEN, *EXCLUDED, *IGNORED}


@pytest.mark.parametrize("target", ["../外面", "../外面/2025", "没有", "/没有的"])
def test_a_link_that_leads_out_or_nowhere_is_told(target: str, make: Make, run: Run) -> None:
    make({"外面/2025/寅.yaml": CARD.format("寅")})
    root = make({f"库/{name}": text for name, text in SEEN.items()}) / "库"
    target = target if target.startswith("/") else f"../{target}"
    link(root, {"scorecards/2026": target})
    for names in ([], ["scorecards"], ["scorecards/2026"]):
        ran = run("validate", *names, "--format", "concise", cwd=root)
        assert ran.code == 1
        assert "scorecards/2026:1:1: TS101 错误 " in ran.out
        assert "寅" not in ran.out
    assert "寅" not in run("list", cwd=root).out
    repo = GitRepo(root)
    repo.commit("有链接")
    assert "scorecards/2026" in Repository(root, files=Snapshot(root, "HEAD")).files()
    (root / "tuanscore.yaml").write_text("排除: [scorecards/2026]\n", encoding="utf-8")
    assert run("validate", cwd=root).code == 0


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scorecards/2024/甲.yaml", "tuanscore.yaml 的 排除 里有它"),
        ("存档/2025/草稿壬.yaml", "tuanscore.yaml 的 排除 里有它"),
        ("scorecards/临时/癸.yaml", "git 忽略它（.gitignore）"),
        ("存档/2025/丑.本机.yaml", "git 忽略它（.gitignore）"),
    ],
)
def test_a_file_that_is_named_and_not_looked_at_is_told(
    name: str, reason: str, repository: GitRepo, run: Run
) -> None:
    root = repository.root
    before = (root / name).read_bytes()
    alone = run("validate", name, cwd=root)
    assert alone.code == 0
    assert f"没有看 {name}：{reason}\n" in alone.out
    both = run("validate", root / name, "scorecards/2025/甲.yaml", "--format", "json", cwd=root)
    assert (json.loads(both.out)["left_out"], json.loads(both.out)["files"]) == ([name], 1)
    marked = run("validate", name, "--format", "sarif", cwd=root)
    assert (marked.code, marked.err) == (0, f"tuanscore：没有看 {name}\n  {reason}\n")
    mended = run("fix", name, cwd=root)
    assert f"{name} {reason}，没有改动\n" in mended.out
    assert (root / name).read_bytes() == before
    since = run("validate", "--changed-since", "HEAD~1", "--format", "junit", cwd=root)
    assert name not in since.out


def test_a_pattern_that_excludes_nothing_is_told(make: Make, run: Run) -> None:
    files = {**SEEN, "tuanscore.yaml": "排除: [scorecards/2024, scorecards/2025/完成情况]\n"}
    ran = run("validate", "--format", "concise", cwd=make(files))
    assert "tuanscore.yaml:1:6: TS324 警告 没有“scorecards/2024”这样的文件" in ran.out
    assert ran.out.count("TS324") == 1


@pytest.mark.parametrize("where", ["root", "home"])
def test_a_checkout_that_ignores_the_whole_repository_has_no_say(
    where: str, tmp_path: Path, run: Run
) -> None:
    """As where someone keeps all of their home folder in git, with * in .gitignore."""
    repo = GitRepo(tmp_path)
    root = tmp_path if where == "root" else tmp_path / "工作/库"
    below = "" if where == "root" else "工作/库/"
    repo.write({f"{below}{name}": text for name, text in SEEN.items()})
    repo.write({".gitignore": "*\n"})
    assert run("validate", cwd=root).out.startswith("√ 3 个文件")


def test_a_changed_link_bears_on_everything(repository: GitRepo, run: Run) -> None:
    root = repository.root
    (root / "scorecards/旧").unlink()
    since = run("validate", "--changed-since", "HEAD", "--format", "junit", cwd=root)
    assert files(since.out) >= {n for n in SEEN if not n.startswith(("存档", "共用/更远"))}
    (root / "scorecards/旧").symlink_to("../存档")
    report = "存档/2025/完成情况/乙.yaml"
    repository.replace(report, "40", "41")
    since = run("validate", "--changed-since", "HEAD", "--format", "junit", cwd=root)
    assert files(since.out) == {report}


def test_folders_of_any_depth(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1200):
        deep = deep / "a"
    top = tmp_path / "scorecards"
    top.mkdir()
    folder = top
    for _ in range(60):
        folder = folder / "层"
        folder.mkdir()
        (folder / "圈").symlink_to("..")
        (folder / "顶").symlink_to(top)
    (folder / "甲.yaml").write_text(CARD.format("甲"), encoding="utf-8")
    name = (folder / "甲.yaml").relative_to(tmp_path).as_posix()
    assert [*Folder(tmp_path).below("scorecards")] == [name]
