"""How a clause is read: plain form, wordings, cues, and what limits it."""
