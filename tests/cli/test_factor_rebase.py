"""`tuanscore rebase`: what overlays say that their template says too, denies, or does not know."""

import json
from pathlib import Path

import pytest

from conftest import Make, Run
from documents import overlay, section, template
from gitrepo import GitRepo

T = "templates/共同.yaml"
A, B = "scorecards/2014/甲.yaml", "scorecards/2014/乙.yaml"
TEMPLATE = template(
    section(
        "职能指标",
        85,
        "编号: 比武\n内容: 第{届}届比武{比武}次。\n分值: 20\n考核点:\n  比武: ≥3次",
        "编号: 培训\n"
        "内容: 在{区划}里培训{培训}名。\n"
        "考核点:\n"
        "  培训: {目标: 40名, 计分: 达标}\n"
        "  证书: 定性",
        "编号: 走访\n内容: 走访{走访}户。\n考核点:\n  走访: 20户",
    ),
    section("绩效评价", 15, 计分="评议"),
    name="共同",
    变量="{区划: 县, 届: 十八}",
)
HEAD = overlay(on="共同")


def card(text: str) -> dict[str, str]:
    return {T: TEMPLATE, A: HEAD + text}


def test_nothing_to_do(make: Make, run: Run) -> None:
    ran = run("-C", make(card("指标值: {比武: ≥4次}\n")), "rebase", "共同")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "√ 模板“共同”的 1 份评分表，没有要改的\n"


REDUNDANT = {
    "target": ("指标值:\n  比武: ≥3次\n", "7:3", "指标值 里“比武”和模板一样", f"{T}:16:15 模板"),
    "part of a long target": (
        "指标值:\n  培训: 40名\n",
        "7:3",
        "指标值 里“培训”和模板一样",
        f"{T}:20:15 模板",
    ),
    "long form of a short target": (
        "指标值:\n  走访: {目标: 20户}\n",
        "7:3",
        "指标值 里“走访”和模板一样",
        f"{T}:25:15 模板",
    ),
    "variable": ("变量: {区划: 县}\n", "6:6", "变量 里“区划”和模板一样", f"{T}:5:6 模板"),
    "title": (
        "标题: '{单位}{年度}年度目标绩效指标'\n",
        "6:1",
        "标题 和模板一样",
        f"{T}:1:1 模板",
    ),
    "text": (
        "条目调整:\n  走访: {内容: '走访{走访}户。'}\n",
        "7:3",
        "条目调整 里“走访”和模板一样",
        f"{T}:22:13 模板",
    ),
    "one of two changes": (
        "条目调整:\n  比武: {分值: 20, 内容: '比武{比武}次。'}\n",
        "7:8",
        "条目调整 里“比武”的分值和模板一样",
        f"{T}:14:13 模板",
    ),
    "measures": (
        "条目调整:\n  走访:\n    考核点: {走访: 20户}\n",
        "7:3",
        "条目调整 里“走访”和模板一样",
        f"{T}:22:13 模板",
    ),
    "the overlay's own words": (
        "指标值: {走访: 30户}\n条目调整:\n  走访:\n    考核点: {走访: 30户}\n",
        "6:7",
        "指标值 里“走访”和 条目调整 里一样",
        f"{A}:9:11 另一处",
    ),
}


@pytest.mark.parametrize(("text", "place", "said", "twin"), REDUNDANT.values(), ids=REDUNDANT)
def test_redundant_entry_is_told_and_taken_away(
    text: str, place: str, said: str, twin: str, make: Make, run: Run
) -> None:
    root = make(card(text))
    ran = run("-C", root, "rebase")
    assert ran.code == 1
    hint = "    → 删掉这一处，或用 --write 一起删"
    line, column = place.split(":")
    at = f"{A}:{line}:{column}"
    assert ran.out == (f"{A}\n{at} 多余 {said}\n    {twin}\n{hint}\n\n! 1 份评分表，多余 1 处\n")
    shown = run("-C", root, "show", "甲", "--format", "json").out
    written = run("-C", root, "rebase", "--write")
    assert written.code == 0
    assert written.out == f"√ {A} 多余的删掉了，展开和原来一模一样\n√ 1 份评分表，没有要改的\n"
    after = run("-C", root, "show", "甲", "--format", "json").out
    assert [m["target"] for m in measures(after)] == [m["target"] for m in measures(shown)]
    assert run("-C", root, "rebase").code == 0


def measures(shown: str) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = json.loads(shown)["lines"]
    return lines


