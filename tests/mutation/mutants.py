"""Small wrong changes of a Python source, each of which some test ought to notice.

A mutant is one replaced stretch of the text, so that the rest stands where it stood. What is
changed: comparisons and their bounds, terms of a condition, ``not``, numbers by one, True and
False, arithmetic, what is returned, statements that are there for what they do, the first two
arguments of a call, and words where they decide something (compared, looked up, matched, cut).
What is not: docstrings, annotations, imports, decorators, assertions, messages (tests hold
their meaning, not each word), and the inside of f-strings (Python 3.11 does not know where it
stands).
"""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from itertools import pairwise

_COMPARISONS: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.Pow: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
}
_CUTTING = """
get pop startswith endswith removeprefix removesuffix split rsplit partition rpartition strip
lstrip rstrip replace find count compile fullmatch match search sub Decimal
"""
"""Calls whose words decide something."""
_UNSWAPPED = ("isinstance", "issubclass", "getattr", "setattr", "hasattr", "cast", "zip")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed stretch of a file."""

    file: str
    """Relative to the root of the checkout."""
    kind: str
    lines: tuple[int, ...]
    """The lines to look for in the map of what tests execute: the nearest first."""
    function: tuple[int, int] | None
    """First and last line of the outermost function around it; None at import."""
    start: int
    end: int
    """Where it stands, in bytes."""
    new: str

    def apply(self, source: str) -> str:
        """Return the changed source."""
        data = source.encode()
        return (data[: self.start] + self.new.encode() + data[self.end :]).decode()

    def diff(self, source: str) -> list[str]:
        """Return the lines that go and come, each with its sign."""
        pairs = difflib.ndiff(source.splitlines(), self.apply(source).splitlines())
        return [line for line in pairs if line[:2] in ("- ", "+ ")]


def mutants(file: str, source: str) -> list[Mutant]:
    """Return every mutant of a source, in the order of the text."""
    walk = _Walk(file, source)
    walk.block(ast.parse(source).body)
    return sorted(walk.found, key=lambda m: (m.start, m.end, m.new))


class _Walk:
    """One walk over one module, which knows the function and the statement it is in."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.data = source.encode()
        starts = [0]
        for line in self.data.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self.starts = starts
        self.found: list[Mutant] = []
        self.function: tuple[int, int] | None = None
        self.statement: ast.stmt | None = None

    # --- statements ---

    def block(self, body: list[ast.stmt]) -> None:
        for number, statement in enumerate(body):
            if number == 0 and _is_text(statement):
                continue  # a docstring
            self.visit_statement(statement)

    def visit_statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.Pass):
            return
        if isinstance(node, ast.If) and _names(node.test) & {"TYPE_CHECKING", "__name__"}:
            return
        outside = self.statement
        self.statement = node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self.enter(node)
        elif isinstance(node, ast.ClassDef):
            self.block(node.body)
        else:
            self.change_statement(node)
            self.children(node)
        self.statement = outside

    def enter(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for default in [*node.args.defaults, *filter(None, node.args.kw_defaults)]:
            self.expression(default)
        outside = self.function
        if outside is None:
            self.function = (node.lineno, node.end_lineno or node.lineno)
        self.block(node.body)
        self.function = outside

    def change_statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Return(value=ast.expr() as value) if not _is_none(value):
                self.replace(node, "return None", "returns nothing")
            case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
                self.replace(node, "pass", "statement gone")
            case ast.AugAssign() | ast.Raise() | ast.Delete():
                self.replace(node, "pass", "statement gone")
            case ast.Continue() | ast.Break():
                self.replace(node, "pass", "statement gone")
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                self.replace(node, "pass", "statement gone")
            case ast.If(test=test) | ast.While(test=test):
                self.negate(test)
        if isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
            new = f" {_ARITHMETIC[type(node.op)]}= "
            self.between(node.target, node.value, new, "arithmetic")

    def children(self, node: ast.AST) -> None:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.stmt):
                    self.visit_statement(child)
                elif isinstance(child, ast.expr):
                    self.expression(child)
                elif isinstance(child, ast.AST):
                    self.others(child)

    def others(self, node: ast.AST) -> None:
        """Walk what is neither statement nor expression: cases, generators, keywords, handlers."""
        if isinstance(node, ast.keyword) and node.arg == "strict" and _is_true(node.value):
            return  # of zip: it asserts something
        if isinstance(node, ast.match_case) and node.guard is not None:
            self.replace(node.guard, "True", "condition gone")
        if isinstance(node, ast.MatchValue):
            self.word(node.value)
        if isinstance(node, ast.comprehension):
            for test in node.ifs:
                self.replace(test, "True", "condition gone")
        self.children(node)

    # --- expressions ---

    def expression(self, node: ast.expr) -> None:
        match node:
            case ast.JoinedStr() | ast.Lambda(body=ast.Constant()):
                return
            case ast.Compare():
                self.compare(node)
            case ast.BoolOp():
                self.terms(node)
            case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
                self.replace(node, self.text(operand), f"{type(node.op).__name__} gone")
            case ast.BinOp():
                self.arithmetic(node)
            case ast.IfExp(test=test):
                self.negate(test)
            case ast.Constant():
                self.constant(node)
            case ast.Call():
                self.call(node)
        for key in _keys(node):
            self.word(key)
        self.children(node)

    def compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for (left, right), op in zip(pairwise(operands), node.ops, strict=True):
            for new in _COMPARISONS[type(op)]:
                self.between(left, right, f" {new} ", "comparison")
        for operand in operands:
            self.word(operand)
            if isinstance(operand, ast.Tuple | ast.Set | ast.List):
                for each in operand.elts:
                    self.word(each)

    def terms(self, node: ast.BoolOp) -> None:
        other = "or" if isinstance(node.op, ast.And) else "and"
        for left, right in pairwise(node.values):
            self.between(left, right, f" {other} ", "and, or")
        for gone in range(len(node.values)):
            kept = [f"({self.text(v)})" for n, v in enumerate(node.values) if n != gone]
            word = " and " if isinstance(node.op, ast.And) else " or "
            self.replace(node, f"({word.join(kept)})", "term gone")

    def arithmetic(self, node: ast.BinOp) -> None:
        sides = (node.left, node.right)
        if type(node.op) in _ARITHMETIC and not any(_is_wording(side) for side in sides):
            self.between(node.left, node.right, f" {_ARITHMETIC[type(node.op)]} ", "arithmetic")

    def constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.replace(node, str(not node.value), "constant")
        elif isinstance(node.value, int):
            for new in (node.value + 1, node.value - 1):
                self.replace(node, str(new), "constant")

    def call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in _CUTTING.split():
            for argument in node.args:
                self.word(argument)
        plain = not any(isinstance(argument, ast.Starred) for argument in node.args)
        if len(node.args) >= 2 and plain and name not in _UNSWAPPED:
            first, second = node.args[:2]
            if _simple(first) and _simple(second) and ast.dump(first) != ast.dump(second):
                whole = self.text(first, second)
                between = whole[len(self.text(first)) : len(whole) - len(self.text(second))]
                swapped = self.text(second) + between + self.text(first)
                self.add(self.at(first)[0], self.at(second)[1], swapped, "arguments", node)

    def negate(self, test: ast.expr) -> None:
        """Turn a condition round, unless the change of its comparison or ``not`` does just that."""
        if not isinstance(test, ast.Compare | ast.UnaryOp | ast.Constant):
            self.replace(test, f"(not ({self.text(test)}))", "condition turned")

    def word(self, node: ast.expr | None) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            new = "1" if node.value in ("", "0") else node.value[:-1]
            self.replace(node, repr(new), "word")

    # --- text ---

    def at(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        first = self.starts[node.lineno - 1] + node.col_offset
        return first, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr, until: ast.expr | None = None) -> str:
        return self.data[self.at(node)[0] : self.at(until or node)[1]].decode()

    def replace(self, node: ast.expr | ast.stmt, new: str, kind: str) -> None:
        self.add(*self.at(node), new, kind, node)

    def between(self, left: ast.expr, right: ast.expr, new: str, kind: str) -> None:
        """Replace the operator between two operands, whose brackets stay."""
        first, last = self.at(left)[1], self.at(right)[0]
        gap = self.data[first:last].decode()
        closing = gap[: gap.rfind(")") + 1]
        opening = gap[gap.find("(") :] if "(" in gap else ""
        if "#" not in gap:
            break_ = "\n" if "\n" in gap and not (closing or opening) else ""
            self.add(first, last, f"{closing}{break_}{new}{opening}", kind, left)

    def add(self, start: int, end: int, new: str, kind: str, node: ast.expr | ast.stmt) -> None:
        assert self.statement is not None
        last = self.statement.lineno if isinstance(node, ast.stmt) else node.end_lineno
        near = range(node.lineno, (last or node.lineno) + 1)
        lines = tuple(dict.fromkeys([*near, self.statement.lineno]))
        self.found.append(Mutant(self.file, kind, lines, self.function, start, end, new))


def _keys(node: ast.expr) -> list[ast.expr | None]:
    if isinstance(node, ast.Dict):
        return list(node.keys)
    return [node.slice] if isinstance(node, ast.Subscript) else []


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _is_wording(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _names(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _simple(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)
