"""The one exception family: what keeps a command from going on."""


class TuanscoreError(Exception):
    """Cannot go on; caught once, in the CLI, and shown as a message and hints (exit code 2)."""

    def __init__(self, message: str, *hints: str) -> None:
        """Take a message and, where there is a cure, hints of a line each, all in Chinese."""
        super().__init__(message)
        self.message = message
        self.hints = tuple(filter(None, hints))

    @property
    def hint(self) -> str:
        """Return the hints in one line."""
        return "；".join(self.hints)


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


class NotInstalledError(TuanscoreError):
    """A library that is asked for by no more than one kind of file is not installed."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        """Take what it is needed for, its name, and the extra of ours that brings it."""
        super().__init__(f"{what}要用 {library}，还没有装", f"pip install 'tuanscore[{extra}]'")
