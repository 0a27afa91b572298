"""The generated repositories are worth measuring: valid, realistic, and the same every time."""

from pathlib import Path

from generate import generate, short_name

from tuanscore.commands.validate.examining import examine
from tuanscore.shelf import Repository


def test_generated_files_have_no_findings(tmp_path: Path) -> None:
    generate(tmp_path, 3)
    examination = examine(Repository(tmp_path))
    assert examination.findings == ()
    assert examination.files == 6
    assert dict(examination.kinds) == {"目标绩效指标": 3, "预算项目绩效目标表": 3}


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, 3)
    one, two = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in _files(tmp_path / name)}
        for name in ("one", "two")
    )
    assert one == two
    assert len(set(one.values())) == 6


def test_scorecards_are_of_the_usual_size(tmp_path: Path) -> None:
    generate(tmp_path, 3)
    sizes = [p.stat().st_size for p in (tmp_path / "scorecards/2014").iterdir()]
    assert all(7000 < size < 9000 for size in sizes)


def test_names_do_not_repeat() -> None:
    assert len({short_name(index) for index in range(27_000)}) == 27_000


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.yaml") if path.is_file()]
