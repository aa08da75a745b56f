"""Running a command as a whole process: wall time, processor time and peak memory, from the kernel's own account."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field


@dataclass
class Runs:
    """The runs of one command, in order."""

    seconds: list = field(default_factory=list)
    cpu_seconds: list = field(default_factory=list)
    peak_mib: list = field(default_factory=list)

    def median_seconds(self):
        return statistics.median(self.seconds)

    def median_peak_mib(self):
        return statistics.median(self.peak_mib)


class CommandFailed(Exception):
    """A command that did not do its work; the text has its last words."""


def run_once(command, runs, good_exits=(0,)):
    """Runs `command` and adds its figures to `runs`."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    words = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in good_exits:
        raise CommandFailed(f"{' '.join(map(str, command))}: exit {process.returncode}: {words.decode()[-400:]}")
    runs.seconds.append(seconds)
    runs.cpu_seconds.append(usage.ru_utime + usage.ru_stime)
    runs.peak_mib.append(usage.ru_maxrss / 1024)
