"""How far a project has come within the year, by its 绩效运行监控表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.progress.monitoring import MonitoringProgress
from tuanscore.faces.telling import picked
from tuanscore.scoring.monitoring import Money, Watch, Watched

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _watch(watch: Watch) -> Json:
    return {
        **picked(watch, "gone funds lines"),
        "alerted": [line.name for line in watch.alerted],
        "unreported": [line.name for line in watch.unreported],
    }


SCHEMA = "tuanscore.monitoring/1"
SHAPES = {
    MonitoringProgress: "name code unit year period money_in as_of sample remarks **watch"
    " findings place",
    Watch: _watch,
    Money: "name written budget spent rate expected expected_rate gap place",
    Watched: "heading name target so_far progress expected expected_progress met will_meet overdue"
    " reasons why likelihood remark alerts place",
}
