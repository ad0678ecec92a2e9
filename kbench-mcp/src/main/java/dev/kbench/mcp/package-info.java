/// The tools of MCP servers, for models to call.
@NullMarked
package dev.kbench.mcp;

import org.jspecify.annotations.NullMarked;
