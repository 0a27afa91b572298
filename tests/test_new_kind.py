"""A new kind is its own file, its printed sheet and its draft: no other room changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from gitrepo import GitRepo

KIND = """
from tuanscore.finding import Route
from tuanscore.model.base import Kind, Organisation
from tuanscore.grammar.scalars import Text
from pydantic import Field

KIND = "目标调整申请"

class Application(Kind, title=KIND, json_schema_extra={"description": "申请改哪些目标"}):
    asked = 5
    by_key = True
    org: Text = Field(alias="单位", description="申请的单位")
    reason: Text = Field(alias="原因", description="为什么改")
    targets: dict[Text, Text] = Field(alias="目标", description="改成多少")

    @property
    def identity(self):
        return (self.kind, self.org, str(self.year))

    @property
    def label(self):
        return self.org, f"{len(self.targets)} 个目标"

    @property
    def owner(self):
        return Organisation(self.org)

    def left_open(self):
        yield ("原因",), self.reason

def model_for(root):
    return Application
"""
SHEET = """
from tuanscore.sheets.sheet import Paragraph, Sheet

KIND = "目标调整申请"

def sheet(model):
    return Sheet(model.kind, KIND, (Paragraph(f"{model.org}申请：{model.reason}"),))
"""
DRAFT = """
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.request import need
from tuanscore.commands.new.writing import modeline, scalar
from tuanscore.shelf import CARDS

KIND = "目标调整申请"
NICKNAMES = ("调整",)
USES = ("year",)

def draft(request, repository):
    need(KIND, "new 调整 甲", 单位=request.name)
    path = f"{CARDS}/{request.year}/{request.name}.yaml"
    head = f"类型: {KIND}\\n单位: {scalar(request.name)}\\n年度: {request.year}\\n"
    return Draft(path, f"{modeline(path)}{head}原因: 待填（为什么改）\\n目标: {{志愿者: 3名}}\\n")
"""
RUN = """
import sys
from importlib import import_module
from pathlib import Path
from tuanscore.commands.main import main
rooms, root, *commands = sys.argv[1:]
for folder in Path(rooms).iterdir():
    import_module(f"tuanscore.{folder.name}").__path__.append(str(folder))
for command in commands:
    sys.argv = ["tuanscore", "-C", root, *command.split()]
    try:
        main()
    except SystemExit as end:
        print("exit", end.code or 0)
    print("=" * 9, flush=True)
"""
APPLICATION = "scorecards/2025/甲.yaml"


def tuanscore(rooms: Path, root: Path, *commands: str) -> list[str]:
    """Return what the program, with one kind more, says to each command."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN, str(rooms), str(root), *commands],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "GITHUB_ACTIONS": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("=========\n")[:-1]


def test_a_new_kind_is_known_to_every_command(tmp_path: Path) -> None:
    rooms = tmp_path / "rooms"
    for room, text in {"model.kinds": KIND, "sheets": SHEET, "commands.new.kinds": DRAFT}.items():
        (rooms / room).mkdir(parents=True)
        (rooms / room / "application.py").write_text(text, "utf-8")
    repo = GitRepo(tmp_path / "repo")
    repo.write({"tuanscore.yaml": ""})
    made = tuanscore(rooms, repo.root, *(f"new 调整 {name} --year 2025" for name in "甲乙"))
    assert all(said.startswith("新建 scorecards/2025/") for said in made)
    repo.commit("两份申请")
    repo.replace(APPLICATION, "3名", "2名")
    listed, open_, shown, printed, compared, reviewed, waiver, schema = tuanscore(
        rooms,
        repo.root,
        "list",
        "validate --format concise",
        "show 甲",
        "render 甲",
        "diff 乙 甲",
        "diff --rev HEAD",
        f"new 豁免 TS690 --file {APPLICATION}",
        "schema",
    )
    assert f"甲     1 个目标   {APPLICATION}" in listed
    assert f"{APPLICATION}:5:5: TS690" in open_
    assert "志愿者" in shown
    assert f"{APPLICATION}:6" in shown
    assert "甲申请：待填（为什么改）" in printed
    assert "目标·志愿者：[-3-]{+2+}名" in compared
    assert "甲 2025  scorecards/2025/甲.yaml" in reviewed
    assert "目标·志愿者：[-3-]{+2+}名" in reviewed
    assert "乙" not in reviewed
    assert "新建 scorecards/2025/豁免/TS690-甲.yaml" in waiver
    assert '"目标调整申请"' in schema
    file = next((repo.root / "scorecards/2025/豁免").iterdir())
    text = re.sub("待填.*", "某某", file.read_text("utf-8"))
    file.write_text(re.sub("到期: .*", "到期: 2999-12-31", text), "utf-8")
    (waived,) = tuanscore(rooms, repo.root, f"validate {APPLICATION}")
    assert "已豁免：某某" in waived
