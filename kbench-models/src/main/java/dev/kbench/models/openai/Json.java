package dev.kbench.models.openai;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// The one JSON factory. Its buffers come from a pool that all threads share: a virtual thread
/// lives for one call, and buffers of its own would be made anew each time.
final class Json {
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build();

    private Json() {}
}