def test_comments_and_all_else_stay(make: Make, run: Run) -> None:
    text = """\
变量:
  区划: 县
指标值:
  # 今年多一次
  比武: ≥4次   # 见会议纪要
  走访: 20户
# 照旧
条目调整:
  走访: {内容: '走访{走访}户。'}
备注: 无
"""
    root = make(card(text))
    ran = run("-C", root, "rebase", "共同", "--write")
    assert ran.code == 0
    assert "    注释一起删了：# 照旧（原来的第 12 行）\n" in ran.out
    kept = """\
指标值:
  # 今年多一次
  比武: ≥4次   # 见会议纪要
备注: 无
"""
    assert (root / A).read_text(encoding="utf-8") == HEAD + kept


ODD = {
    "dropped item": (
        "指标值: {走访: 9户}\n条目调整: {走访: 删除}\n",
        f"{A}:6:7 矛盾 TS302 这份评分表里没有考核点“走访”",
        f"    {A}:7:8 条目调整\n    → 条目调整 里“走访”删除了：两处留一处",
    ),
    "replaced measures": (
        "指标值: {证书: 9本}\n条目调整: {培训: {考核点: {培训: 9名}}}\n",
        f"{A}:6:7 矛盾 TS302 这份评分表里没有考核点“证书”",
        f"    {A}:7:8 条目调整\n    → 条目调整 里“培训”的考核点换掉了，没有它：两处留一处",
    ),
    "two targets": (
        "指标值: {走访: 9户}\n条目调整: {走访: {考核点: {走访: 8户}}}\n",
        f"{A}:6:11 矛盾 TS609 “走访”在 条目调整 的“走访”里也写了目标，现在以这里为准",
        f"    {A}:7:23 另一处\n    → 删掉一处",
    ),
    "no measure": (
        "指标值: {走仿: 9户}\n",
        f"{A}:6:7 落空 TS302 这份评分表里没有考核点“走仿”",
        "    → 是不是“走访”？；不要了就删掉这一处",
    ),
    "no item": (
        "条目调整: {走仿: 删除}\n",
        f"{A}:6:8 落空 TS303 模板里没有条目“走仿”",
        "    → 是不是“走访”？；不要了就删掉这一处",
    ),
    "no word": (
        "条目调整: {走访: {内容: '{户}'}}\n",
        f"{A}:6:18 落空 TS208 “{{户}}”既不是有数字的考核点，也不是变量",
        "",
    ),
    "no variable": (
        "变量: {区化: 区}\n",
        f"{A}:6:6 落空 TS607 变量“区化”没有用到",
        "    → 在文字里写 {区化}，或删掉它；看看名称有没有写错",
    ),
}


@pytest.mark.parametrize(("text", "said", "more"), ODD.values(), ids=ODD)
def test_entry_that_fits_nothing_is_told_and_left(
    text: str, said: str, more: str, make: Make, run: Run
) -> None:
    root = make(card(text))
    for options in ([], ["--write"]):
        ran = run("-C", root, "rebase", *options)
        assert ran.code == 1
        assert f"{said}\n{more}" in ran.out
        assert (root / A).read_text(encoding="utf-8") == HEAD + text


def test_another_year_and_no_template(make: Make, run: Run) -> None:
    last = HEAD.replace("模板: 共同", "模板: 共")
    files = {T: TEMPLATE.replace("年度: 2014", "年度: 2013"), A: HEAD, B: last}
    told = json.loads(run("-C", make(files), "rebase", "--format", "json").out)
    assert told["schema"] == "tuanscore.rebasing/1"
    assert told["counts"] == {"redundant": 0, "contradictory": 1, "lost": 1}
    assert [(e["standing"], e["code"], e["place"]["file"]) for e in told["entries"]] == [
        ("lost", "TS301", B),
        ("contradictory", "TS608", A),
    ]


def test_what_is_redundant_has_no_code(make: Make, run: Run) -> None:
    root = make(card("指标值: {比武: ≥3次}\n"))
    told = json.loads(run("-C", root, "rebase", "--format", "json").out)
    (entry,) = told["entries"]
    assert (entry["standing"], entry["code"]) == ("redundant", None)
    assert entry["place"] == {"file": A, "line": 6, "column": 7}
    written = json.loads(run("-C", root, "rebase", "--write", "--format", "json").out)
    assert (written["entries"], written["written"]) == ([], [A])


def test_check_that_is_switched_off_says_nothing(make: Make, run: Run) -> None:
    files = card("变量: {区化: 区}\n") | {"tuanscore.yaml": "检查: {TS607: 关}\n"}
    assert run("-C", make(files), "rebase").code == 0


