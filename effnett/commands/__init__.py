"""One module per command, each with `run(options) -> int`; named `<command>_command.py`."""
