"""In the place of pyspark, of 300 MB: a feature processor imports its types, and what it computes runs in a job, not here.

A feature processor runs in a kernel with Python 3.9 alone (sagemaker/remote_function/job.py), so the SDK is told that this is one.
"""

import types

import sagemaker.remote_function.job

sagemaker.remote_function.job.sys = types.SimpleNamespace(version_info=(3, 9))