def test_file_with_errors_is_named(make: Make, run: Run) -> None:
    root = make({T: TEMPLATE, A: HEAD + "指标: {}\n", "scorecards/2014/完成情况/甲.yaml": "a: b\n"})
    ran = run("-C", root, "rebase", "共同")
    assert ran.code == 1
    assert ran.out == (
        f"× {A} 有错误，没有看；先改好再运行\n! 模板“共同”的 0 份评分表，1 份没有看\n"
    )


def test_template_with_errors(make: Make, run: Run) -> None:
    broken = TEMPLATE.replace("总分", "总份")
    ran = run("-C", make({T: broken, A: HEAD}), "rebase", "共同")
    assert ran.code == 1
    assert f"{A}:5:5 落空 TS304 模板“共同”有错误，这份表展不开" in ran.out


def test_card_that_its_template_no_longer_allows_is_left_alone(make: Make, run: Run) -> None:
    files = card("指标值: {证书: {目标: 9本, 计分: 比例}, 比武: ≥3次}\n")
    files[T] = TEMPLATE.replace("证书: 定性", "证书: {计分: 扣分, 每次: 1}")
    root = make({**files, B: HEAD.replace("甲", "乙") + "指标值: {比武: ≥3次}\n"})
    ran = run("-C", root, "rebase", "--write")
    assert ran.code == 1
    assert f"{T}:21:28 矛盾 TS203 不认识的键“每次”\n    {A}:5:5 展开这份评分表时\n" in ran.out
    assert f"√ {B} 多余的删掉了，展开和原来一模一样\n" in ran.out
    assert ran.out.endswith("! 2 份评分表，多余 1 处，矛盾 1 处\n")
    assert (root / A).read_text(encoding="utf-8") == files[A]
    assert (root / B).read_text(encoding="utf-8") == HEAD.replace("甲", "乙")


def test_template_that_is_not_there(make: Make, run: Run) -> None:
    ran = run("-C", make(card("")), "rebase", "共同年")
    assert ran.code == 2
    assert "没有模板“共同年”\n  是不是“共同”？" in ran.err


def test_nothing_is_written_where_one_file_may_not_be(
    make: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "指标值: {比武: ≥3次}\n"
    root = make({**card(text), B: HEAD.replace("甲", "乙") + text})
    monkeypatch.setattr("os.access", lambda path, _: Path(path).name != "甲.yaml")
    ran = run("-C", root, "rebase", "--write")
    assert ran.code == 2
    assert "甲.yaml 是只读的，没有改动" in ran.err
    assert (root / B).read_text(encoding="utf-8").endswith(text)


@pytest.mark.parametrize("commits", [1, 2])
def test_new_name_is_known_from_git(commits: int, tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path)
    own = "指标值: {比武: ≥4次, 证书: 9本}\n条目调整: {走访: 删除}\n"
    repo.write({T: TEMPLATE, A: HEAD + own})
    repo.commit("初版")
    repo.replace(T, "比武{比武}次", "比武{技能比武}次")
    repo.replace(T, "              比武: ≥3次", "              技能比武: ≥3次")
    repo.replace(T, "编号: 走访", "编号: 走访调研")
    repo.replace(T, "编号: 培训", "编号: 教育培训")
    repo.replace(T, "              证书: 定性", "              发证: 定性")
    if commits > 1:
        repo.commit("改名")
    ran = run("-C", tmp_path, "rebase")
    assert ran.code == 1
    assert "“比武”\n    → 模板里它改叫“技能比武”了；" in ran.out
    assert "“证书”\n    → 模板里它改叫“发证”了；" in ran.out
    assert "“走访”\n    → 模板里它改叫“走访调研”了；" in ran.out


def test_name_that_is_gone_has_no_new_one(tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path)
    repo.write({T: TEMPLATE, A: HEAD + "指标值: {证书: 9本}\n条目调整: {走访: 删除}\n"})
    repo.commit("初版")
    repo.replace(T, "              证书: 定性\n", "")
    repo.replace(
        T, TEMPLATE[TEMPLATE.index("          - 编号: 走访") : TEMPLATE.index("  - 名称: 绩")], ""
    )
    ran = run("-C", tmp_path, "rebase")
    assert ran.code == 1
    assert "改叫" not in ran.out
    assert ran.out.endswith("! 1 份评分表，落空 2 处\n")


AROUND = {
    "what is about it goes, and is told": (
        "指标值:\n  # 上面的\n  比武: ≥3次   # 行末\n  走访: 30户   # 留着\n  # 末尾\n",
        "指标值:\n  走访: 30户   # 留着\n  # 末尾\n",
        [(7, "# 上面的"), (8, "# 行末")],
    ),
    "what a blank line keeps apart stays": (
        "指标值:\n  # 说全部\n\n  比武: ≥3次\n  走访: 30户\n",
        "指标值:\n  # 说全部\n\n  走访: 30户\n",
        [],
    ),
    "about the next one": (
        "指标值:\n  比武: ≥3次\n  # 说走访\n  走访: 30户\n",
        "指标值:\n  # 说走访\n  走访: 30户\n",
        [],
    ),
    "inside of a mapping that goes": (
        "指标值:   # 头\n  比武: ≥3次\n  # 里面\n# 说备注\n备注: 无\n",
        "# 说备注\n备注: 无\n",
        [(6, "# 头"), (8, "# 里面")],
    ),
    "braces": (
        "指标值: {比武: ≥3次, 走访: 30户, 培训: 40名}   # 行末\n",
        "指标值: {走访: 30户}   # 行末\n",
        [],
    ),
    "braces over lines": (
        "指标值: {\n  # 说比武\n  比武: ≥3次,   # 行末\n  走访: 30户,   # 留着\n}\n",
        "指标值: {\n  走访: 30户,   # 留着\n}\n",
        [(7, "# 说比武"), (8, "# 行末")],
    ),
    "a block of text": (
        "条目调整:\n  走访:\n    内容: |-\n      走访{走访}户。\n\n# 说备注\n备注: 无\n",
        "\n# 说备注\n备注: 无\n",
        [],
    ),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "kept", "gone"), AROUND.values(), ids=AROUND)
