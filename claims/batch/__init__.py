"""Many articles against the same sources: in this process, in several, or on the machines of a cluster.

What asks the network and what keeps is the run's own (`run.py`): articles and sources are had, and reports are saved,
in one place and in the order of the articles. What examines is a crew (`crew.py`): texts go to it and reports come
back, so that it does not matter where it works.
"""
