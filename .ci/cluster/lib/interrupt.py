"""Runs a command as a terminal does, presses Ctrl-C when its standard error says something, and looks how it ends.

usage: interrupt.py PATTERN SECONDS COMMAND...
"""

import os
import re
import signal
import subprocess
import sys
import time

pattern, patience, command = re.compile(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]


def tell(sentence):
    print(sentence, file=sys.stderr, flush=True)


def members(group):
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(entry)
    return found


signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background jobs ignore it
process = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True)
pressed = None
for line in process.stderr:
    sys.stderr.write(line)
    if pressed is None and pattern.search(line):
        tell("^C")
        os.killpg(process.pid, signal.SIGINT)
        pressed = time.monotonic()
    if pressed is not None and time.monotonic() - pressed > patience:
        break
try:
    code = process.wait(patience)
except subprocess.TimeoutExpired:
    code = None
left = members(process.pid)
if left or code is None:
    os.killpg(process.pid, signal.SIGKILL)
if pressed is None:
    sys.exit(f"FAILED: it ended with {code} before it said '{pattern.pattern}'")
if code != 128 + signal.SIGINT:
    sys.exit(f"FAILED: after Ctrl-C it must end with {128 + signal.SIGINT} within {patience:.0f} s, found {code}")
if left:
    sys.exit(f"FAILED: after Ctrl-C these processes of it are left: {', '.join(left)}")
tell(f"Ctrl-C: ended with {code} after {time.monotonic() - pressed:.0f} s, and left no process")
