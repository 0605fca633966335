"""The day's plan on pages: charts, duties, seasons."""
