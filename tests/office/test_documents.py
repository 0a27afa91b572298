"""Every sheet as a file of Word, Excel and as PDF says what the page of HTML says."""

from __future__ import annotations

import importlib
import io
import sys
from pathlib import Path
from typing import Any

import opened
import pypdf
import pytest
from opened import W

import page
import sources
import test_fidelity as fidelity
import tuanscore
from conftest import Run

CHECKOUT = Path(__file__).parent.parent.parent
SHAPES = CHECKOUT / "tests" / "shapes"
CODE = "130303210YA09YBACA1M9"
NAMES = [card.short_name for card in fidelity.CARDS]
OTHERS: dict[str, tuple[Path, str, dict[str, Any]]] = {
    "得分表": (CHECKOUT, "苍溪", {"scored": True}),
    "考核表": (CHECKOUT, "苍溪", {"form": "团委目标绩效考核表"}),
    "保障指标": (CHECKOUT, "保障指标-2014", {}),
    "项目": (CHECKOUT, CODE, {}),
    "申报表": (CHECKOUT, CODE, {"form": "绩效目标申报表"}),
    "项目自评": (CHECKOUT, CODE, {"scored": True}),
    "部门": (CHECKOUT, "山海关", {"kind": "部门"}),
    "监控": (SHAPES / "30-monitoring", "柏渡区养老服务站", {}),
    "调整": (SHAPES / "31-goal-adjustment", "古树", {"kind": "绩效目标调整"}),
    "部门自评": (SHAPES / "09-department", "柏渡区园林绿化服务中心", {"scored": True}),
    "长期": (SHAPES / "13-long-and-annual", "镇区校舍加固", {}),
    "多人评": (SHAPES / "27-three-raters-with-weights", "邻里中心", {"form": "共建考核表"}),
}


@pytest.fixture(params=OTHERS, scope="module")
def printed(request: pytest.FixtureRequest) -> tuanscore.Page:
    root, name, options = OTHERS[request.param]
    return tuanscore.open(root).render(name, **options)


def cells(shown: page.Page) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table]
        for table in shown.tables
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_in_word_is_the_one_of_the_source(name: str) -> None:
    shown = opened.word(tuanscore.open(CHECKOUT).render(name, year=2014).to_bytes("docx"))
    card = fidelity.card_on(shown)
    assert card == fidelity.PRINTED[card.title]


def test_the_project_in_word_is_the_one_of_the_source() -> None:
    shown = opened.word(tuanscore.open(CHECKOUT).render(CODE).to_bytes("docx"))
    assert fidelity.cells_of(shown) == sources.project()


def test_word_says_what_html_says(printed: tuanscore.Page) -> None:
    html, word = page.read(printed.to_html()), opened.word(printed.to_bytes("docx"))
    assert word.texts == [(tag, style, text) for tag, style, text in html.texts]
    assert cells(word) == cells(html)


def test_excel_says_what_html_says(printed: tuanscore.Page) -> None:
    html = page.read(printed.to_html())
    sheet = opened.excel(printed.to_bytes("xlsx"))
    told = {text for _, _, text in html.texts}
    told |= {cell.text for table in html.tables for row in table for cell in row}
    assert {*opened.in_order(sheet)} == told - {""}
    (title,) = html.of("h1")
    after = opened.in_order(sheet)[opened.in_order(sheet).index(title) + 1 :]
    if html.tables and not html.of("p.right", "h2", "p.body"):
        first = [cell.text for cell in html.tables[0][0] if cell.text]
        assert after[: len(first)] == first


