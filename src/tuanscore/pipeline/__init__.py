"""The corridor: the order of rooms for each command; one file or folder per family of commands.

Nothing is imported here: whoever wants a command imports its file, so that starting stays instant.
"""
