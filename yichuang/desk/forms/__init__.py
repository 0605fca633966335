"""Forms of the desk; what the services refuse is put back at the field it names."""
