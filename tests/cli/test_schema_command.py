"""`tuanscore schema`: printed, written into a folder, and what keeps it from being written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run

PROGRAM = [sys.executable, "-m", "tuanscore"]
FILES = {
    "tuanscore.schema.json",
    "tuanscore.yaml.schema.json",
    "部门整体绩效目标.schema.json",
    "预算项目绩效目标表.schema.json",
    "完成情况.schema.json",
    "计分方案.schema.json",
    "目标绩效指标.schema.json",
    "目标绩效指标模板.schema.json",
    "项目自评.schema.json",
}


def test_it_prints_the_one_for_every_file(run: Run, tmp_path: Path) -> None:
    ran = run("schema", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    schema = json.loads(ran.out)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert ran.out.endswith("}\n")
    assert list(tmp_path.iterdir()) == []


def test_it_writes_them_all(run: Run, tmp_path: Path) -> None:
    ran = run("schema", "-o", "新/schemas", cwd=tmp_path)
    folder = tmp_path / "新" / "schemas"
    names = {path.name for path in folder.iterdir()}
    assert names >= FILES
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        f"tuanscore：写好了 新/schemas 里的 {len(names)} 份 JSON Schema\n"
        "  YAML 文件的第一行写上它，路径从那个文件算起："
        "# yaml-language-server: $schema=新/schemas/tuanscore.schema.json\n"
    )
    printed = run("schema").out
    assert (folder / "tuanscore.schema.json").read_text(encoding="utf-8") == printed


def test_it_says_which_program_made_it(run: Run) -> None:
    version = run("--version").out.strip()
    assert version in json.loads(run("schema").out)["$comment"]


def test_a_stale_one_is_replaced_and_a_foreign_one_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tuanscore.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "别的.schema.json").write_text("{}", encoding="utf-8")
    assert run("-C", tmp_path, "schema", "-o", ".").code == 0
    written = (tmp_path / "tuanscore.schema.json").read_text(encoding="utf-8")
    assert "definitions" in json.loads(written)
    assert (tmp_path / "别的.schema.json").read_text(encoding="utf-8") == "{}"


def test_twice_is_the_same(run: Run, tmp_path: Path) -> None:
    run("schema", "-o", tmp_path / "一")
    run("schema", "-o", tmp_path / "二")
    for path in (tmp_path / "一").iterdir():
        assert path.read_bytes() == (tmp_path / "二" / path.name).read_bytes()


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schemas").write_text("", encoding="utf-8")
    ran = run("schema", "-o", "schemas", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "tuanscore：schemas 不是文件夹\n  -o 后面写文件夹名，例如 schemas\n"


def test_a_link_does_not_lead_over_a_source(run: Run, tmp_path: Path) -> None:
    card = tmp_path / "甲.yaml"
    card.write_text("类型: 计分方案\n", encoding="utf-8")
    (tmp_path / "tuanscore.schema.json").symlink_to(card)
    ran = run("schema", "-o", ".", cwd=tmp_path)
    assert ran.code == 2
    assert "不能用输出覆盖它" in ran.err
    assert card.read_text(encoding="utf-8") == "类型: 计分方案\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root 什么都能写")
def test_a_folder_that_may_not_be_written(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    ran = run("schema", "-o", "schemas", cwd=tmp_path)
    assert ran.code == 2
    assert "没有权限" in ran.err


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8", "utf8"])
def test_a_pipe_of_any_encoding_carries_all_of_it(encoding: str) -> None:
    """JSON is read as UTF-8, so what is no UTF-8 must be ASCII."""
    environment = os.environ | {"PYTHONIOENCODING": encoding, "LANG": "C"}
    done = subprocess.run([*PROGRAM, "schema"], env=environment, capture_output=True, check=True)
    schema = json.loads(done.stdout.decode("utf-8"))
    assert "升级后" in schema["$comment"]
    assert "内容" in schema["definitions"]["Item"]["properties"]
    assert done.stdout.isascii() == (encoding == "gbk")


def test_files_are_utf8_whatever_the_console(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "gbk", "LANG": "C", "PYTHONUTF8": "0"}
    subprocess.run([*PROGRAM, "schema", "-o", tmp_path], env=environment, check=True)
    for path in tmp_path.iterdir():
        assert json.loads(path.read_text(encoding="utf-8"))


def test_other_commands_do_not_pay_for_it() -> None:
    """Drawing schemas takes pydantic's generator, which nothing else needs."""
    code = (
        "import sys; sys.argv = ['tuanscore', '--version']\n"
        "from tuanscore.commands.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith('tuanscore.commands.schema')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
