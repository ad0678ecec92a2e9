package dev.kbench.contract;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelRequest;

import java.util.OptionalInt;

/// Requests and calls as tests need them.
public final class Calls {
    private Calls() {}

    /// A request of one user message, with temperature and seed 0.
    public static ModelRequest request(String model, String prompt, OptionalInt maxTokens) {
        ModelRequest.Builder request = ModelRequest.to(model).user(prompt).temperature(0).seed(0);
        maxTokens.ifPresent(request::maxTokens);
        return request.build();
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
