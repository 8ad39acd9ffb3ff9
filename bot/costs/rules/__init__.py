"""What law makes of a plan year: health savings accounts, premium tax credits, help with cost sharing, penalties."""
