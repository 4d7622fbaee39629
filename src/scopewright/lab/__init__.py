"""The lab: CSV intake, audit, baselines and error analysis; plain tables in, plain results out (floor 1)."""

import warnings

# Said on import where /dev/shm may not be written (hardened containers); the lab works with threads.
warnings.filterwarnings("ignore", message=".*joblib will operate in serial mode", category=UserWarning)
