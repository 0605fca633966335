"""The robot: finds the matter a question is about and answers with the guide's own lines."""
