"""What was recognised becomes files: where `new` puts them, in the names of what is known."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, Run
from truths import DATA, intake, table
from tuanscore.commands.intake.drafting.writing import Request, State, Written, write
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Severity
from tuanscore.model.card import Item, fill
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.shelf import Repository
from tuanscore.source.read import read

CARDS = ("苍溪", "旺苍", "剑阁", "青川", "利州", "昭化", "朝天")
ALL = sorted(file.name[:2] for file in DATA.glob("*.json"))
REFUSED = ("36", "37", "38")


def _write(root: Path, *names: str, **asked: Any) -> Written:
    return write([intake(name) for name in names], Request(Repository(root), **asked))


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A repository with the files that we ship."""
    for folder in ("scorecards", "templates"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository with the eight cards of one Word file."""
    root = tmp_path_factory.mktemp("eight")
    assert _write(root, "01").done
    return root


@pytest.fixture(scope="module")
def overlays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository with the eight cards on the template that comes with the program."""
    root = tmp_path_factory.mktemp("overlays")
    assert _write(root, "01", template="县区团委-2014").done
    return root


def _said(card: Scorecard) -> list[Any]:
    """Return what a card says, its own names aside."""
    words = card.words()
    return [
        [section.name, section.points, section.method, section.text, section.reference]
        + [
            [category.name, category.points]
            + [
                [fill(item.text, words), item.group, item.points, *_all_asked(item)]
                for item in category.items
            ]
            for category in section.categories
        ]
        for section in card.sections
    ]


def _all_asked(item: Item) -> list[str]:
    return sorted(_asked(measure) for measure in item.measures.values())


def _asked(measure: Any) -> str:
    rest = measure.model_dump(exclude={"target", "method"}, exclude_defaults=True)
    target = measure.target.canonical if measure.target is not None else None
    return f"{target} {measure.method} {rest}"


def _card(repository: Repository, name: str) -> Scorecard:
    entry = repository.find_card(name, 2014)
    assert entry is not None
    card, findings = repository.card(entry)
    assert card is not None
    assert not findings
    return card.model


def test_cards_say_what_those_say_that_were_typed_in(eight: Path) -> None:
    ours, theirs = Repository(eight), Repository(CHECKOUT)
    for name in CARDS:
        assert _said(_card(ours, name)) == _said(_card(theirs, name))


def test_a_template_makes_the_overlays_that_were_typed_in(overlays: Path) -> None:
    for name in CARDS:
        made = read((overlays / f"scorecards/2014/{name}.yaml").read_bytes(), "")[0]
        typed = read((CHECKOUT / f"scorecards/2014/{name}.yaml").read_bytes(), "")[0]
        assert made is not None
        assert typed is not None
        assert dict(made.root) == {k: v for k, v in typed.root.items() if k != "别名"}


def test_a_line_in_other_words_keeps_the_names_whose_matter_is_left(overlays: Path) -> None:
    made = overlays / "scorecards/2014/广元经济技术开发区团委.yaml"
    typed = CHECKOUT / "scorecards/2014/经开区.yaml"
    documents = [read(path.read_bytes(), "")[0] for path in (made, typed)]
    for key in ("指标值", "条目调整"):
        assert documents[0] is not None
        assert documents[1] is not None
        assert documents[0].root[key] == documents[1].root[key]


def test_what_is_there_and_says_the_same_is_left_byte_for_byte(shipped: Path) -> None:
    before = {path: path.read_bytes() for path in shipped.rglob("*.yaml")}
    for name in ("01", "06", "04"):
        written = _write(shipped, name, year=2021)
        states = {file.path: file.state for file in written.files}
        states.pop("scorecards/2021/山海关/部门整体绩效目标.yaml", None)  # its truth has no prose
        assert set(states.values()) == {State.SAME}
    assert {path: path.read_bytes() for path in shipped.rglob("*.yaml")} == before


def test_into_shows_the_difference_and_changes_its_lines_only(shipped: Path) -> None:
    path = shipped / "scorecards/2014/苍溪.yaml"
    text = path.read_text(encoding="utf-8")
    older = text.replace("西部计划志愿者: 19名", "西部计划志愿者: 18名       # 去年的")
    path.write_text(older, encoding="utf-8")
    seen = _write(shipped, "07", into="scorecards/2014/苍溪.yaml", dry_run=True)
    (file,) = seen.files
    assert file.state is State.CHANGED
    assert file.comparison is not None
    (change,) = file.comparison.changes
    assert (change.measure, change.old, change.new) == ("西部计划志愿者", "18名", "19名")
    assert path.read_text(encoding="utf-8") == older
    _write(shipped, "07", into="scorecards/2014/苍溪.yaml")
    assert path.read_text(encoding="utf-8") == older.replace("18名 ", "19名 ")


def test_what_is_there_is_not_overwritten_unless_asked(shipped: Path) -> None:
    path = shipped / "scorecards/2014/苍溪.yaml"
    older = path.read_text(encoding="utf-8").replace("19名", "18名")
    path.write_text(older, encoding="utf-8")
    written = _write(shipped, "07")
    assert not written.done
    states = {file.path: file.state for file in written.files}
    assert states["scorecards/2014/苍溪.yaml"] is State.TAKEN
    assert path.read_text(encoding="utf-8") == older


def test_into_a_file_that_nothing_is_about_is_refused(shipped: Path) -> None:
    with pytest.raises(TuanscoreError, match="没有一张表是写进"):
        _write(shipped, "30", into="scorecards/2014/苍溪.yaml")


def test_nothing_is_written_where_a_year_is_missing(tmp_path: Path) -> None:
    with pytest.raises(TuanscoreError, match="没有印年度：用 --year 写明"):
        _write(tmp_path, "33", "20", org="城关")
    assert not list(tmp_path.iterdir())
    seen = _write(tmp_path, "33", "20", org="城关", dry_run=True)
    assert {file.state for file in seen.files} == {State.NEW, State.STUCK}
    assert not list(tmp_path.iterdir())


def test_no_such_template(tmp_path: Path) -> None:
    with pytest.raises(TuanscoreError, match="没有可用的模板“县团委”"):
        _write(tmp_path, "06", template="县团委")


@pytest.mark.parametrize("name", [name for name in ALL if name not in REFUSED])
def test_our_own_reader_takes_what_was_written(name: str, tmp_path: Path) -> None:
    org = "城关" if name in ("12", "20", "21") else None
    assert _write(tmp_path, name, year=2021, org=org, notes=True).done
    repository = Repository(tmp_path)
    for file in repository.files():
        entry, findings = repository.read(file)
        assert entry is not None
        assert not [f for f in findings if f.severity is Severity.ERROR]
        whole, findings = repository.whole(entry)
        assert whole is not None


def test_notes_say_where_each_value_was_read(tmp_path: Path) -> None:
    _write(tmp_path, "35", notes=True)
    text = (tmp_path / "scorecards/2024/辛镇.yaml").read_text(encoding="utf-8")
    assert "内容: 按期办结青年来信来访。  # 共青团辛镇委员会2024年度目标绩效指标 第2行" in text


def test_a_filled_in_form_is_a_table_and_its_assessment(tmp_path: Path, run: Run) -> None:
    _write(tmp_path, "32")
    folder = tmp_path / "scorecards/2023/己县文化馆"
    assert {path.name for path in folder.iterdir()} == {
        "群众文化辅导经费.yaml",
        "群众文化辅导经费.自评.yaml",
    }
    assessment = read((folder / "群众文化辅导经费.自评.yaml").read_bytes(), "")[0]
    assert assessment is not None
    assert assessment.root["执行"] == {
        "年初预算数": "22",
        "全年预算数": "22",
        "全年执行数": "20.46",
        "执行率": "93%",
        "得分": "9.3",
    }
    assert assessment.root["完成"]["公益课开班数"] == {
        "自评": "11班",
        "得分": "9.17",
        "偏差原因": "场馆维修停课一月",
    }
    assert run("-C", tmp_path, "score", "2023", "--org", "己县文化馆").code == 0


def test_what_no_key_takes_is_kept_and_told(tmp_path: Path) -> None:
    row = {"部分": "重点工作", "内容": "开展活动3次。", "分值": "十分", "时限": "9月"}
    said = {"kind": "目标绩效指标", "单位": "共青团甲县委", "年度": 2024, "rows": [row]}
    written = write([_paper(said)], Request(Repository(tmp_path)))
    (file,) = written.files
    assert {left.text for left in file.kept} == {"时限：9月", "分值：十分"}
    assert "备注: 时限：9月；分值：十分" in file.text


def _paper(said: dict[str, Any]) -> Any:
    from tuanscore.commands.intake.meaning.recognised import Intake

    return Intake("一份.docx", (table(said),), ())


# ---- kinds that the corpus has no truth of -------------------------------------------------------

_HEAD = {"单位": "共青团甲县委", "年度": 2024, "项目名称": "青年夜校", "计量单位": "万元"}


def _made(root: Path, said: dict[str, Any], **asked: Any) -> dict[str, Any]:
    """Write one table, and return the documents of its files by their 类型."""
    written = write([_paper(said)], Request(Repository(root), **asked))
    assert written.done
    documents = (read((root / file.path).read_bytes(), file.path)[0] for file in written.files)
    repository = Repository(root)
    for file in written.files:
        entry, findings = repository.read(file.path)
        assert entry is not None
        assert not [f for f in findings if f.severity is Severity.ERROR]
    return {document.root["类型"]: document.root for document in documents if document is not None}


def test_a_monitoring_table(tmp_path: Path) -> None:
    row = {
        "一级指标": "产出指标",
        "二级指标": "数量指标",
        "三级指标": "开课期数",
        "指标值": "≥10期",
        "执行情况": "4期",
        "预计完成": "9期",
        "偏差原因": "人员保障",
        "完成可能性": "有可能",
    }
    head = {**_HEAD, "期间": "1-7月", "年初预算数": "10", "全年执行数": "4", "执行率": "40%"}
    made = _made(tmp_path, {"kind": "绩效运行监控表", **head, "rows": [row]})["绩效运行监控表"]
    assert made["期间"] == "1-7月"
    assert made["执行"] == {"年初预算数": "10", "执行数": "4", "执行率": "40%"}
    (line,) = made["绩效指标"]["产出指标"]["数量指标"]
    assert line == {
        "名称": "开课期数",
        "指标值": "≥10期",
        "执行情况": "4期",
        "全年预计完成情况": "9期",
        "偏差原因": ["人员保障"],
        "完成可能性": "有可能",
    }


def test_a_monitoring_table_takes_its_period_from_the_title(tmp_path: Path) -> None:
    row = {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "期数", "完成可能性": "大概"}
    said = {"kind": "绩效运行监控表", "title": "2024年1-9月绩效运行监控表", **_HEAD, "rows": [row]}
    made = _made(tmp_path, said)["绩效运行监控表"]
    assert made["期间"] == "1-9月"
    assert made["绩效指标"]["产出指标"]["数量指标"][0]["备注"] == "完成可能性：大概"


def test_the_goals_of_a_department(tmp_path: Path) -> None:
    said = {
        "kind": "部门整体绩效目标",
        "单位": "共青团甲县委",
        "年度": 2024,
        "总体绩效目标": ["团县委年度目标", "一是抓组织。", "二是抓阵地。"],
        "分项绩效目标": [
            *("主要职责是领导全县共青团工作。", "职责目标是组织健全。", "绩效目标是活动办好。"),
            *(
                "绩效指标是活动完成率。",
                "绩效标准：达到90%以上的为优；达到85%-90%的为良；达到60%-85%的为中。",
            ),
        ],
        "工作保障措施": ["加强领导。"],
    }
    made = _made(tmp_path, said)["部门整体绩效目标"]
    assert made["年度发展规划目标"] == {
        "标题": "团县委年度目标",
        "内容": ["一是抓组织。", "二是抓阵地。"],
    }
    (duty,) = made["职责分类绩效目标"]["职责"]
    assert duty["职责描述"] == "主要职责是领导全县共青团工作。"
    assert duty["绩效标准"]["等次标准"] == "团区委绩效标准"
    assert made["工作保障措施"] == {"标题": "工作保障措施", "内容": ["加强领导。"]}


def test_the_assessment_of_a_department_keeps_what_is_no_number(tmp_path: Path) -> None:
    row = {
        "一级指标": "产出指标",
        "二级指标": "数量指标",
        "三级指标": "轮训人次",
        "指标值": "≥300人次",
        "完成值": "286人次",
        "分值": "90",
        "得分": "良好",
    }
    head = {"单位": "共青团甲县委", "年度": 2024, "执行得分": "满分", "全年执行数": "约10"}
    made = _made(tmp_path, {"kind": "部门整体支出绩效自评表", **head, "rows": [row]})
    document = made["部门整体支出绩效自评表"]
    (line,) = document["绩效指标"]["产出指标"]["数量指标"]
    assert line["完成值"] == "286人次"
    assert line["备注"] == "得分：良好"
    assert document["执行"] == {"说明": "全年执行数：约10；得分：满分"}


def test_rows_of_one_name_are_told_apart(tmp_path: Path) -> None:
    rows = [
        {
            "一级指标": first,
            "二级指标": second,
            "三级指标": "覆盖率",
            "指标值": "≥90%",
            "完成值": done,
        }
        for first, second, done in (
            ("产出指标", "质量指标", "91%"),
            ("效益指标", "社会效益指标", "92%"),
            ("产出指标", "时效指标", "93%"),
        )
    ]
    made = _made(tmp_path, {"kind": "项目支出绩效自评表", **_HEAD, "rows": rows})
    assert made["项目自评"]["完成"] == {
        "质量指标/覆盖率": {"自评": "91%"},
        "时效指标/覆盖率": {"自评": "93%"},
        "社会效益指标/覆盖率": {"自评": "92%"},
    }


def test_a_reason_without_a_result_stays_with_its_row(tmp_path: Path) -> None:
    row = {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "期数", "偏差原因": "没有开"}
    made = _made(tmp_path, {"kind": "项目支出绩效自评表", **_HEAD, "rows": [row]})
    assert made["预算项目绩效目标表"]["绩效指标"]["产出指标"]["数量指标"] == [
        {"名称": "期数", "备注": "偏差原因：没有开"},
    ]


def test_what_the_labels_are_worth_is_written_where_the_rows_do_not_say_it(tmp_path: Path) -> None:
    levels = (("产出指标", "数量指标", "60"), ("效益指标", "社会效益指标", "30"))
    rows = [
        {
            "一级指标": first,
            "一级分值": worth,
            "二级指标": second,
            "三级指标": second,
            "指标值": "≥1个",
        }
        for first, second, worth in levels
    ]
    made = _made(tmp_path, {"kind": "预算项目绩效目标表", **_HEAD, "rows": rows})
    written = made["预算项目绩效目标表"]["分值"]
    assert written == {"预算执行率": "10", "产出指标": "60", "效益指标": "30"}


def test_two_tables_that_are_one_file_are_told(tmp_path: Path) -> None:
    row = {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "期数", "指标值": "≥1期"}
    said = {"kind": "预算项目绩效目标表", **_HEAD, "rows": [row]}
    with pytest.raises(TuanscoreError, match="和另一张表是同一个文件"):
        write([_paper(said), _paper(said)], Request(Repository(tmp_path)))
    assert not list(tmp_path.iterdir())


def test_an_organisation_that_is_not_printed_is_asked_for(tmp_path: Path) -> None:
    said = {"kind": "目标绩效指标", "年度": 2024, "rows": [{"部分": "重点", "内容": "办活动3次。"}]}
    with pytest.raises(TuanscoreError, match="没有印单位：用 --org 写明"):
        write([_paper(said)], Request(Repository(tmp_path)))
    assert _made(tmp_path, said, org="城关")["目标绩效指标"]["简称"] == "城关"
