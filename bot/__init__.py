"""Plainterms: the rooms of the program."""
