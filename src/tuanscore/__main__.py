"""``python -m tuanscore``."""

from tuanscore.commands.main import main

main()
