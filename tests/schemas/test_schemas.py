"""The schemas hold to the program: they accept all that it accepts, and refuse the common slips."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

import generated
from conftest import CHECKOUT, Run
from thorough import times
from tuanscore import checks
from tuanscore.checks import manual
from tuanscore.commands.schema import schemas
from tuanscore.grammar import scalars
from tuanscore.model import kinds
from tuanscore.model.load import load, validate
from tuanscore.model.settings import FILE, Settings
from tuanscore.source.read import read

Path_ = tuple[str | int, ...]


@cache
def files() -> dict[str, Any]:
    return schemas.all_by_file()


def accepted(text: str, name: str = "例.yaml") -> bool:
    """Say whether the program can make something of a file, all by itself."""
    document, findings = read(text.encode(), name)
    if document is None:
        return False
    model, more = validate(document, Settings) if Path(name).name == FILE else load(document)
    return model is not None and not findings and not more


def refusals(text: str, schema: str = schemas.COMBINED) -> set[Path_]:
    """Return where a schema refuses a file, as an editor reads it (YAML 1.2, dates as texts)."""
    validator = Draft7Validator(files()[schema])
    return {tuple(error.absolute_path) for error in validator.iter_errors(_plain(_loaded(text)))}


def _loaded(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return yaml.load(text)


class _Constructor(SafeConstructor):
    """Knows no dates, like the core schema of YAML 1.2."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def _plain(value: Any) -> Any:
    """Return what JSON can hold: its keys are texts."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def schema_for(name: str) -> str:
    return schemas.SETTINGS if Path(name).name == FILE else schemas.COMBINED


# --- the files themselves ---


def test_there_is_one_for_each_kind_one_for_all_and_one_for_the_settings() -> None:
    assert set(files()) == {
        "tuanscore.schema.json",
        "tuanscore.yaml.schema.json",
        *(f"{kind}.schema.json" for kind in kinds.all_by_name()),
    }


@pytest.mark.parametrize("name", sorted(schemas.all_by_file()))
def test_it_is_a_schema_in_chinese(name: str) -> None:
    schema = files()[name]
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    for key, words in _words(schema):
        assert re.search(r"[\u4e00-\u9fff]|^tuanscore\.yaml$", words), (key, words)


@pytest.mark.parametrize("name", sorted(schemas.all_by_file()))
def test_every_key_of_ours_is_described(name: str) -> None:
    for definition in files()[name]["definitions"].values():
        for key, schema in definition.get("properties", {}).items():
            assert schema.get("description"), (name, definition.get("title"), key)


@pytest.mark.parametrize("name", sorted(schemas.all_by_file()))
def test_every_reference_leads_somewhere_and_nothing_is_left_over(name: str) -> None:
    text = json.dumps(files()[name], ensure_ascii=False)
    assert set(re.findall('"#/definitions/([^"]+)"', text)) == set(files()[name]["definitions"])


def _words(schema: Any) -> list[tuple[str, str]]:
    """Return every title and description in a schema."""
    if isinstance(schema, list):
        return [found for part in schema for found in _words(part)]
    if not isinstance(schema, dict):
        return []
    own = [(k, schema[k]) for k in ("title", "description") if isinstance(schema.get(k), str)]
    return own + [found for part in schema.values() for found in _words(part)]


# --- what the program accepts ---


def _ours() -> list[Path]:
    folders = ("scorecards", "templates", "examples")
    return [p for folder in folders for p in sorted((CHECKOUT / folder).rglob("*.yaml"))]


@pytest.mark.parametrize("path", _ours(), ids=lambda p: p.relative_to(CHECKOUT).as_posix())
def test_a_file_of_ours_passes_unless_the_program_refuses_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if not accepted(text, path.name):
        assert "坏文件" in path.parts
        return
    assert refusals(text, schema_for(path.name)) == set()
    if path.name != FILE:
        kind = _loaded(text)["类型"]
        assert refusals(text, f"{kind}.schema.json") == set()


def test_the_checker_that_others_use_reads_them_too(run: Run, tmp_path: Path) -> None:
    run("schema", "-o", tmp_path)
    cards = [p for p in _ours() if "坏文件" not in p.parts and p.name != FILE]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile"]
    combined = tmp_path / schemas.COMBINED
    done = subprocess.run([*command, combined, *cards], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", checks.all_modules(), ids=lambda m: m.CODE)
def test_the_examples_of_a_manual_pass_where_the_program_can_read_them(module: Any) -> None:
    said = manual.read(module)
    for name, text in (*said.fail.items(), *said.passes.items()):
        if accepted(text, name):
            assert refusals(text, schema_for(name)) == set(), name


CARD = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 10
部分:
  - 名称: 职能
    类别:
      - 条目:
          - 编号: 活动
            内容: 开展活动。
            考核点: {次数: ≥3次}
"""
OVERLAY = """\
类型: 目标绩效指标
单位: 共青团乙县委
简称: 乙
年度: 2014
模板: 例
指标值: {次数: ≥5次}
"""
RESULTS = """\
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
"""
BUDGET = """\
类型: 预算项目绩效目标表
预算单位: 团丙区委
简称: 丙
年度: 2021
项目编码: 'P01'
项目名称: 活动经费
预算: {预算数: 50000.00, 财政资金: 50000.00, 其他资金: 0, 资金用途: 活动}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [办好活动]
绩效指标: {产出指标: {数量指标: [{名称: 次数, 指标值: ≥5次}]}}
"""


