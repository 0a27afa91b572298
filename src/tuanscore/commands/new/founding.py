"""A new repository of scorecards: the files that `init` makes, where they are missing."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.kinds.template import small
from tuanscore.commands.new.writing import fill, laid_out, scalar
from tuanscore.commands.schema import schemas
from tuanscore.model.settings import FILE
from tuanscore.shelf import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMON = {
    FILE: "settings.in",
    "README.md": "readme.in",
    ".editorconfig": "editorconfig.in",
    ".gitattributes": "gitattributes.in",
    ".gitignore": "gitignore.in",
    ".vscode/settings.json": "vscode.in",
}
"""Files of every repository, each with the one it is made from."""
HOOKS = {".pre-commit-config.yaml": "pre-commit.in"}
FORGES: dict[str, Mapping[str, str]] = {
    "github": {".github/workflows/scorecards.yml": "github.in"},
    "gitlab": {".gitlab-ci.yml": "gitlab.in"},
    "none": {},
}
"""What runs the checks on each 推送, by where the repository lives."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """What is known about a new repository."""

    name: str
    year: int
    requirement: str
    """What to give pip to install this program."""
    forge: str
    hooks: bool
    """Whether git hooks and CI look at this folder: it is the top of its git repository."""
    first_template: bool
    """Whether there is nothing yet, so that a first template is wanted."""


def drafts(foundation: Foundation) -> list[Draft]:
    """Return every file of a repository of scorecards."""
    values = {
        "名称": foundation.name,
        "年度": str(foundation.year),
        "安装": foundation.requirement,
        "写法里的名称": scalar(f"{foundation.name}的评分仓库"),
        "模式": schemas.modeline(f"./{schemas.FOLDER}", schemas.SETTINGS),
        "模式文件夹": schemas.FOLDER,
        "全部模式": schemas.COMBINED,
        "设置模式": schemas.SETTINGS,
    }
    wanted = dict(COMMON)
    if foundation.hooks:
        wanted |= HOOKS
    wanted |= FORGES[foundation.forge]
    made = [Draft(path, fill(f"init/{name}", values)) for path, name in wanted.items()]
    made += _schemas()
    if foundation.first_template:
        made.append(small(f"目标绩效指标-{foundation.year}", foundation.year))
    return [_laid_out(draft) for draft in made]


def _laid_out(draft: Draft) -> Draft:
    """Return a draft as `fmt` leaves it, where `fmt` looks at it."""
    if draft.path != FILE and not draft.path.startswith(TEMPLATES):
        return draft
    return replace(draft, text=laid_out(draft.path, draft.text))


def _schemas() -> list[Draft]:
    """Return the schemas that the files and the editor's settings refer to."""
    drawn = schemas.all_by_file()
    return [
        Draft(
            f"{schemas.FOLDER}/{name}", json.dumps(drawn[name], ensure_ascii=False, indent=2) + "\n"
        )
        for name in (schemas.COMBINED, schemas.SETTINGS)
    ]
