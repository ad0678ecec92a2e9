package dev.kbench.contract;

import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Requests and calls as tests need them.
public final class Calls {
    private Calls() {}

    /// A request of one user message, with temperature and seed 0.
    public static ModelRequest request(String model, String prompt, OptionalInt maxTokens) {
        return new ModelRequest(
                model,
                List.of(new RequestMessage(Role.USER, new Text(prompt))),
                OptionalDouble.of(0),
                OptionalLong.of(0),
                maxTokens,
                new LinkedHashMap<>());
    }

    /// A call outside of runs.
    public static ModelCall outside(ModelRequest request) {
        return new ModelCall(request, CallContext.outside());
    }

    /// A call that may be cancelled.
    public static ModelCall cancellable(ModelRequest request, Cancellation cancellation) {
        return new ModelCall(request, new CallContext("", null, 0, Deadline.NONE, cancellation));
    }

    /// A call with a deadline.
    public static ModelCall limited(ModelRequest request, Deadline deadline) {
        return new ModelCall(request, new CallContext("", null, 0, deadline, new Cancellation()));
    }
}
