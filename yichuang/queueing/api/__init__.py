"""The queue by API: lines and tickets, and appointments."""
