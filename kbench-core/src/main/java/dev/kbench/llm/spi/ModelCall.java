package dev.kbench.llm.spi;

/// One request and whose it is.
///
/// @param request what is asked
/// @param context whose call it is
public record ModelCall(ModelRequest request, CallContext context) {}
