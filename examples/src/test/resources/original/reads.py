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
# A conversation says which one it came of in 0.7.0; 0.6.1 has no field for that.
NEWER = ("parentConversationId",)


class Stored:
    """As much of a run as the package's reader asks for: where its file lies."""

    def __init__(self, path):
        self.path = path


class Reader(kaggle_client.KaggleClient):
    def _get_run_filepath(self, run):
        return run.path


def of_this_version(value):
    """What this version's message has: all but the section that kbench writes beside it, and fields that are newer."""
    if isinstance(value, dict):
        return {
            name: one if name == "dictResult" else of_this_version(one)
            for name, one in value.items()
            if name != OWN and name not in NEWER
        }
    if isinstance(value, list):
        return [of_this_version(one) for one in value]
    return value


def problems(path):
    text = path.read_text(encoding="utf-8")
    message = types.BenchmarkTaskRun() if path.name.endswith(".run.json") else types.BenchmarkTaskVersion()
    data = json.loads(text)
    known = of_this_version(data)
    found = []
    try:
        json_format.ParseDict(known, message)
    except json_format.ParseError as e:
        return ["not read: %s" % e]
    if json.loads(json_format.MessageToJson(message)) != known:
        found.append("written again it says something else")
    # The keys of a dictionary have no order of their own in the message.
    if data == known and "dictResult" not in text and json_format.MessageToJson(message) != text:
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
