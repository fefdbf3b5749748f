"""What runs beside the web process: the analyser, the media workshop and the queue that feeds them."""

import os

# One thread per numerical library: workers scale by processes, and sums keep one order, so one result.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
