"""A Python session that is spoken to over pipes.

Requests come as one JSON object a line on what was standard input. Answers go to standard output between
whatever the code writes there: a zero byte, the word that the first argument names, a number of bytes, a
line end, and so many bytes of JSON. Standard error gets the same with a length of zero, so that the reader
knows where an answer's share of it ends.
"""
import ast
import asyncio
import base64
import builtins
import inspect
import io
import json
import linecache
import os
import signal
import sys
import traceback

MARK = b"\0" + sys.argv[1].encode()
PREFER_IPYTHON = sys.argv[2] == "ipython"
MOST = int(sys.argv[3])  # characters of an answer's forms, and of its error
OWN_PID = os.getpid()

requests = os.fdopen(os.dup(0), "rb")
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
answer = None
room = 0
busy = False

RICH = (
    ("text/html", "_repr_html_"),
    ("text/markdown", "_repr_markdown_"),
    ("text/latex", "_repr_latex_"),
    ("image/svg+xml", "_repr_svg_"),
    ("image/png", "_repr_png_"),
    ("image/jpeg", "_repr_jpeg_"),
    ("application/json", "_repr_json_"),
)


def write_all(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view):]


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


def finish():
    """Ends a child as Python ends a script."""
    status, told = 0, answer.get("message", "")
    if answer.get("error") == "SystemExit":
        if told.lstrip("-").isdigit():
            status = int(told) & 255
        elif told not in ("", "None"):
            sys.stderr.write(told + "\n")
            status = 1
    elif answer["status"] != "ok":
        sys.stderr.write(answer["traceback"])
        status = 1
    flush()
    os._exit(status)


def send(message):
    flush()
    # the code may have closed or replaced its streams; the descriptors are the way out
    body = json.dumps(message, default=str).encode("utf-8", "surrogatepass")
    write_all(1, MARK + str(len(body)).encode() + b"\n" + body)
    write_all(2, MARK + b"0\n")


def as_text(value):
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, str):
        return value
    return json.dumps(value, default=str)


def bounded(forms):
    """Forms as texts, as far as there is room: a text is cut, what cannot be cut is left out."""
    global room
    kept = {}
    for mime in sorted(forms, key=lambda mime: mime != "text/plain"):
        text = as_text(forms[mime])
        if len(text) > room:
            answer["cut"] = True
            if not mime.startswith("text/"):
                continue
        kept[mime] = text[:room]
        room -= len(kept[mime])
    return {mime: kept[mime] for mime in forms if mime in kept}


def show(forms):
    if room > 0:
        answer["displays"].append(bounded(forms))
    else:
        answer["cut"] = True


def bundle(value):
    """All forms of a value, by MIME type; what fails to show itself is left out."""
    forms = {}
    kind = type(value)
    try:
        if hasattr(kind, "_repr_mimebundle_"):
            made = value._repr_mimebundle_()
            forms.update(made[0] if isinstance(made, tuple) else made)
    except Exception:
        pass
    for mime, name in RICH:
        if mime not in forms and hasattr(kind, name):
            try:
                made = getattr(value, name)()
                if isinstance(made, tuple):
                    made = made[0]
                if made is not None:
                    forms[mime] = made
            except Exception:
                pass
    if "text/plain" not in forms:
        forms["text/plain"] = repr(value)
    return forms


