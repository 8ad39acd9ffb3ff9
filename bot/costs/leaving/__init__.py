"""Leaving a membership: what each kind of early exit charges, how long one is bound, when notice is due."""
