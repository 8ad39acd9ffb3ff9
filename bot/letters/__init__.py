"""Letters from a practice: what one says of its change to memberships, and what to know by which day."""
