"""What every claim to the County Court asks and says alike: parties, the court, the fee, the signature, what the court answers.

A service of a claim puts these together with its own questions; limits and words that differ are given by it.
"""
