"""What leaving an agreement costs, and when notice is due: terms to sums, dates and reminders."""
