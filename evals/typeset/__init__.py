"""Sample agreements that are typeset by a script."""
