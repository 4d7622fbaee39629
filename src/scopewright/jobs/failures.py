"""Why a job could not be done, as the user reads it and as the log keeps it."""

from __future__ import annotations

import traceback

from scopewright.language import _


class JobFailed(ValueError):
    """A job could not be done; the text is a sentence for the user.

    ``expected`` tells bad input from a fault in the program; ``trace`` is the traceback for the log.
    """

    def __init__(self, message: str, trace: str = "", expected: bool = False) -> None:
        super().__init__(message)
        self.trace = trace
        self.expected = expected


def explain(error: BaseException) -> tuple[str, str, bool]:
    """The sentence for the user, the traceback for the log, and whether the input is to blame.

    The text of an error that Scopewright itself declares is a sentence for the user; so is what the system says of a
    file. Anything else is a fault in the program.
    """
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, MemoryError) or (isinstance(error, ImportError) and _names_memory(trace)):
        return _out_of_memory(), trace, False
    if type(error).__module__.partition(".")[0] == "scopewright":
        return str(error), trace, True
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror}.", trace, True
    if isinstance(error, SystemError):
        return _inside_python(), trace, False
    text = _(
        "This could not be finished because of a fault in Scopewright ({fault}). Nothing in the engagement changed."
    )
    return text.format(fault=type(error).__name__), trace, False


def _inside_python() -> str:
    return _(
        "This ended in a fault inside Python itself, most often for lack of memory. Nothing in the engagement changed. "
        "Close other programs, or try with fewer rows or columns."
    )


def _names_memory(trace: str) -> bool:
    """Whether the system's loader gave up on a library for want of memory: Python knows that as an ImportError."""
    return "failed to map segment" in trace or "allocate memory" in trace


def _out_of_memory() -> str:
    return _(
        "There is not enough memory for this. Nothing in the engagement changed. "
        "Close other programs, or try with fewer rows or columns."
    )


def ended(exit_code: int) -> JobFailed:
    """The failure of a worker that ended in the middle of a job; ``exit_code`` is that of its process."""
    text = _(
        "The worker process ended in the middle of the work (code {code}), perhaps for lack of memory. "
        "Nothing in the engagement changed. Try again, or with fewer rows."
    )
    return JobFailed(text.format(code=exit_code))
