"""What changed from one revision of an agreement to the next, and where documents contradict each other."""
