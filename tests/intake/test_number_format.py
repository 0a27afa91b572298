"""Numbers, dates and texts as Excel shows them; expected values are those of Excel in Chinese."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tuanscore.commands.intake.papers.number_format import (
    CHINESE,
    exact,
    general,
    shown,
    shown_text,
)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("12.5", '0.00"平方米"', "12.50平方米"),
        ("90", '"≥"0', "≥90"),
        ("0.9", '"≥"0%', "≥90%"),
        ("0.971", "0%", "97%"),
        ("0.9715", "0.00%", "97.15%"),
        ("-0.032", "0.0%", "-3.2%"),
        ("0.0003", '0.0"‰"', "0.0‰"),
        ("1234567.891", "#,##0", "1,234,568"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("999.5", "#,##0", "1,000"),
        ("0", "#,##0", "0"),
        ("0", "#", ""),
        ("0.5", "#.##", ".5"),
        ("0.5", "0.0#", "0.5"),
        ("1.005", "0.00", "1.01"),
        ("-0.001", "0.00", "0.00"),
        ("5", "00", "05"),
        ("20240101", "0000-00-00", "2024-01-01"),
        ("12345", '0"-"00', "123-45"),
        ("123456", '0.00,"千元"', "123.46千元"),
        ("123456", '0!.0,"万"', "12.3万"),
        ("33.5", 'G/通用格式"分"', "33.5分"),
        ("15", "General", "15"),
        ("15", 'General"分/项"', "15分/项"),
        ("3", "≥0个", "≥3个"),
        ("-3", "0.00_);[Red]\\(0.00\\)", "(3.00)"),
        ("3", "0.00_);[Red]\\(0.00\\)", "3.00"),
        ("0", '0;-0;"无"', "无"),
        ("5", ";;;", ""),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("-5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-5.00"),
        ("1234.5", "_ ¥* #,##0.00_ ", "¥1,234.50"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("95", '[>=90]"优";[>=60]"合格";"差"', "优"),
        ("70", '[>=90]"优";[>=60]"合格";"差"', "合格"),
        ("50", '[>=90]"优";[>=60]"合格";"差"', "差"),
        ("123456", "0.00E+00", "1.23E+05"),
        ("0.5", "# ?/?", "1/2"),
        ("2.25", "# ??/??", "2 1/4"),
        ("123", "[DBNum2][$-804]0", "壹佰贰拾叁"),
        ("1005", "[DBNum1][$-804]0", "一千零五"),
        ("5", "@", "5"),
        ("5", "", "5"),
    ],
)
def test_numbers(number: str, code: str, text: str) -> None:
    assert shown(Decimal(number), code) == text


@pytest.mark.parametrize(
    ("serial", "code", "text"),
    [
        ("44896", 'yyyy"年"m"月"', "2022年12月"),
        ("44896", "yyyy年m月d日", "2022年12月1日"),
        ("44896", "yyyy/m/d;@", "2022/12/1"),
        ("44896", "yyyy\\-mm\\-dd", "2022-12-01"),
        ("44896", 'm"月"d"日"前', "12月1日前"),
        ("44896", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2022年12月1日"),
        ("44896", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二二年十二月一日"),
        ("44896", '[DBNum1][$-804]yyyy"年"m"月"', "二〇二二年十二月"),
        ("44896", "[$-804]aaaa", "星期四"),
        ("44896", "mmm-yy", "Dec-22"),
        ("44896.75", "yyyy/m/d h:mm", "2022/12/1 18:00"),
        ("44896.75", "上午/下午h时mm分", "下午6时00分"),
        ("44896.5", "m/d h:mm AM/PM", "12/1 12:00 PM"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
        ("0.5208333333333334", 'h"时"mm"分"', "12时30分"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("-1", "yyyy/m/d", "-1"),
        ("99999999", "yyyy/m/d", "99999999"),
    ],
)
def test_dates(serial: str, code: str, text: str) -> None:
    assert shown(Decimal(serial), code) == text


def test_days_counted_from_1904() -> None:
    assert shown(Decimal(43434), "yyyy/m/d", since_1904=True) == "2022/12/1"


def test_formats_without_a_code() -> None:
    assert shown(Decimal(44896), CHINESE[57]) == "2022年12月"
    assert shown(Decimal(44896), CHINESE[58]) == "12月1日"
    assert shown(Decimal(44896), CHINESE[31]) == "2022年12月1日"
    assert shown(Decimal(44896), CHINESE[14]) == "2022/12/1"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("97.105263157894", "97.10526316"),
        ("202412345678", "202412345678"),
        ("0.1", "0.1"),
        ("100.0", "100"),
        ("-2.50", "-2.5"),
        ("12345678901.5", "12345678902"),
    ],
)
def test_without_a_format(number: str, text: str) -> None:
    assert general(Decimal(number)) == text


def test_a_binary_number_is_what_was_typed() -> None:
    assert exact(0.1 + 0.2) == Decimal("0.3")
    assert shown(exact(1.005), "0.00") == "1.01"


def test_texts() -> None:
    assert shown_text("优", '@"级"') == "优级"
    assert shown_text("优", "0.00;-0.00;0;@") == "优"
    assert shown_text("优", "General") == "优"
