"""The agreement: clauses to terms."""
