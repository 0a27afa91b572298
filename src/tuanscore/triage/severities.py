"""How much a finding weighs: 检查 for the whole repository, 分文件检查 for some files.

A code may be cut short and means all that begin so (``TS7``), in large or small letters. 分文件检查
goes before 检查, a later pattern before an earlier one, and inside one of them the longer code
before the shorter.

Errors that make a file unusable keep their weight whatever the settings say: nothing that stands in
such a file has been checked, and silence would look like success.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuanscore import checks
from tuanscore.checks import manual
from tuanscore.finding import Finding, Place, Severity
from tuanscore.model import codes
from tuanscore.model.messages import suggestion
from tuanscore.model.settings import FILE
from tuanscore.shelf import CARDS, TEMPLATES
from tuanscore.source import codes as source_codes
from tuanscore.source import patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tuanscore.finding import Route
    from tuanscore.model.settings import Settings
    from tuanscore.shelf import Repository
    from tuanscore.source.tree import Document

    Levels = Mapping[str, Severity | None]

_CUT_SHORT = re.compile(r"(TS[0-9])[0-9]*")
_WHOLE = len("TS101")
_LOOKALIKES = str.maketrans("OIL", "011")

_OF_NOBODY = (codes.NO_CARD, codes.NO_PROJECT, codes.NO_RESULT_LINE)
"""Reports, and lines of reports, that were held against nothing."""


GROUPS = {
    "TS1": "读文件",
    "TS2": "写法",
    "TS3": "互相引用",
    "TS4": "分值和等次",
    "TS5": "预算项目",
    "TS6": "条文",
    "TS7": "单位之间",
    "TS8": "完成情况",
    "TS9": "部门自评、监控、调整",
}
"""What the codes that begin so are about."""


def known_codes() -> list[str]:
    """Return every code that a finding may have, in their order."""
    return sorted(checks.codes() | codes.all_codes() | source_codes.all_codes())


def means_something(code: str, known: list[str]) -> bool:
    """Say whether a code, or one cut short, stands for any known one."""
    code = code.upper()
    return code.startswith("TS") and any(whole.startswith(code) for whole in known)


def hint_for(code: str, known: list[str]) -> str:
    """Return what to write instead of a code that stands for none."""
    named = manual.by_name(code)
    if named is not None:
        return f"这是 {named.code} 的名称，写 {named.code}"
    cut_short = _CUT_SHORT.fullmatch(code.upper())
    if cut_short is not None and (len(code) < _WHOLE or cut_short[1] not in GROUPS):
        return _groups()
    names = {each.name: each.code for each in manual.every().values()}
    tidied = code.upper().translate(_LOOKALIKES)
    near = suggestion(tidied, known) or names.get(suggestion(code, names))
    return f"是不是“{near}”？" if near else _groups()


def _groups() -> str:
    return f"开头有：{'，'.join(f'{group} {about}' for group, about in GROUPS.items())}"


def is_fixed(finding: Finding) -> bool:
    """Say whether it is an error that leaves its file unusable."""
    return finding.severity is Severity.ERROR and codes.leaves_unusable(finding.code)


def hides_others(finding: Finding) -> bool:
    """Say whether others may be found once it is mended: where nothing could be looked at."""
    return is_fixed(finding) or (finding.code in _OF_NOBODY and finding.waiver is None)


def weigh(finding: Finding, settings: Settings) -> Severity | None:
    """Return how much a finding weighs in a repository; None where it is switched off."""
    if is_fixed(finding):
        return finding.severity
    level = _level(settings.checks, finding.code, finding.severity)
    for pattern, levels in settings.file_checks.items():
        if patterns.matches(pattern, finding.place.file):
            level = _level(levels, finding.code, level)
    return level


def _level(levels: Levels, code: str, otherwise: Severity | None) -> Severity | None:
    named = [known for known in levels if code.startswith(known.upper())]
    return levels[max(named, key=len)] if named else otherwise


def examine(repository: Repository) -> list[Finding]:
    """Report codes in the settings that no check has, and patterns that mean no file."""
    document, settings = repository.settings_document, repository.settings
    if document is None:
        return []
    known = known_codes() if settings.checks or settings.file_checks else []
    findings = list(_codes(settings.checks, ("检查",), known, document))
    names = [*repository.files(), FILE] if settings.file_checks else []
    for pattern, levels in settings.file_checks.items():
        route = ("分文件检查", pattern)
        findings += _codes(levels, route, known, document)
        if not any(patterns.matches(pattern, name) for name in names):
            findings.append(_nothing(pattern, document.key_place(route)))
    there = [*_there(repository)] if settings.excluded else []
    for index, pattern in enumerate(settings.excluded):
        if not any(patterns.matches(pattern, name) for name in there):
            findings.append(_nothing(pattern, document.place(("排除", index))))
    return findings


def _there(repository: Repository) -> Iterator[str]:
    """Yield all that 排除 may leave out."""
    yield from repository.on_disk.below(TEMPLATES, CARDS)
    yield from repository.on_disk.misnamed(TEMPLATES, CARDS)


def _nothing(pattern: str, place: Place) -> Finding:
    message, hint = f"没有“{pattern}”这样的文件，这一处不起作用", "改路径，或删掉"
    return Finding(codes.NO_SUCH_FILE, message, place, hint, Severity.WARNING)


def _codes(levels: Levels, route: Route, known: list[str], document: Document) -> Iterator[Finding]:
    for code, level in levels.items():
        here = (*route, code)
        if not means_something(code, known):
            message, hint = f"没有“{code}”这个检查编号", hint_for(code, known)
            yield _warning(codes.UNKNOWN_CODE, message, here, hint, document)
        elif codes.leaves_unusable(code.upper()) and level is not Severity.ERROR:
            message = f"{code} 是读不出、展不开文件的错误，级别改不了"
            hint = "删掉这一行，把文件改好"
            yield _warning(codes.FIXED_SEVERITY, message, here, hint, document)


def _warning(code: str, message: str, route: Route, hint: str, document: Document) -> Finding:
    return Finding(code, message, document.key_place(route), hint, Severity.WARNING)
