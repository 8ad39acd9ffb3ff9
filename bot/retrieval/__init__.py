"""Finding passages: cutting documents, the index, search, and the sentence to quote."""
