"""What a household pays by an agreement: by the month, and once on joining."""

from bot.contracts.household.enrollment import household_enrollment
from bot.contracts.household.people import HouseholdFee, Joiner
from bot.contracts.household.together import household_fee

__all__ = ["HouseholdFee", "Joiner", "household_enrollment", "household_fee"]
