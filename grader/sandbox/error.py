"""What is ours to answer for. Apart from answers, so that a zygote can be started before NumPy is imported."""


class SandboxError(Exception):
    """The zygote is gone, the cage could not be entered, the host refused. Never the student's."""
