"""The one exception family: what keeps a command from going on."""


class TuanscoreError(Exception):
    """Cannot go on; caught once, in the CLI, and shown as a message and a hint (exit code 2)."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take a message and, where there is a cure, a hint, both in Chinese."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFoundError(TuanscoreError):
    """A name given on the command line leads to nothing, or to more than one thing."""


class UnclearError(NotFoundError):
    """What is named is there, but has errors or is there more than once."""


class InstallationError(TuanscoreError):
    """The installation itself is incomplete."""


class StoppedError(TuanscoreError):
    """Somebody stopped the program when some of its files were already written."""

    def __init__(self, message: str, code: int) -> None:
        """Take which were, and the exit code as shells know it, such as 130 after Ctrl+C."""
        super().__init__(message)
        self.code = code
