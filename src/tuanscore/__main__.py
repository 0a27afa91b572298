"""``python -m tuanscore``."""

from tuanscore.cli.main import main

main()
