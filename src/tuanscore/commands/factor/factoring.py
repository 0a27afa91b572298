"""factor: whole cards become a template and overlays, and every card stays exactly what it was."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import disk
from tuanscore.commands.factor import factored as factoring
from tuanscore.commands.factor import shape
from tuanscore.commands.factor.proposal import proposed, unchanged
from tuanscore.commands.factor.report import FactoredCard, Factoring
from tuanscore.commands.validate.examining import listed
from tuanscore.errors import TuanscoreError
from tuanscore.model import kinds
from tuanscore.model.kinds.scorecard import KIND, AnyCard
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import validate
from tuanscore.shelf import BUILT_IN, TEMPLATES, Card, LoadedAs, Repository, is_of
from tuanscore.shelf.claims import claim
from tuanscore.source import spans
from tuanscore.source.compose import compose
from tuanscore.source.lines import with_ends
from tuanscore.source.read import read
from tuanscore.triage.settling import without_cyclic_gc
from tuanscore.visible import word

if TYPE_CHECKING:
    from tuanscore.commands.factor.base import Lines, Refusal
    from tuanscore.commands.factor.factored import Factored
    from tuanscore.commands.factor.shape import Shape
    from tuanscore.git.snapshot import Snapshot

_KIND = re.compile(r"^类型\s*:\s*(\S+)", re.MULTILINE)


def factor(repository: Repository, paths: Sequence[Path], name: str | None) -> Factoring:
    """Work out the template of this 名称 and the overlays; raises where there is no card.

    Every card is resolved again from what would be written, and must come out exactly the same.
    """
    with without_cyclic_gc():
        cards, left = _cards(repository, paths)
        shapes = [shape.read(card.document) for card in cards.values()]
        factored = factoring.factor(shapes, lambda card: _lines(repository, card))
        report = _laid_out(repository, factored, name or _name(repository, factored), cards)
        _verify(repository, report, cards)
    everyone = sorted({*report.left, *left}, key=lambda refusal: refusal.file)
    return replace(report, left=tuple(everyone))


def save(repository: Repository, report: Factoring, files: Mapping[Path, bytes]) -> list[str]:
    """Write new files, and overlays in place of their cards; return what could not be kept.

    What is replaced must still be what was read; raises TuanscoreError before any is written.
    """
    known = {repository.root / card.file: card.old for card in report.cards}
    for path in files:
        old = known.get(path)
        if old is None and os.path.lexists(path):
            raise TuanscoreError(f"{path} 已经有了，没有改动", "换一个名称")
        if old is not None and not os.access(path, os.W_OK):
            raise TuanscoreError(f"{path} 是只读的，没有改动", "去掉只读，再运行一次")
        if old is not None and disk.read(None, os.fspath(path)) != old:
            raise TuanscoreError(f"{path} 刚才被别的程序改了，没有改动", "再运行一次")
    return disk.write_files(files, folders=True)


def refuse_loss(repository: Repository, report: Factoring) -> None:
    """Raise TuanscoreError where comments would be lost that no commit of git holds."""
    losing = [card for card in report.cards if card.comments]
    held = _held(repository) if losing else None
    told = [
        f"{card.file} {card.comments} 处"
        for card in losing
        if held is None or _lf(held.content(card.file)) != _lf(card.old)
    ]
    if told:
        message = f"里面的注释会丢掉，git 里也没有，什么也没有写：{'、'.join(told)}"
        hint = "先提交到 git；或用 --overlays 另外存放；注释不要了就加 --force"
        raise TuanscoreError(message, hint)


def _held(repository: Repository) -> Snapshot | None:
    """Return what the last commit holds; None where there is none."""
    from tuanscore.git.snapshot import Snapshot

    try:
        return Snapshot(repository.root, "HEAD")
    except TuanscoreError:
        return None


def _lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def refuse_taken(repository: Repository, name: str) -> None:
    """Raise TuanscoreError where the repository has a template of this 名称."""
    base = repository.template(name)
    if base is not None and not base.document.file.startswith(BUILT_IN):
        message = f"已经有模板“{name}”（{base.document.file}），没有改动"
        raise TuanscoreError(message, "换一个名称")


def _cards(repository: Repository, paths: Sequence[Path]) -> tuple[dict[str, Card], list[Refusal]]:
    """Return the sound cards in these files, and why others in these folders are left alone.

    A folder may hold other kinds of documents; a file that is named must be a card.
    """
    named = {name for path in paths if not path.is_dir() for name in listed(repository, [path])}
    cards: dict[str, Card] = {}
    left: list[Refusal] = []
    for name in listed(repository, paths):
        entry, findings = repository.sound(name), repository.read(name)[1]
        if is_of(entry, AnyCard):
            card, findings = repository.card(entry)
            if card is not None and not findings:
                cards[name] = card
                continue
        elif entry is not None:
            if name in named:
                message = f"{name} 是{entry.model.kind}，不是评分表"
                raise TuanscoreError(message, f"只归并类型是 {KIND} 的文件")
            continue
        if name in named:
            told = f"{name} 有错误，先改好：{findings[0].message}"
            raise TuanscoreError(told, f"tuanscore validate {word(name)}")
        if _may_be_card(name, repository.text(name)):
            left.append(factoring.Refusal(name, findings[0].message, findings[0].place))
        else:
            repository.beside[name] = None
    return cards, left


def _may_be_card(name: str, text: str) -> bool:
    """Say whether a file with errors says it is a card, or whose it is and nothing else."""
    kind, said = _KIND.search(text), claim(name, text)
    others = kinds.all_by_name().keys() - {KIND}
    return (kind is not None and kind[1] == KIND) or (said.named and said.kind not in others)


def _name(repository: Repository, factored: Factored) -> str:
    """Return a name for a template that nobody has named."""
    usual = f"归并-{factored.base.year}"
    taken = {entry.model.label[0] for entry in repository.templates()}
    names = (usual, *(f"{usual}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _lines(repository: Repository, card: Shape) -> Lines:
    """Return the items of the 部分 that are 引用, as their template has them."""
    referring = {s: p for s, p in enumerate(card.frame["部分"]) if "引用" in p}
    if not referring:
        return {}
    bare = [{k: v for k, v in part.items() if k != "类别"} for part in referring.values()]
    tree = {"类型": TEMPLATE, "名称": "引用", "年度": card.year, "部分": bare}
    document, _ = read(compose(tree).encode(), "")
    assert document is not None
    model = validate(document, Template)[0]
    assert model is not None
    expanded = shape.read(repository.base(LoadedAs(document, model))[0].document)
    places = [*referring]
    return {
        (places[s], c): [expanded.items[name] for name in names]
        for (s, c), names in expanded.spots.items()
    }


def _laid_out(
    repository: Repository, factored: Factored, name: str, cards: Mapping[str, Card]
) -> Factoring:
    """Return what would be written."""
    base = factored.base
    names = "、".join(str(overlay.own["简称"]) for overlay in factored.overlays)
    head = f"# 由 tuanscore factor 归并 {len(factored.overlays)} 份评分表而成：{names}\n"
    made = []
    for overlay in factored.overlays:
        lead, comments = _comments(repository.text(overlay.file))
        new = (lead + compose(overlay.tree(base.year, name))).encode()
        old = disk.read(repository.root, overlay.file)
        lines = len(_whole(cards[overlay.file], old).splitlines())
        made.append(FactoredCard(overlay.file, old, new, overlay.entries, comments, lines))
    template = (head + compose(base.tree(name))).encode()
    return Factoring(name, base.year, template, tuple(made), factored.left)


def _whole(card: Card, data: bytes) -> bytes:
    """Return a card written out whole."""
    if card.template is None:
        return data
    return compose(shape.whole(card.document)).encode()


def _comments(text: str) -> tuple[str, int]:
    """Return the comment above the first key, and how many comments follow."""
    text = text.replace("\r\n", "\n")
    lines = with_ends(text)
    first = next((i for i, line in enumerate(lines) if line.strip() and line[0] != "#"), 0)
    lead = "".join(lines[:first])
    try:
        inside = sum(start >= len(lead) for start, _ in spans.parse(text).comments)
    except spans.NotPlainError:
        inside = sum(line.lstrip().startswith("#") for line in lines[first:])
    return lead, inside


def _verify(repository: Repository, report: Factoring, cards: Mapping[str, Card]) -> None:
    """Resolve every overlay; raises TuanscoreError where one is not the card that it was."""
    template = f"{TEMPLATES}/{report.name}.yaml"
    files = {template: report.template, **{card.file: card.new for card in report.cards}}
    future = proposed(repository, files)
    for card in report.cards:
        entry = future.card_in(card.file)
        resolved, findings = future.card(entry) if entry is not None else (None, [])
        if findings or not unchanged(cards[card.file], resolved):
            message = f"{card.file} 归并以后，展开和原来不一样，什么也没有写"
            raise TuanscoreError(message, "少写几份评分表，或去掉这一份，再运行一次")
