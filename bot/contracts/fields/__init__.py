"""The fields of a term sheet: one file for each, or for a few that are read alike."""
