"""Commands: a room each, called as it is typed, with all that is its own.

``command.py`` has the options, ``report.py`` (or a name of its own) the value that a face shows,
``text_…`` and ``json_…`` the faces, ``formats/`` those that no other room has; the other files do
the work. At the door stand what all commands share: the program, its streams and its output files.
"""
