"""Executes a notebook headless in the kernel that it names, and prints its code cells' outputs, a JSON list for each cell.

A file that ends in .cells has the sources of cells for kbench's kernel, between lines of ----. A cell that prints
"interrupt me" is interrupted, as by the stop button.
"""

import asyncio
import json
import sys

import nbformat
from nbclient import NotebookClient

SECONDS = 300


class Client(NotebookClient):
    def process_message(self, message, cell, index):
        if message["msg_type"] == "stream" and "interrupt me" in message["content"]["text"]:
            self.interrupting = asyncio.ensure_future(self.km.interrupt_kernel())
        return super().process_message(message, cell, index)


def read(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not path.endswith(".cells"):
        return nbformat.reads(text, as_version=4)
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in text.split("\n----\n")]
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "kbench", "display_name": "kbench"}})


path, folder = sys.argv[1:]
notebook = read(path)
nbformat.validate(notebook)
Client(notebook, timeout=SECONDS, startup_timeout=SECONDS, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
for cell in notebook.cells:
    if cell.cell_type == "code":
        print(json.dumps(cell.outputs))
