"""The jobs: what may take long runs in a worker process, for the window and the command line alike.

``registry`` names the jobs, ``worker`` is the process that does them, ``protocol`` what is said over its pipes,
``launch`` how to start it and ``inline`` runs one job for the command line.
"""
