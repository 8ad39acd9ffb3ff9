"""What a message means, and what is said to it."""
