"""What the library raises, and nothing else: bad source files and bad policies."""


class ScreeningError(Exception):
    """Base of the library's errors. Its text is written for the person who must act on it."""


class ListFormatError(ScreeningError):
    """A list file that cannot be read whole. The list in force stays in force.

    `where` names the place at fault: file and line, sheet and row, or element.
    """

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.problem = problem
        self.where = where


class PolicyError(ScreeningError):
    """A policy or rule set that cannot be used: unknown key, wrong type, missing value."""
