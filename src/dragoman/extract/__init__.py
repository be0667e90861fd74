"""One module a question: each takes the analysis and returns what it found. Siblings do not import each other."""