@pytest.mark.parametrize("name", ["项目自评", "监控", "部门", "长期"])
def test_pdf_says_what_html_says(name: str) -> None:
    root, query, options = OTHERS[name]
    printed = tuanscore.open(root).render(query, **options)
    html, pdf = page.read(printed.to_html()), pypdf.PdfReader(io.BytesIO(printed.to_bytes("pdf")))
    told = "".join("".join(sheet.extract_text() for sheet in pdf.pages).split())
    for word in [text for _, _, text in html.texts][:1]:
        assert word in told
    assert {letter for table in html.tables for row in table for c in row for letter in c.text} <= {
        *told
    }
    across = printed.sheet.landscape
    for number, sheet in enumerate(pdf.pages, 1):
        assert f"—{number}—" in "".join(sheet.extract_text().split())
        size = [round(float(side) / 72 * 25.4) for side in sheet.mediabox.upper_right]
        assert size == ([297, 210] if across else [210, 297])
    fonts: list[Any] = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for sheet in pdf.pages
        for font in _any(sheet)["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def _any(value: Any) -> Any:
    return value


def test_a_table_is_as_wide_as_the_page() -> None:
    """Widths of a form that come to more than 100 % are as wide together as the text above."""
    root, name, options = OTHERS["监控"]
    shown = tuanscore.open(root).render(name, **options)
    assert any(sum(getattr(block, "widths", ())) > 100 for block in shown.sheet.blocks)
    told = opened.part(shown.to_bytes("docx"), "word/document.xml")
    tables = [table.findall(f"{W}tblGrid/{W}gridCol") for table in told.iter(f"{W}tbl")]
    widths = [sum(int(column.get(f"{W}w", "")) for column in columns) for columns in tables]
    assert len(widths) == 2
    assert [round(width / 1440 * 25.4) for width in widths] == [225, 225]


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_the_same_bytes_twice(form: str) -> None:
    both = [tuanscore.open(CHECKOUT).render(CODE, scored=True).to_bytes(form) for _ in range(2)]
    assert both[0] == both[1]


def test_official_layout_in_word() -> None:
    data = tuanscore.open(CHECKOUT).render("苍溪").to_bytes("docx")
    body = opened.part(data, "word/document.xml")
    margins, size = body.find(f".//{W}pgMar"), body.find(f".//{W}pgSz")
    assert margins is not None
    assert size is not None
    mm = {name: int(margins.get(f"{W}{name}", "")) / 1440 * 25.4 for name in ("top", "bottom")}
    mm |= {name: int(margins.get(f"{W}{name}", "")) / 1440 * 25.4 for name in ("left", "right")}
    assert {k: round(v) for k, v in mm.items()} == {
        "top": 37,
        "bottom": 35,
        "left": 28,
        "right": 26,
    }
    assert [round(int(size.get(f"{W}{k}", "")) / 1440 * 25.4) for k in "wh"] == [210, 297]
    styles = {s.get(f"{W}styleId"): s for s in opened.part(data, "word/styles.xml")}
    for name, font, half_points in (("Title", "方正小标宋简体", 44), ("Normal", "仿宋_GB2312", 32)):
        fonts, points = styles[name].find(f".//{W}rFonts"), styles[name].find(f".//{W}sz")
        assert fonts is not None
        assert points is not None
        assert (fonts.get(f"{W}eastAsia"), points.get(f"{W}val")) == (font, str(half_points))
    heads = [row.find(f"{W}trPr/{W}tblHeader") for row in body.iter(f"{W}tr")]
    assert [head is not None for head in heads] == [True] + [False] * (len(heads) - 1)


def test_sample_data_is_marked_on_every_page_in_word() -> None:
    data = tuanscore.open(CHECKOUT).render("苍溪", scored=True).to_bytes("docx")
    for name in ("header1", "header2"):
        told = opened.part(data, f"word/{name}.xml")
        assert "".join(e.text or "" for e in told.iter(f"{W}t")) == "样例数据"


def test_nothing_becomes_a_formula_or_a_link_in_excel(shipped: Path, run: Run) -> None:
    form = shipped / "templates" / "表式" / "团委目标绩效考核表.yaml"
    told = form.read_text(encoding="utf-8")
    form.write_text(told.replace("标题: ", "标题: '=HYPERLINK(\"http://x\")' #", 1), "utf-8")
    file = shipped / "a.xlsx"
    ran = run("render", "苍溪", "--form", "团委目标绩效考核表", "-o", file, cwd=shipped)
    assert ran.code == 0, ran.err
    sheet = opened.excel(file.read_bytes())
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


# ---- the command line ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_the_end_of_the_name_says_the_format(form: str, shipped: Path, run: Run) -> None:
    ran = run("render", CODE, "-o", f"项目.{form.upper()}", cwd=shipped)
    assert (ran.code, ran.out, ran.err) == (0, "", f"tuanscore：写好了 项目.{form.upper()}\n")
    start = b"%PDF-" if form == "pdf" else b"PK\x03\x04"
    assert (shipped / f"项目.{form.upper()}").read_bytes().startswith(start)
    ran = run("render", CODE, "--format", form, cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"tuanscore：{form} 要写到 .{form} 文件里\n  用 -o 名称.{form}\n"


@pytest.mark.parametrize(
    ("form", "module", "told"),
    [
        (
            "docx",
            "docx",
            "写 .docx 要用 python-docx，还没有装\n  pip install 'tuanscore[office]'\n",
        ),
        (
            "xlsx",
            "xlsxwriter",
            "写 .xlsx 要用 XlsxWriter，还没有装\n  pip install 'tuanscore[office]'\n",
        ),
        (
            "pdf",
            "weasyprint",
            "写 .pdf 要用 WeasyPrint，还没有装\n  pip install 'tuanscore[pdf]'\n",
        ),
    ],
)
def test_a_missing_library_is_named(
    form: str,
    module: str,
    told: str,
    shipped: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, f"tuanscore.faces.{form}", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    ran = run("render", CODE, "-o", f"项目.{form}", cwd=shipped)
    assert (ran.code, ran.out, ran.err) == (2, "", f"tuanscore：{told}")
    assert not (shipped / f"项目.{form}").exists()
    monkeypatch.undo()
    importlib.import_module(f"tuanscore.faces.{form}")


def test_a_page_of_the_team_fetches_nothing(shipped: Path, run: Run) -> None:
    team = shipped / "templates" / "reports"
    (team / "sheet.html.j2").write_text(
        '{% extends "内置/sheet.html.j2" %}{% block body %}{{ super() }}'
        '<img src="file:///etc/passwd" alt="甲"><link rel="attachment" href="file:///etc/passwd">'
        "{% endblock %}",
        encoding="utf-8",
    )
    ran = run("render", CODE, "-o", "项目.pdf", cwd=shipped)
    assert ran.code == 0
    pdf = pypdf.PdfReader(shipped / "项目.pdf")
    assert not pdf.attachments
    assert "root:" not in "".join(sheet.extract_text() for sheet in pdf.pages)
