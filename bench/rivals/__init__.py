"""Other tools behind one shape each, so that they run beside ours on the same texts.

None of them is a dependency. `make peers` installs them into an environment of their own; one that is missing drops
out of the table.
"""
