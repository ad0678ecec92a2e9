import static dev.kbench.Kbench.*;

import module dev.kbench;

/// An MCP server with one tool, in a few lines of Python. Any other is started like it, such as
/// Mcp.stdio("uvx", "mcp-server-time").
static final String SERVER =
        """
        import json, sys

        PEOPLE = {"Bonn": 336465, "Kiel": 248873}
        TOOL = {
            "name": "population",
            "description": "How many people live in a town.",
            "inputSchema": {
                "type": "object",
                "properties": {"town": {"type": "string"}},
                "required": ["town"],
            },
        }

        for line in sys.stdin:
            message = json.loads(line)
            method, params = message["method"], message.get("params") or {}
            if "id" not in message:
                continue
            if method == "initialize":
                result = {
                    "protocolVersion": params["protocolVersion"],
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "towns", "version": "1"},
                }
            elif method == "tools/list":
                result = {"tools": [TOOL]}
            elif method == "tools/call":
                town = params["arguments"].get("town")
                known = town in PEOPLE
                text = str(PEOPLE[town]) if known else "no town named " + str(town)
                result = {"content": [{"type": "text", "text": text}], "isError": not known}
            else:
                result = {}
            print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
        """;

// %%
/// Has a tool of a server called. Each run has a server of its own, which ends with it.
@Benchmark("tool of a server")
boolean ask(Llm llm) {
    Mcp towns = Mcp.stdio("python3", "-c", SERVER);
    int people =
            llm.prompt("What is the population of Bonn?", int.class, with -> with.tools(towns));
    assertToolWasInvoked("population");
    return people == 336_465;
}

// %%
void main() {
    Task.of(this::ask).run(llm());
}
