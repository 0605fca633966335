"""The life of a case 办件 from application to certificate, its clock and its papers."""