@pytest.mark.parametrize(
    "text",
    [
        CARD.replace("10", "'1,000'"),
        CARD.replace("10", "'10 '"),
        CARD.replace("10", "1.50"),
        CARD.replace("单位: 共青团甲县委", "单位: 2014"),
        CARD.replace("单位: 共青团甲县委", "单位: true"),
        CARD.replace("年度: 2014", "年度: ' 2014'"),
        CARD.replace("≥3次", "3"),
        CARD.replace("≥3次", "{计分: 定性, 分值: 3}"),
        CARD.replace("≥3次", "{分值: 3}"),
        CARD.replace("≥3次", "{计分: 扣分}"),
        CARD.replace("≥3次", "{计分: 名次, 满分名次: 3, 每名扣: 0.2, 分段扣: {6-10: 0.5, 11: 1}}"),
        CARD.replace("≥3次", "{计分: 分档, 目标: 5, 分档: {'≥5': 5, 3: 1}}"),
        CARD + "加分: {上限: 5}\n一票否决: [{事项: 事故, 取消评优: 是}]\n",
        OVERLAY + "条目调整: {活动: 删除, 座谈: {分值: 3}}\n",
        RESULTS + "样例: true\n",
        RESULTS + "样例: 否\n",
        RESULTS + "完成: {甲: 4, 乙: 97%, 丙: 完成, 丁: 2014-12-31, 戊: {审核: 3}, 2014: true}\n",
        RESULTS + "完成: {甲: {自评: 3, 基数: 5, 基数来源: 公报}, 乙: {不适用: 没有}}\n",
        RESULTS.replace("2014-12-31", "'2016-02-29 '"),
        BUDGET,
        BUDGET.replace("50%", "' 50 % '"),
        "类型: 计分方案\n名称: 甲\n年度: 2014\n满分: 90\n分值: {产出: 90}\n等次标准: {优: 90}\n",
    ],
)
def test_a_spelling_that_the_program_accepts_passes(text: str) -> None:
    assert accepted(text)
    assert refusals(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "备注: 空的\n",
        "等次标准: {本市: {优: 90, 良: 80%, 中: '60'}}\n",
        "定性档: 三档-旧\n",
        "定性档: {完成: 100, 基本完成: 60-80, 未完成: 0%}\n",
        "检查: {TS402: 提示, TS310: 关}\n",
        "监控: {绿: 100, 黄: 80%, 执行率下限: {6月底: 40}}\n",
    ],
)
def test_settings_that_the_program_accepts_pass(text: str) -> None:
    assert accepted(text, FILE)
    assert refusals(text, schemas.SETTINGS) == set()


