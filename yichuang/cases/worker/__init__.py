"""What happens to cases by itself, when it is time; each module is one duty."""

from yichuang.cases.worker.batches import close_seasons, run_on
from yichuang.cases.worker.bundles import go_on
from yichuang.cases.worker.joint import remind
from yichuang.cases.worker.owing import chase
from yichuang.cases.worker.silence import sweep

__all__ = ["chase", "close_seasons", "go_on", "remind", "run_on", "sweep"]