def test_comments_about_what_stays_stay_and_others_are_told(
    text: str, kept: str, gone: list[tuple[int, str]], end: str, make: Make, run: Run
) -> None:
    root = make(card(""))
    (root / A).write_bytes((HEAD + text).replace("\n", end).encode())
    told = json.loads(run("-C", root, "rebase", "--write", "--format", "json").out)
    assert (root / A).read_bytes() == (HEAD + kept).replace("\n", end).encode()
    assert told["comments_removed"] == [{"file": A, "line": n, "text": t} for n, t in gone]


def test_entry_between_two_comments_is_left_to_people(make: Make, run: Run) -> None:
    text = "指标值: {走访: 30户, # 一\n  比武: ≥3次, 培训: 41名, # 二\n  证书: 9本}\n"
    odd = text.replace("走访: 30户", "走访: 20户").replace("比武: ≥3次", "比武: ≥4次")
    root = make(card(odd))
    ran = run("-C", root, "rebase", "--write")
    assert ran.code == 1
    assert "→ 和别的写在一起，程序不删；不要了就自己删掉\n" in ran.out
    assert (root / A).read_text(encoding="utf-8") == HEAD + odd


def test_line_ends_of_another_age_are_left_to_people(make: Make, run: Run) -> None:
    text = HEAD + "# 甲\r# 乙\n指标值: {走访: 20户}\n"
    root = make(card(""))
    (root / A).write_bytes(text.encode())
    assert run("-C", root, "rebase", "--write").code == 1
    assert (root / A).read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("target", "code", "kept"),
    [("3次以上", 0, ""), ("≥3.0次", 1, "指标值: {比武: ≥3.0次}\n")],
    ids=["prints the same", "prints another number"],
)
def test_same_target_in_other_words(
    target: str, code: int, kept: str, make: Make, run: Run
) -> None:
    root = make(card(f"指标值: {{比武: {target}}}\n"))
    looked = run("-C", root, "rebase")
    assert looked.code == 1
    assert f"和模板一样：“{target}”和“≥3次”是一个意思，只是写法不同\n" in looked.out
    ran = run("-C", root, "rebase", "--write")
    assert ran.code == code
    assert ("展开意思不变，目标的写法照模板" in ran.out) == (code == 0)
    assert ("删了印出来的数字会变，程序不删" in ran.out) == (code == 1)
    assert (root / A).read_text(encoding="utf-8") == HEAD + kept


def test_only_templates_are_offered(shipped: Path, run: Run) -> None:
    ran = run("-C", shipped, "rebase", "没有")
    assert "可用的有：" in ran.err
    assert "县区团委-2014" in ran.err
    assert "财政项目自评" not in ran.err
