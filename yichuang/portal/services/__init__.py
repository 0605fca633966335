"""What a citizen does online, each act one call: several rooms, one transaction."""
