"""Files that other repositories run us by: pre-commit hooks, a GitHub action, a GitLab job.

Each is held against its published schema, and its commands are really run.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import CHECKOUT, Run
from tuanscore import __version__

CARD = """\
类型: 目标绩效指标
单位: 共青团城 关镇委员会
简称: 城 关
年度: 2025
总分: 100
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议, 内容: 代表评价。}
"""
BAD = "类型: 目标绩效指标\n单位: 甲\n简称: 甲\n年度: 2025\n模板: 没有的\n"


def sh(
    command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=dict(env) if env is not None else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def clean(**more: str | Path) -> dict[str, str]:
    """Return the environment of a fresh machine on which ``python`` is this one."""
    kept = {n: v for n, v in os.environ.items() if n.startswith("PIP_") or n in ("HOME", "LANG")}
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    quick = {"PIP_NO_COMPILE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return kept | quick | {"PATH": path, "PYTHONUTF8": "1"} | {n: str(v) for n, v in more.items()}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where pip reaches no package index: there is nothing to build an environment from."""
    folder = tmp_path_factory.mktemp("index")
    wanted = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "hatchling"]
    done = sh([*wanted, "--retries", "0", "--timeout", "10", "-d", folder], folder)
    if done.returncode:
        pytest.skip(f"pip 装不了依赖：{done.stdout[-200:]}")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository with what someone who refers to ours gets."""
    folder = tmp_path_factory.mktemp("source")
    for name in ("src", "templates"):
        shutil.copytree(
            CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml"):
        shutil.copy(CHECKOUT / name, folder / name)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    names = ["-c", "user.name=测试", "-c", "user.email=test@example.cn"]
    for words in (["init", "-q"], ["add", "-A"], [*names, "commit", "-q", "-m", "一"]):
        done = sh(["git", "-c", "commit.gpgsign=false", *words], folder)
        assert done.returncode == 0, done.stdout


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """Return a git repository of scorecards whose names hold Chinese and blanks."""
    root = tmp_path / "评分 仓库"
    (root / "scorecards/2025").mkdir(parents=True)
    (root / "scorecards/2025/城 关.yaml").write_text(CARD, encoding="utf-8")
    commit(root)
    return root


WORKFLOWS = [
    *sorted(CHECKOUT.glob(".github/workflows/*.yml")),
    CHECKOUT / "action.yml",
    CHECKOUT / "templates/init/github.in",
    CHECKOUT / "docs/做法/CI.md",
]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_of_others_are_pinned_by_commit_and_keep_no_credentials(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: ([\w-]+/[\w/-]+)@(.*)", text)
    assert used
    assert [u for u in used if not re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", u[1])] == []
    checkouts = [u for u in used if u[0] == "actions/checkout"]
    assert text.count("persist-credentials: false") == len(checkouts)
    for step in re.findall(r"- uses: 本仓库.*?(?=\n  - |\n```)", text, re.S):
        assert "changed-since" not in step or "fetch-depth: 0" in text


def test_one_run_leaves_all_reports() -> None:
    script = load(CHECKOUT / ".gitlab" / "tuanscore.yml")["tuanscore"]["script"]
    assert [line for line in script if "validate" in line] == script
    assert len(script) == 1


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", ".gitlab/tuanscore.yml"),
        *(("vendor.github-workflows", f".github/workflows/{n}.yml") for n in ("test", "validate")),
    ],
)
def test_files_of_this_repository_fit_their_schema(schema: str, name: str) -> None:
    fits(schema, CHECKOUT / name)


@pytest.mark.parametrize(
    ("forge", "schema", "name"),
    [
        ("github", "vendor.github-workflows", ".github/workflows/scorecards.yml"),
        ("gitlab", "vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_files_of_a_new_repository_fit_their_schema(
    tmp_path: Path, run: Run, forge: str, schema: str, name: str
) -> None:
    assert run("init", "--ci", forge, cwd=tmp_path).code == 0
    fits(schema, tmp_path / name)
    pre_commit = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    done = sh(pre_commit, tmp_path)
    assert done.returncode == 0, done.stdout


def fits(schema: str, path: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = sh([*check, path], CHECKOUT)
    assert done.returncode == 0, done.stdout


def test_hooks_are_a_manifest_of_pre_commit(run: Run) -> None:
    name = CHECKOUT / ".pre-commit-hooks.yaml"
    done = sh([sys.executable, "-m", "pre_commit", "validate-manifest", name], CHECKOUT)
    assert done.returncode == 0, done.stdout
    for hook in load(name):
        program, command, *_ = shlex.split(hook["entry"])
        assert program == "tuanscore"
        assert run(command, "--help").code == 0


def test_hooks_see_the_changed_files_by_their_names(
    index: None, source: Path, cards: Path, tmp_path: Path
) -> None:
    """Only changed files are checked, against the whole repository; their names arrive intact."""
    env = clean(PRE_COMMIT_HOME=tmp_path / "pre-commit")
    folder = cards / "scorecards/2025"
    (folder / "老 的.yaml").write_text(BAD.replace("甲", "丙"), encoding="utf-8")
    commit(cards)
    (folder / "坏 的.yaml").write_text(BAD, encoding="utf-8")
    report = "类型:   完成情况\n单位: 城 关\n年度: 2025\n截至: 2025-12-31\n"
    (folder / "报 告.yaml").write_text(report, encoding="utf-8")  # 引用的评分表没有改动
    sh(["git", "add", "-A"], cards)
    done = sh([sys.executable, "-m", "pre_commit", "try-repo", source], cards, env)
    assert done.returncode == 1, done.stdout
    assert "scorecards/2025/坏 的.yaml:5:5 TS301" in done.stdout
    assert "2 个文件，1 个有问题" in done.stdout
    assert "老 的" not in done.stdout
    assert (folder / "报 告.yaml").read_text(encoding="utf-8") == report.replace(":   ", ": ")


def steps() -> list[dict[str, Any]]:
    return [step for step in load(CHECKOUT / "action.yml")["runs"]["steps"] if "run" in step]


def environment(step: Mapping[str, Any], given: dict[str, str], action: Path) -> dict[str, str]:
    """Return what GitHub puts into a step's environment for these inputs."""
    inputs = {n: i["default"] for n, i in load(CHECKOUT / "action.yml")["inputs"].items()}
    told = {f"inputs.{name}": value for name, value in (inputs | given).items()}
    told["github.action_path"] = str(action)
    return {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: told[m[1]], value)
        for name, value in step["env"].items()
    }


