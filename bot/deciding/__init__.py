"""From what a person told to an understood decision: their situation, the comparison, what it means for them."""
