"""Which class of paper a page is, from its words and its layout; unsure pages are left open.

A hand-written lexicon (version 0) works without training; weights trained from pages that
people confirmed stand over it and never instead of it.
"""

from yichuang.materials.rules.judging.deciding import Verdict, judge
from yichuang.materials.rules.judging.features import Features, features
from yichuang.materials.rules.judging.measuring import ClassMeasure, Measured, measure
from yichuang.materials.rules.judging.training import Sample, train
from yichuang.materials.rules.judging.weights import LEXICON, Weights, shipped

__all__ = [
    "LEXICON",
    "ClassMeasure",
    "Features",
    "Measured",
    "Sample",
    "Verdict",
    "Weights",
    "features",
    "judge",
    "measure",
    "shipped",
    "train",
]
