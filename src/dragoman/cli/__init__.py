"""The command line: one module a command group."""


def main() -> None:
    """Entry point of the ``dragoman`` command."""
    raise SystemExit(2)
