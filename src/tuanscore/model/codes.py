"""The codes of what can be wrong with a document: by itself (2xx), and against others (3xx)."""

UNKNOWN_KIND = "TS201"
MISSING_KEY = "TS202"
UNKNOWN_KEY = "TS203"
WRONG_SHAPE = "TS204"
WRONG_VALUE = "TS205"
UNREADABLE_TARGET = "TS206"
REPEATED_NAME = "TS207"
UNKNOWN_WORD = "TS208"
UNKNOWN_METHOD = "TS209"

NO_TEMPLATE = "TS301"
NO_MEASURE = "TS302"
NO_ITEM = "TS303"
BROKEN_TEMPLATE = "TS304"
NO_CARD = "TS305"
NO_RESULT_LINE = "TS306"
NO_DEDUCTION_LINE = "TS307"
UNREADABLE_RESULT = "TS308"
NO_GRADE_SCALE = "TS309"
DUPLICATE_DOCUMENT = "TS310"
NO_BONUS = "TS311"
BROKEN_CARD = "TS312"
NO_PROJECT = "TS313"
NO_SCHEME = "TS314"
NO_REASON = "TS315"
NOT_BY_SCHEME = "TS316"
UNKNOWN_CODE = "TS317"


def all_codes() -> set[str]:
    """Return every code of this list."""
    return {value for name, value in globals().items() if name.isupper()}
