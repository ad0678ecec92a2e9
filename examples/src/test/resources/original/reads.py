"""Has the package kaggle-benchmarks read the task and run files of a folder, strictly, and write them again.

Usage: reads.py FOLDER. Prints a JSON object for each file: its name, what is wrong with it, and for a run its result as the
package's own cache gives it.
"""

import json
import pathlib
import sys

from google.protobuf import json_format
from kaggle_benchmarks.kaggle import benchmark_types_pb2 as types
from kaggle_benchmarks.kaggle import client as kaggle_client

OWN = "kbench"


class Stored:
    """As much of a run as the package's reader asks for: where its file lies."""

    def __init__(self, path):
        self.path = path


class Reader(kaggle_client.KaggleClient):
    def _get_run_filepath(self, run):
        return run.path


def without_own(value):
    """What the platform's message has: all but the section that kbench writes beside it."""
    if isinstance(value, dict):
        return {name: without_own(one) for name, one in value.items() if name != OWN}
    if isinstance(value, list):
        return [without_own(one) for one in value]
    return value


def problems(path):
    text = path.read_text(encoding="utf-8")
    message = types.BenchmarkTaskRun() if path.name.endswith(".run.json") else types.BenchmarkTaskVersion()
    known = without_own(json.loads(text))
    found = []
    try:
        json_format.ParseDict(known, message)
    except json_format.ParseError as e:
        return ["not read: %s" % e]
    if json.loads(json_format.MessageToJson(message)) != known:
        found.append("written again it says something else")
    if OWN not in text and json_format.MessageToJson(message) != text:
        found.append("written again it has other bytes")
    return found


for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.json")):
    if not path.name.endswith((".run.json", ".task.json")):
        continue
    line = {"file": path.name, "problems": problems(path)}
    if path.name.endswith(".run.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        line["state"] = data["state"].rsplit("_", 1)[1]
        line["result"] = Reader().load_run_result(Stored(path)) if data.get("results") else None
    print(json.dumps(line, ensure_ascii=False))