# --- what both refuse ---

ITEM = ("部分", 0, "类别", 0, "条目", 0)
MEASURE = (*ITEM, "考核点", "次数")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (CARD.replace("类型: 目标绩效指标", "类型: 目标绩效"), {("类型",)}),
        (CARD.replace("类型: 目标绩效指标\n", ""), {()}),
        (CARD.replace("年度: 2014\n", ""), {()}),
        (CARD.replace("年度: 2014", "年度: 14"), {("年度",)}),
        (CARD.replace("年度: 2014", "年度: 二〇一四"), {("年度",)}),
        (CARD.replace("总分: 10", "总分: 一百"), {("总分",)}),
        (CARD.replace("总分: 10", "总分: -10"), {("总分",)}),
        (CARD.replace("总分: 10", "总分: [10]"), {("总分",)}),
        (CARD.replace("单位: 共青团甲县委", "单位:"), {("单位",)}),
        (CARD + "指标: {次数: 3}\n", {()}),
        (CARD + "别名: 甲县\n", {("别名",)}),
        (CARD + "变量: [县]\n", {("变量",)}),
        (CARD + "加分: {封顶: 5}\n", {("加分",)}),
        (CARD + "一票否决: [{事项: 事故}]\n", {("一票否决", 0)}),
        (CARD.replace("内容: 开展活动。", "文字: 开展活动。"), {ITEM}),
        (CARD.replace("{次数: ≥3次}", "≥3次"), {(*ITEM, "考核点")}),
        (CARD.replace("≥3次", "[≥3次]"), {MEASURE}),
        (CARD.replace("≥3次", "{目标值: ≥3次}"), {MEASURE}),
        (CARD.replace("≥3次", "{计分: 分挡}"), {(*MEASURE, "计分")}),
        (CARD.replace("≥3次", "{计分: 评议}"), {(*MEASURE, "计分")}),
        (CARD.replace("≥3次", "{计分: 分档}"), {MEASURE}),
        (CARD.replace("≥3次", "{分档: {'≥3': 5}}"), {MEASURE}),
        (CARD.replace("≥3次", "{计分: 比例, 每次: 1}"), {MEASURE}),
        (CARD.replace("≥3次", "{计分: 对比, 基数: 均值, 要求: 小于}"), {(*MEASURE, "要求")}),
        (CARD.replace("    类别:", "    计分: 比例\n    类别:"), {("部分", 0, "计分")}),
        (OVERLAY + "部分: []\n", {()}),
        (OVERLAY + "条目调整: {活动: 删掉}\n", {("条目调整", "活动")}),
        (OVERLAY + "条目调整: {活动: {文字: 甲}}\n", {("条目调整", "活动")}),
        (RESULTS.replace("12-31", "2-30"), {("截至",)}),
        (RESULTS.replace("2014-12-31", "2014-06-31"), {("截至",)}),
        (RESULTS.replace("2014-12-31", "2014年12月"), {("截至",)}),
        (RESULTS + "样例: 对\n", {("样例",)}),
        (RESULTS + "完成: [甲, 乙]\n", {("完成",)}),
        (RESULTS + "完成: {甲: {说明: 无}}\n", {("完成", "甲")}),
        (RESULTS + "完成: {甲: {自评: 3, 不适用: 无}}\n", {("完成", "甲")}),
        (RESULTS + "完成: {甲: {自评: 3, 基数: 5}}\n", {("完成", "甲")}),
        (RESULTS + "扣分: [{指标: 甲, 次数: 1.5, 原因: 无}]\n", {("扣分", 0, "次数")}),
        (RESULTS + "评议: [{来源: 甲, 得分: 101}]\n", {("评议", 0, "得分")}),
        (BUDGET.replace("[办好活动]", "办好活动"), {("绩效目标",)}),
        (BUDGET.replace("{数量指标: [", "[").replace("]}}", "]}"), {("绩效指标", "产出指标")}),
        (BUDGET.replace("50%", "一半"), {("资金支出计划", "6月底")}),
    ],
)  # fmt: skip
def test_a_slip_is_refused_by_both_at_its_place(text: str, places: set[Path_]) -> None:
    assert not accepted(text)
    assert refusals(text) == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("级别: {}\n", ()),
        ("等次标准: {本市: 90}\n", ("等次标准", "本市")),
        ("等次标准: {本市: {}}\n", ("等次标准", "本市")),
        ("定性档: 五档\n", ("定性档",)),
        ("定性档: {完成: 120}\n", ("定性档", "完成")),
        ("检查: {TS402: 忽略}\n", ("检查", "TS402")),
        ("监控: {红: 3}\n", ("监控",)),
    ],
)
def test_a_slip_in_the_settings_is_refused_by_both(text: str, place: Path_) -> None:
    assert not accepted(text, FILE)
    assert refusals(text, schemas.SETTINGS) == {place}


