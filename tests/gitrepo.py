"""A real git repository for tests, made commit by commit."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from copy import copy
from pathlib import Path

PEOPLE = {"张三": "zhang@example.com", "李四": "li@example.com"}


def git(root: Path, *args: str, author: str = "张三", day: int = 1) -> str:
    """Run git in a folder, untouched by the settings of whoever runs the tests."""
    env = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        env[f"GIT_{role}_NAME"], env[f"GIT_{role}_EMAIL"] = author, PEOPLE[author]
        env[f"GIT_{role}_DATE"] = f"2014-01-{day:02}T09:00:00+08:00"
    done = subprocess.run(
        ["git", *args], cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.strip()


class GitRepo:
    """A repository whose commits are a day apart, beginning on 2014-01-01."""

    def __init__(self, root: Path) -> None:
        """Make the folder a repository with the branch main."""
        self.root = root
        self._day = 0
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def copied(self, root: Path) -> "GitRepo":
        """Return the same repository in another folder, which does not exist yet."""
        other = copy(self)
        other.root = Path(shutil.copytree(self.root, root, symlinks=True))
        return other

    def git(self, *args: str, author: str = "张三") -> str:
        """Run git there on the day of the latest commit."""
        return git(self.root, *args, author=author, day=self._day or 1)

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files; None removes one."""
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the only occurrence of a text in a file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        self.write({name: text.replace(old, new)})

    def commit(self, message: str, author: str = "张三") -> str:
        """Commit everything; return the commit in short."""
        self._day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, author=author)
        return self.git("rev-parse", "HEAD")[:7]
