"""Pure rules of a case: its life, its clock, its papers, who may decide."""
