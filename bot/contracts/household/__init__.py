"""What a household pays by the fees of an agreement."""
