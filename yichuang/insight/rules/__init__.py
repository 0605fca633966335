"""Pure rules of insight: what the figures are, office time, the half hours of a day."""