def test_inputs_reach_the_shell_by_the_environment_only() -> None:
    assert len(steps()) == 2
    for step in steps():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


@pytest.fixture(scope="module")
def runner(index: None, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder of a runner on which the action has installed us."""
    folder = tmp_path_factory.mktemp("runner")
    install = steps()[0]
    env = clean(RUNNER_TEMP=folder, **environment(install, {}, source))
    done = sh(["bash", "-c", install["run"]], folder, env)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == f"tuanscore {__version__}"
    return folder


GIVEN: list[tuple[dict[str, str], int, str]] = [
    ({}, 1, "坏 的.yaml"),
    ({"paths": "scorecards/2025/城 关.yaml\n\n"}, 0, ""),
    ({"paths": "scorecards/2025/城 关.yaml\r\n", "args": "--fail-on\n提示\n"}, 0, ""),
    ({"changed-since": "HEAD"}, 1, "坏 的.yaml"),
    ({"reports": "sarif:甲 乙.sarif\r\njunit:a.xml"}, 1, "写好了 甲 乙.sarif"),
    ({"reports": "没有的:a"}, 2, "没有的:a"),
    ({"paths": "$(touch 坏事)"}, 2, "$(touch 坏事)"),
    ({"args": "; touch 坏事"}, 2, "touch 坏事"),
    ({"paths": "--fail-on=提示"}, 2, "--fail-on=提示"),
    ({"working-directory": '没有"; touch 坏事; "'}, 2, '没有"; touch 坏事; "'),
]


def test_the_action_checks_what_it_is_given_and_runs_nothing_else(
    runner: Path, cards: Path, source: Path
) -> None:
    (cards / "scorecards/2025/坏 的.yaml").write_text(BAD, encoding="utf-8")
    check = steps()[1]
    for given, code, said in GIVEN:  # one test: what the action installs takes a while
        inputs = {"working-directory": cards.name} | given
        env = clean(RUNNER_TEMP=runner, **environment(check, inputs, source))
        done = sh(["bash", "-c", check["run"]], cards.parent, env)
        assert (done.returncode, said in done.stdout) == (code, True), (given, done.stdout)
        assert not list(cards.parent.rglob("坏事"))


def test_the_gitlab_template_is_what_init_writes(tmp_path: Path, run: Run) -> None:
    wanted = ["--ci", "gitlab", "--install", f"tuanscore=={__version__}"]
    assert run("init", *wanted, cwd=tmp_path).code == 0
    made = (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert (CHECKOUT / ".gitlab" / "tuanscore.yml").read_text(encoding="utf-8") == made


@pytest.mark.parametrize(("bad", "code"), [(False, 0), (True, 1)])
def test_the_gitlab_job_leaves_its_reports(
    cards: Path, tmp_path: Path, bad: bool, code: int
) -> None:
    if bad:
        (cards / "scorecards/2025/坏 的.yaml").write_text(BAD, encoding="utf-8")
    job = load(CHECKOUT / ".gitlab" / "tuanscore.yml")["tuanscore"]
    script = "\n".join(["set -eo pipefail", *job["script"]])
    done = sh(["bash", "-c", script], cards, clean(**job["variables"]))
    assert done.returncode == code, done.stdout
    reports = job["artifacts"]["reports"]
    assert set(job["artifacts"]["paths"]) == set(reports.values())
    told = json.loads((cards / reports["codequality"]).read_text(encoding="utf-8"))
    assert [t["location"]["path"] for t in told] == (["scorecards/2025/坏 的.yaml"] if bad else [])
    assert "<testsuite" in (cards / reports["junit"]).read_text(encoding="utf-8")
