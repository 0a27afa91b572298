"""The wheel holds everything that the program needs, and runs away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

import tuanscore

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT),
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = {n for n in archive.namelist() if n.startswith("tuanscore/templates/")}
    shipped = (p for p in (ROOT / "templates").rglob("*") if p.suffix in {".yaml", ".j2", ".in"})
    expected = {
        f"tuanscore/templates/{p.relative_to(ROOT / 'templates').as_posix()}" for p in shipped
    }
    assert expected <= packed
    assert any(name.endswith(".yaml") for name in expected)
    assert any("/reports/" in name for name in expected)

    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "-q", wheel, cwd=tmp_path)
    tool = python.with_name("tuanscore")

    cards = shutil.copytree(ROOT / "examples" / "最小", tmp_path / "cards")
    assert _run(tool, "--version", cwd=cards) == f"tuanscore {tuanscore.__version__}\n"
    assert "没有问题" in _run(tool, "validate", cwd=cards)
    assert "1–2" in _run(tool, "score", "2025", cwd=cards)
    assert "</html>" in _run(tool, "render", "城关", "--format", "html", cwd=cards)

    _run(tool, "init", "新仓库", cwd=tmp_path)
    _run(tool, "fmt", "--check", cwd=tmp_path / "新仓库")

    # Cards on a built-in template, which the repository itself does not hold.
    shutil.copytree(ROOT / "scorecards" / "2014", cards / "scorecards" / "2014")
    assert "西部计划志愿者" in _run(tool, "show", "苍溪", "--year", "2014", cwd=cards)


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {n: v for n, v in os.environ.items() if n not in {"PYTHONPATH", "COLUMNS"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
