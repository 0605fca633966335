"""The page kit and the API kit; knows no domain."""
