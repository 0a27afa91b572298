"""Random command lines: every command with its options, mostly sensible values, some not."""

from __future__ import annotations

from random import Random

from fuzz.documents import TEXTS
from tuanscore.commands.validate.command import FORMS

NAMES = (
    *("苍溪", "旺苍", "经开区", "新区", "山海关", "丙"),
    *("县区团委-2014", "保障指标-2014", "财政项目自评"),
    "130303210YA09YBACA1M9", "团委活动经费", "scorecards/2014/苍溪.yaml", "苍溪@HEAD~1",
)  # fmt: skip
_FILES = (
    *("scorecards", "scorecards/2014", "scorecards/2014/苍溪.yaml", "scorecards/2014/新区.yaml"),
    *("templates", "tuanscore.yaml", "豁免/2014.yaml", "凭据.json", "基线.json", ".", "没有.yaml"),
    "scorecards/2021", "templates/县区团委-2014.yaml", "scorecards/2014/完成情况/旺苍.yaml",
)  # fmt: skip
_LINES = (
    "培训人数",
    "资金",
    "犯罪率",
    "就业率",
    "案件",
    "西部计划志愿者",
    "技能比武",
    "总分",
    "职能指标",
    "满意度",
    "预算执行率",
)
_YEARS = ("2014", "2014", "2014", "2021", "2015", "1", "99999", "-5")
_DAYS = ("2014-06-30", "2014-12-31", "2013-01-01", "2021-12-31", "9999-12-31", "2014-02-30")
_REVISIONS = ("HEAD", "HEAD~1", "HEAD~1...HEAD", "main", "没有", "-x", "HEAD~1..HEAD")
_GRADES = ("优", "良", "中", "差", "好", "90", "85%", "999", "特优")
_CODES = ("TS401", "TS4", "TS701", "TS999", "TS", "401", "TS101,TS2")
_WHAT_IF = tuple(f"{n}={v}" for n in _LINES[:7] for v in ("完成", "0", "-1", "999999", "6万元", ""))
_VALUES = {
    "名": NAMES, "年": _YEARS, "日": _DAYS, "文件": _FILES, "线": _LINES, "版": _REVISIONS,
    "等": _GRADES, "码": _CODES, "如": _WHAT_IF, "": ("",),
    "新": ("出.md", "出/深/x.html", "出.csv", "/dev/full"),
}  # fmt: skip
_FORMATS = {
    "validate": " ".join(FORMS),
    "score": "text json md",
    "diff": "text json md html csv",
    "render": "md html",
    "progress": "text json md",
    "explain": "text json md",
    "checks": "text json md",
}
_KINDS = ("模板", "评分表", "完成情况", "项目", "自评", "部门", "方案", "豁免", "评")
COMMANDS: dict[str, tuple[str, str]] = {
    "validate": ("文件*", ("--select=码 --ignore=码 --as-of=日 --changed-since=版 --baseline=文件"
                 " --write-baseline=新 --fail-on=错误|警告|提示")),
    "fix": ("文件*", "--check --diff"),
    "fmt": ("文件*", "--check --diff"),
    "score": ("年", ("--org=名 --project=名 --as-of=日 --explain=线 --what-if=如 --fail-under=等"
              " --receipt=新")),
    "diff": ("名|年 名|年*", "--year=年 --all --org=名 --rev=版 --strict --exit-code -o=新"),
    "log": ("名 线*", "--year=年"),
    "blame": ("名", "--year=年"),
    "show": ("名", "--year=年"),
    "list": ("", ""),
    "render": ("名", "-o=新 --year=年 --kind=部门|项目|评分表|保障 --scored"),
    "plan": ("名", "--to=等 --year=年 --as-of=日"),
    "verify": ("文件", ""),
    "progress": ("名", "--year=年 --as-of=日"),
    "explain": ("码", ""),
    "checks": ("", ""),
    "schema": ("", "-o=新"),
    "init": ("新*", "--ci=github|gitlab|none --git"),
    "new": ("类 名*", ("--year=年 --unit=名 --template=名 --from=名 --from-year=年 --code=名"
            " --name=名 --as-of=日 --org=名 --file=文件 --line=线")),
    "import": ("文件 文件*", ("-o=新 --kind=自评|评分表|监控 --year=年 --org=名 --template=名"
               " --into=文件 --notes --dry-run")),
    "form": ("名|年", "-o=新 --year=年 --as-of=日"),
    "export": ("年", "--to=csv|json|xlsx|parquet -o=新 --org=名 --as-of=日"),
    "factor": ("文件", "-o=新 --overlays=新 --write --force"),
    "rebase": ("名*", "--write"),
    "git-merge": ("文件 文件 文件 文件*", ""),
    "git-textconv": ("文件", ""),
}  # fmt: skip
"""Every command: its arguments (* may be left out) and its options, each with what it takes."""
_WRITING = ("fix", "fmt", "init", "new", "import", "form", "factor", "rebase", "git-merge")
_WRITING_OPTIONS = ("-o", "--write-baseline", "--receipt", "--overlays", "--write")


def line(random: Random) -> list[str]:
    """Return a command line without the program's name."""
    name = random.choice(sorted(COMMANDS))
    arguments, options = COMMANDS[name]
    words = [name]
    for argument in arguments.split():
        if not argument.endswith("*") or random.random() < 0.4:
            words.append(_value(random, argument.removesuffix("*")))
    for option in options.split():
        key, _, wanted = option.partition("=")
        if random.random() < (0.5 if key in ("--org", "--project") else 0.2):
            words += [key, _value(random, wanted)] if wanted else [key]
    if name in _FORMATS or name in ("log", "blame", "show", "list", "plan", "verify", "factor"):
        formats = _FORMATS.get(name, "text json").split()
        if random.random() < 0.6:
            words += ["--format", random.choice(formats)]
    return [word for word in words if "\0" not in word]


def reads_only(words: list[str]) -> bool:
    """Say whether a command line writes nothing."""
    if words[0] in ("fix", "fmt") and {"--check", "--diff"} & set(words):
        return True
    return words[0] not in _WRITING and not set(_WRITING_OPTIONS) & set(words)


def _value(random: Random, wanted: str) -> str:
    if random.random() < 0.06:
        return random.choice(TEXTS)
    one = random.choice(wanted.split("|"))
    if one == "类":
        return random.choice(_KINDS)
    return random.choice(_VALUES.get(one, (one,)))
