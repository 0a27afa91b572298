"""工作指标分解表: 达标值 and 争取值 without points; what is reached is counted, nothing scored."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import HERE, found, scored

SHAPE = "23-two-targets-without-points"


def test_what_each_target_reaches(run: Run) -> None:
    ran = run("score", "2024", "--org", "岚桥", "--format", "md", cwd=HERE / SHAPE)
    rows = [line.strip("| ").split(" | ") for line in ran.out.splitlines() if " | " in line]
    assert {row[-5]: row[-1] for row in rows if row[-1] in ("达标", "争取", "未达标")} == {
        "新建青年之家": "达标",
        "覆盖率": "争取",
        "注册": "未达标",
        "见习岗位": "争取",
        "青年夜校": "达标",
        "联谊": "争取",
        "募捐": "未达标",
        "牵手": "争取",
        "安全事故": "达标",
    }


def test_the_rates_and_no_score(run: Run) -> None:
    told = scored(run, SHAPE, "2024", "--org", "岚桥")
    assert told["attainment"] == {
        "targets": 9,
        "reached": 7,
        "rate": Decimal("77.78"),
        "stretch_targets": 8,
        "stretched": 4,
        "stretch_rate": Decimal("50.00"),
        "unreported": 0,
    }
    assert (told["score"], told["grades"]) == (None, [])


def test_what_a_reviewer_finds(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS801", "岚桥.yaml", 8),
        ("TS801", "岚桥.yaml", 12),
        ("TS431", "岚桥.yaml", 35),
        ("TS432", "岚桥.yaml", 45),
    ]
