"""Who can speak: noun phrases with their titles and roles, and the names of persons."""
