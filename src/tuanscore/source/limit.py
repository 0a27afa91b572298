"""How much is told of one file: nobody reads on after so many findings, so the rest is counted."""

from __future__ import annotations

from tuanscore.finding import Finding, Severity
from tuanscore.source import codes

MOST = 1000


def limited(findings: list[Finding], more: int = 0) -> list[Finding]:
    """Return the first findings of a file, and where and how many are not told.

    ``more`` counts those that were not even built.
    """
    rest = findings[MOST:]
    if not rest:
        return findings
    severity = next((s for s in Severity if any(f.severity is s for f in rest)), Severity.ERROR)
    message = f"问题太多，只列出前 {MOST} 处；从这里起至少还有 {len(rest) + more} 处没有列出"
    hint = "先改好列出的，再运行一次；看看是否放错了文件"
    return [*findings[:MOST], Finding(codes.TOO_MANY, message, rest[0].place, hint, severity)]
