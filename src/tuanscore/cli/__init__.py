"""The front door: options, streams and exit codes; one short module per family of commands."""
