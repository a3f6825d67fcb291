"""Where a sentence says that somebody speaks, and for which words; and what between marks is no speech."""
