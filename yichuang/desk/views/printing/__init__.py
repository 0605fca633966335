"""Pages of positioned printing: runs and their sheets, templates, printers."""
