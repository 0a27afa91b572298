"""Sentences with one number: which are of one make, and what is read in them."""

import pytest

from tuanscore.grammar import sentences

# (what is asked, what was done, the target in it, the 完成值 in it)
ONE_MAKE = [
    ("开通乡村邮路41条。", "当年已开通41条。", "41条", "41条"),
    ("开通乡村邮路41条", "开通乡村邮路38条", "41条", "38条"),
    ("开通乡村邮路41条。", "41条", "41条", "41条"),
    ("新建厕所不少于12座", "实际新建厕所13座。", "不少于12座", "13座"),
    ("培训1,200人次", "全年累计培训1,350人次，反映良好。", "1,200人次", "1,350人次"),
    ("铺设支线27.4公里", "铺设支线27400米", "27.4公里", "27400米"),
    ("完成80人", "已完成76人", "80人", "76人"),
    ("投诉率不超过5%", "投诉率3%", "不超过5%", "3%"),
]

NOT_ONE_MAKE = [
    ("开通乡村邮路41条。", "新增投递点41条"),  # other words
    ("开通乡村邮路41条。", "开通乡村邮路41公里"),  # another unit
    ("开通乡村邮路41条。", "开通乡村邮路41条，投递点9个"),  # two numbers
    ("开通邮路41条，投递点9个", "开通41条"),
    ("开通乡村邮路41条。", "全部开通"),
    ("长期坚持", "长期坚持"),
    ("开通乡村邮路41", "开通乡村邮路41"),  # of what?
]


@pytest.mark.parametrize(("asked", "done", "target", "actual"), ONE_MAKE)
def test_two_sentences_of_one_make(asked: str, done: str, target: str, actual: str) -> None:
    found = sentences.pair(asked, done)
    assert found is not None
    assert (found[0].text, found[1]) == (target, actual)
    assert sentences.target_in(asked) == (found[0] if sentences.read(asked)[0] else None)  # type: ignore[index]


@pytest.mark.parametrize(("asked", "done"), NOT_ONE_MAKE)
def test_all_else_stays_words(asked: str, done: str) -> None:
    assert sentences.pair(asked, done) is None


@pytest.mark.parametrize("text", ["41条", "约41条", "2所、3次", "", "及时", "2023年6月", "3:1"])
def test_what_is_no_sentence_that_says_what_of(text: str) -> None:
    assert sentences.target_in(text) is None
