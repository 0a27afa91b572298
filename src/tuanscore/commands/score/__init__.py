"""`tuanscore score`: cards, projects and departments with their points, and rankings."""
