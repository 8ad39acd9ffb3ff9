"""Evaluations: labelled cases, scorers, and what runs them."""
