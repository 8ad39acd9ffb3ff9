"""Laws beside the clauses of an agreement, the rule for health savings accounts, and the state that it names."""
