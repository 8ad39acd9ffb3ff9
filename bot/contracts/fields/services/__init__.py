"""Which kinds of care the membership fee pays for, which cost extra and which are left out."""
