"""tuanscore new 豁免: a decision about one finding, which holds once it is approved."""

import shlex
from datetime import date
from pathlib import Path

import pytest

from conftest import Make, Run, found
from sifted import CARD, CARD_TEXT, REPORT, REPORT_TEXT, UNEVEN

TODAY = date.today()
LINE = ("new", "豁免", "ts701", "--org", "广元经济技术开发区团委", "--line", "辅导员培训")
MADE = "scorecards/2014/豁免/TS701-经开区-辅导员培训.yaml"
FILLED = {
    "待填（TS701-经开区-辅导员培训的批准文号）": "团办〔2014〕12号",
    "待填（谁批准的）": "书记办公会",
    "待填（为什么豁免）": "只有两名干部",
}


def test_says_what_is_known_and_leaves_the_approval_open(shipped: Path, run: Run) -> None:
    made = run(*LINE, cwd=shipped)
    assert (made.code, made.err) == (0, "")
    assert made.out == (
        f"新建 {MADE}\n"
        "  还有“待填”的不起作用：批准以后再填；到期先写到年底，按批准的改\n"
        "  填好以后校验全部（tuanscore validate）：用上的显示“已豁免”，没有用上的会提醒\n"
        f"下一步：填好它，再校验\n  tuanscore validate {MADE}\n"
    )
    assert (shipped / MADE).read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/tuanscore.schema.json\n"
        "# TS701：一个单位的目标和别的单位差得太远。\n"
        "# 批准以后才起作用：写好“待填”的三处，核对 到期。\n"
        "类型: 豁免\n"
        "批准文号: 待填（TS701-经开区-辅导员培训的批准文号）\n"
        "年度: 2014\n"
        "批准人: 待填（谁批准的）\n"
        f"# 批准日期: {TODAY}       # 批准的那一天；去掉行首的“# ”就生效\n"
        "原因: 待填（为什么豁免）\n"
        f"到期: {TODAY.year}-12-31       # 先写到年底，按批准的改\n"
        "事项:\n"
        "  - {单位: 经开区, 检查: TS701, 指标: 辅导员培训}\n"
    )
    left = [(f.code, f.place.line) for f in found(shipped) if f.place.file == MADE]
    assert left == [("TS690", 5), ("TS690", 7), ("TS690", 9)]


def test_answers_for_that_finding_only_once_it_is_filled_in(shipped: Path, run: Run) -> None:
    run(*LINE, cwd=shipped)
    options = ("validate", "--select", "TS701", "--format", "concise")
    before = run(*options, cwd=shipped).out
    assert "豁免 TS701" not in before
    path = shipped / MADE
    text = path.read_text(encoding="utf-8")
    for left, said in FILLED.items():
        text = text.replace(left, said)
    path.write_text(text, encoding="utf-8")
    after = run(*options, cwd=shipped).out
    changed = set(after.splitlines()) - set(before.splitlines())
    assert len(changed) == 1
    assert "辅导员培训" in changed.pop()
    assert "1 处已豁免" in run("validate", "--select", "TS701", cwd=shipped).out
    assert run("validate", MADE, cwd=shipped).out.startswith("√")


def test_a_second_one_about_the_same_is_refused_wherever_it_is(shipped: Path, run: Run) -> None:
    run(*LINE, cwd=shipped)
    (shipped / MADE).rename(shipped / "scorecards/12号.yaml")
    refused = run(*LINE, cwd=shipped)
    assert refused.code == 2
    assert "TS701、经开区、辅导员培训 的豁免已经有了，没有改动\n" in refused.err
    assert "在 scorecards/12号.yaml 里改\n" in refused.err
    assert run(*LINE[:-1], "见习上岗青年", cwd=shipped).code == 0
    assert "TS206" not in {f.code for f in found(shipped)}


@pytest.mark.parametrize(
    ("folder", "typed"),
    [
        (".", REPORT),
        ("scorecards/2014", "完成情况/甲.yaml"),
        ("scorecards/2014", REPORT),  # as findings name it
    ],
)
def test_one_file(make: Make, run: Run, folder: str, typed: str) -> None:
    root = make({CARD: CARD_TEXT, REPORT: REPORT_TEXT})
    assert run("new", "豁免", "TS311", "--file", typed, cwd=root / folder).code == 0
    made = root / "scorecards/2014/豁免/TS311-完成情况-甲.yaml"
    assert f"- {{检查: TS311, 文件: {REPORT}}}\n" in made.read_text(encoding="utf-8")


