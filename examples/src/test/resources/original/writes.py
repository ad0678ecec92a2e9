"""Has the package kaggle-benchmarks write task and run files of every kind into the working folder, against a server of its own
on loopback, and ends in the middle of an evaluation, as a process does that is killed.
"""

import http.server
import json
import os
import threading


class Server(http.server.BaseHTTPRequestHandler):
    """Answers each request with the text that follows ANSWER in its last message."""

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = request["messages"][-1]["content"]
        text = text if isinstance(text, str) else text[-1]["text"]
        body = json.dumps(
            {
                "id": "c",
                "object": "chat.completion",
                "created": 1,
                "model": request["model"],
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "stop",
                        "message": {"role": "assistant", "content": text.split("ANSWER ")[-1].split("\n")[0]},
                    }
                ],
                "usage": {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14},
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ.update(
    MODEL_PROXY_URL="http://127.0.0.1:%d/v1" % server.server_address[1],
    MODEL_PROXY_API_KEY="none",
    LLM_DEFAULT="mock/model",
    LLM_DEFAULT_EVAL="mock/judge",
    LLMS_AVAILABLE="mock/model,mock/judge",
    KBENCH_UI_MODE="none",
    COLUMNS="120",
)

import kaggle_benchmarks as kbench  # noqa: E402 (it reads the environment when it is imported)
import pandas as pd  # noqa: E402


@kbench.task(name="Checks")
def checks(llm):
    """Records one assertion that holds and one that does not."""
    answer = llm.prompt("ANSWER Grüße, 7 × 8")
    kbench.assertions.assert_in("7", answer, expectation="There is a seven.")
    kbench.assertions.assert_in("9", answer, expectation="There is a nine.")


@kbench.task(name="Truth", store_task=False)
def truth(llm, word: str) -> bool:
    return llm.prompt("ANSWER " + word) == "yes"


@kbench.task(name="Score")
def score(llm) -> float:
    return truth.run(llm, word="yes").passed / 4


@kbench.task(name="Number")
def number(llm) -> int:
    return int(llm.prompt("ANSWER 0"))


@kbench.task(name="Interval")
def interval(llm) -> tuple[float, float]:
    return 0.5, 0.125


@kbench.task(name="Count")
def count(llm) -> tuple[int, int]:
    return 8, 10


@kbench.task(name="Words")
def words(llm) -> dict:
    return {"accuracy": 0.9, "is_correct": True, "best": "ä"}


@kbench.task(name="Raises")
def raises(llm) -> bool:
    llm.prompt("ANSWER no")
    raise ValueError("no luck")


for task in (checks, score, number, interval, count, words):
    task.run(kbench.llm)
try:
    raises.run(kbench.judge_llm)
except Exception:
    pass


@kbench.task(name="Cut Short", store_task=False)
def cut_short(llm, word: str) -> bool:
    if word == "end":
        os._exit(9)
    return llm.prompt("ANSWER " + word) == "yes"


rows = pd.DataFrame({"word": ["yes", "no", "yes", "end", "yes"]})
cut_short.evaluate(llm=[kbench.llm], evaluation_data=rows, n_jobs=1)
