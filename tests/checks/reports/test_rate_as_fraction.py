"""A rate written as a fraction is asked about where the two readings are worth different points."""

import pytest

from conftest import Make, found
from documents import card, section

HEAD = card(section("职能指标", None, "编号: 就业, 内容: 就业。, 考核点: {就业率: %s}", within=""))
TOLD = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n完成: {就业率: %s}\n"
TWO = "{计分: 两级目标, 达标值: ≥60%, 争取值: ≥80%, 达标得分率: 80%}"


@pytest.mark.parametrize(
    ("measure", "told", "rate"),
    [
        ("≥95%", "0.97", "97%"),
        ("≥95%", "1", "100%"),
        ("≥95%", "{自评: 97%, 审核: 0.955, 说明: 甲}", "95.5%"),
        ("≥95%", "{自评: 0.5, 审核: 97%, 说明: 甲}", "50%"),
        ("{目标: ≥95%, 计分: 达标}", "0.97", "97%"),
        ("{计分: 分档, 分档: {≥95%: 5, ≥90%: 3}}", "0.97", "97%"),
        (TWO, "0.7", "70%"),
        ("≤5%", "0.97", "97%"),  # 0.97% is full, 97% is not
        ("≥95%", "0.97%", None),
        ("≥95%", "97", None),
        ("≥95%", "0", None),
        ("≥0.5%", "0.97", None),  # full either way
        ("≤5%", "0.03", None),  # 0.03% and 3% are both within
        ("≥3次", "1", None),
        ("{目标: ≥95%, 计分: 达标}", "0.5", None),  # missed either way
        ("{计分: 名次, 满分名次: 3, 每名扣: 0.2}", "0.97", None),
    ],
)
def test_asks_where_it_matters(measure: str, told: str, rate: str | None, make: Make) -> None:
    files = {"scorecards/2014/甲.yaml": HEAD % measure}
    files["scorecards/2014/完成情况/甲.yaml"] = TOLD % told
    messages = [f.message for f in found(make(files)) if f.code == "TS812"]
    assert [rate is not None and m.endswith(f"是不是 {rate}？") for m in messages] == [True] * (
        rate is not None
    )