def test_one_file_through_a_link_to_the_repository(make: Make, run: Run) -> None:
    root = make({CARD: CARD_TEXT, REPORT: REPORT_TEXT})
    link = root.parent / f"{root.name}-链接"
    link.symlink_to(root)
    assert run("-C", link, "new", "豁免", "TS311", "--file", REPORT).code == 0
    assert (root / "scorecards/2014/豁免/TS311-完成情况-甲.yaml").exists()


def test_one_file_that_cannot_be_read_has_the_year_of_its_folder(make: Make, run: Run) -> None:
    root = make({CARD: CARD_TEXT.replace("总分: 100", "总分: 一百")})
    assert run("new", "豁免", "TS205", "--file", CARD, cwd=root).code == 2  # cannot be waived
    assert run("new", "豁免", "TS401", "--file", CARD, cwd=root).code == 0
    assert (root / "scorecards/2014/豁免/TS401-甲.yaml").exists()


def test_names_that_no_file_may_have(make: Make, run: Run) -> None:
    root = make({CARD: UNEVEN})
    assert (
        run("new", "豁免", "TS401", "--org", "甲", "--line", "职能/ 指标: 一", cwd=root).code == 0
    )
    text = (root / "scorecards/2014/豁免/TS401-甲-职能-指标-一.yaml").read_text(encoding="utf-8")
    assert "指标: '职能/ 指标: 一'" in text


def test_cards_ahead_of_their_year_are_answered_for_in_it(make: Make, run: Run) -> None:
    later = TODAY.year + 1
    card = CARD_TEXT.replace("2014", str(later))
    root = make({CARD: CARD_TEXT, f"scorecards/{later}/甲.yaml": card})
    assert run("new", "豁免", "TS402", "--org", "甲县", "--line", " ", cwd=root).code == 0
    text = (root / f"scorecards/{later}/豁免/TS402-甲.yaml").read_text(encoding="utf-8")
    assert f"年度: {later}\n" in text
    assert f"到期: {later}-12-31 " in text
    assert run("new", "豁免", "TS402", "--org", "甲", "--year", "2014", cwd=root).code == 0
    assert (root / "scorecards/2014/豁免/TS402-甲.yaml").is_file()


@pytest.mark.parametrize(
    ("typed", "said", "hint"),
    [
        ("TS205 --org 苍溪", "TS205 是读不出、展不开文件的错误，不能豁免", "把文件改好"),
        ("TS7O1 --org 苍溪", "没有“TS7O1”这个检查编号", "是不是“TS701”？"),
        ("TS701 --org 苍西", "没有找到单位“苍西”", "是不是“苍溪”？"),
        ("TS701 --org 没有的", "没有找到单位“没有的”", "用 --file"),
        ("TS701 --org 苍溪 --year 2015", "苍溪 没有 2015 年的文件", "有的年度：2014"),
        ("TS701 --org 苍溪 --file 苍溪.yaml", "--org、--file 二选一", "去掉其中一个"),
        ("TS701 --file 2014/苍溪.yaml", "没有 2014/苍溪.yaml", "scorecards/2014/苍溪.yaml？"),
        ("TS701 --file 乱", "没有 乱 这份文件", "写 scorecards/、templates/ 下面的一份文件"),
        ("TS701 --org 苍溪 --unit 苍溪", "豁免用不上 --unit", "--year、--org、--file、--line"),
    ],
)  # fmt: skip
def test_what_cannot_be_waived(shipped: Path, run: Run, typed: str, said: str, hint: str) -> None:
    refused = run("new", "豁免", *typed.split(), cwd=shipped)
    assert refused.code == 2
    assert said in refused.err
    assert hint in refused.err
    assert not list(shipped.glob("**/豁免"))


@pytest.mark.parametrize(
    ("typed", "missing", "example"),
    [
        ("", "检查编号、单位（--org）或文件（--file）", "豁免 TS701 --org 利州"),
        ("TS702", "单位（--org）或文件（--file）", "豁免 TS702 --org 利州"),
        ("--org 苍溪", "检查编号", "豁免 TS701 --org 苍溪"),
    ],
)
def test_what_is_missing(shipped: Path, run: Run, typed: str, missing: str, example: str) -> None:
    refused = run("new", "豁免", *typed.split(), cwd=shipped)
    assert refused.code == 2
    assert f"还缺：{missing}\n  例如 tuanscore new {example}\n" in refused.err
    assert run("new", *shlex.split(example), cwd=shipped).code == 0
