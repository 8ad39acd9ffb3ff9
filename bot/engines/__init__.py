"""Everything that lives outside of the process, each opened by its address."""
