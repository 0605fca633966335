"""Positioned printing: templates and printers are arranged, certificates go on sheets, each
sheet's fate is kept."""