def figures():
    """Open figures of matplotlib, as a notebook shows them after each cell."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", bbox_inches="tight")
        show({"image/png": buffer.getvalue(), "text/plain": repr(figure)})
    pyplot.close("all")


def display(*values, **_):
    for value in values:
        show(bundle(value))


class Own:
    """Python alone."""

    version = None

    def __init__(self):
        self.cells = 0
        self.space = {"__name__": "__main__", "__builtins__": builtins, "__doc__": None}
        main = type(sys)("__main__")
        main.__dict__.update(self.space)
        self.space = main.__dict__
        sys.modules["__main__"] = main
        self.loop = None
        builtins.display = display

    def run(self, code):
        self.cells += 1
        name = "<cell %d>" % self.cells
        linecache.cache[name] = (len(code), None, code.splitlines(True), name)
        try:
            tree = ast.parse(code, name)
            last = None
            if tree.body and isinstance(tree.body[-1], ast.Expr):
                last = ast.Expression(tree.body.pop().value)
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            if tree.body:
                self.execute(compile(tree, name, "exec", flags))
            if last is not None:
                # a semicolon at the end keeps a value to itself
                value = self.execute(compile(last, name, "eval", flags))
                if value is not None and not code.rstrip().endswith(";"):
                    self.space["_"] = value
                    answer["output"] = bounded(bundle(value))
            figures()
        except BaseException as error:
            self.failed(error, name)

    def execute(self, compiled):
        value = eval(compiled, self.space)
        if compiled.co_flags & inspect.CO_COROUTINE:
            if self.loop is None:
                self.loop = asyncio.new_event_loop()
            value = self.loop.run_until_complete(value)
        return value

    def failed(self, error, name):
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        try:
            lines = traceback.format_exception(type(error), error, trace)
        except Exception:
            lines = ["%s: the exception cannot be shown\n" % type(error).__name__]
        fail(error, "".join(lines))


def fail(error, trace):
    answer["status"] = "error"
    answer["error"] = type(error).__name__
    try:
        message = str(error)
    except Exception:
        message = ""
    answer["message"] = message[:MOST]
    # of a long one the end says what it is
    answer["traceback"] = trace[max(0, len(trace) - MOST):]
    if len(message) > MOST or len(trace) > MOST:
        answer["cut"] = True


def leave(code=None):
    """What exit() is: an exception like another; the session goes on."""
    raise SystemExit(code)


def ipython():
    """The shell of IPython, with what it shows going into answers."""
    import IPython
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Hook(DisplayHook):
        def write_output_prompt(self):
            pass

        def write_format_data(self, format_dict, md_dict=None):
            answer["output"] = bounded(format_dict)

        def finish_displayhook(self):
            pass

    class Publisher(DisplayPublisher):
        def publish(self, data, metadata=None, **_):
            show(data)

        def clear_output(self, wait=False):
            answer["displays"].clear()

    class Shell(InteractiveShell):
        displayhook_class = Type(Hook)
        display_pub_class = Type(Publisher)

        def enable_gui(self, gui=None):
            pass

        def _showtraceback(self, etype, evalue, stb):
            fail(evalue, stb if isinstance(stb, str) else self.InteractiveTB.stb2text(stb))

        def system(self, command):
            # output of commands belongs to the answer as well
            sys.stdout.flush()
            self.user_ns["_exit_code"] = os.waitstatus_to_exitcode(os.system(command))

        system_raw = system_piped = system

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.autocall = 0
    config.TerminalInteractiveShell.simple_prompt = True
    shell = Shell.instance(config=config)
    for name in ("exit", "quit"):
        shell.user_ns[name] = shell.user_ns_hidden[name] = leave
    shell.display_formatter.active_types = shell.display_formatter.format_types

    class Through:
        version = IPython.__version__

        def run(self, code):
            result = shell.run_cell(code, store_history=True)
            error = result.error_before_exec or result.error_in_exec
            if error is not None and answer["status"] == "ok":
                fail(error, "".join(traceback.format_exception_only(type(error), error)))
            if error is None:
                figures()

    return Through()


def session():
    if PREFER_IPYTHON:
        try:
            return ipython()
        except ImportError:
            pass
    return Own()


def interrupted(number, frame):
    # one that comes after its cell has ended is for nobody
    if busy:
        raise KeyboardInterrupt


sys.stdout.reconfigure(line_buffering=True)
running = session()
signal.signal(signal.SIGINT, interrupted)
send({"ready": os.getpid(), "python": "%d.%d.%d" % sys.version_info[:3], "ipython": running.version})
while True:
    line = requests.readline()
    if not line:
        break
    request = json.loads(line)
    answer = {"id": request["id"], "status": "ok", "output": {}, "displays": [], "cut": False}
    room = MOST
    sys.stdin = io.StringIO(request["input"])
    try:
        busy = True
        running.run(request["code"])
        busy = False
    except BaseException as error:
        busy = False
        fail(error, "".join(traceback.format_exception_only(type(error), error)))
    if os.getpid() != OWN_PID:
        # a child that the code forked and did not end: the session is its parent's
        finish()
    send(answer)