# --- any card, any slip ---


@settings(max_examples=times(20), deadline=None)
@given(generated.cases())
def test_any_card_passes(made: generated.Made) -> None:
    card, reports = made.texts()
    for text in (card, *reports):
        assert accepted(text)
        assert refusals(text) == set()


@settings(max_examples=times(40), deadline=None)
@given(generated.cases(reports=1), st.integers(0, 1), st.randoms(use_true_random=False))
def test_any_slip_is_refused_by_both_or_by_neither(
    made: generated.Made, which: int, random: Random
) -> None:
    text = generated.write(_slip(copy.deepcopy([made.card, *made.reports][which]), random))
    assert accepted(text) == (refusals(text) == set()), text


def _slip(document: dict[str, Any], random: Random) -> dict[str, Any]:
    """Leave out a key, write another, or make a list of a value."""
    parent = random.choice([*_mappings(document)])
    key = random.choice(sorted(parent))
    match random.choice(("out", "other", "list", "mapping")):
        case "out":
            del parent[key]
        case "other":
            parent["备忘"] = parent.pop(key)
        case "list":
            parent[key] = [parent[key]] if isinstance(parent[key], str) else "文字甲"
        case _:
            parent[key] = {"甲": "乙"} if isinstance(parent[key], str) else []
    return document


def _mappings(value: Any) -> list[dict[str, Any]]:
    """Return every mapping whose keys are ours; names of measures and steps are free."""
    if isinstance(value, list):
        return [found for part in value for found in _mappings(part)]
    if not isinstance(value, dict):
        return []
    free = {"分档", "分段扣", "加重", "考核点", "完成"}
    below = [found for key, part in value.items() if key not in free for found in _mappings(part)]
    named = [part for key in free & value.keys() for part in value[key].values()]
    return [value, *below, *(found for part in named for found in _mappings(part))]


SCALARS = ("Number", "Points", "Percent", "LevelText", "Mark", "Year", "Count", "Day", "YesNo")


@settings(max_examples=times(50), deadline=None)
@given(
    st.sampled_from(SCALARS),
    st.text(alphabet="0123456789.,%- \t\n\u3000\x1c\x85是否trueTRUE", max_size=12),
)
@example("Number", "1,234.5")
@example("LevelText", "60% - 80%")
@example("Day", "\u30002016-02-29\x85")
@example("YesNo", "是\n")
@example("Percent", "25 %")
def test_a_text_that_the_reader_accepts_passes(name: str, text: str) -> None:
    reader: TypeAdapter[Any] = TypeAdapter(getattr(scalars, name))
    try:
        reader.validate_python(text)
    except ValidationError:
        return
    assert Draft7Validator(reader.json_schema()).is_valid(text)
