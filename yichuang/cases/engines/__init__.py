"""What binds dossiers, and the shelf on which they lie."""
