"""Benefits: what a plan's Summary of Benefits and Coverage says, quoted, and as terms that can be reckoned with."""
