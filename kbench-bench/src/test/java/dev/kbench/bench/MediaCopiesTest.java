package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.kbench.content.Image;
import dev.kbench.llm.Llm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/// A picture on the way to the wire is never held a second time: what a call allocates is the one
/// pass through small buffers in which it becomes base64.
@Timeout(120)
class MediaCopiesTest {
    private static final int SIZE = 32 << 20;
    private static final double BASE64 = 4.0 / 3;

    @Test
    void aPictureIsCopiedAtMostOnce() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Image image = PictureSpeed.picture(SIZE);
        try (SwallowingServer server = SwallowingServer.start()) {
            Llm llm = PictureSpeed.llm(server);
            assertThat(llm.prompt("Warm up.")).isEqualTo("seen");
            long before = threads.getTotalThreadAllocatedBytes();
            assertThat(llm.prompt("What is it?", with -> with.image(image))).isEqualTo("seen");
            long allocated = threads.getTotalThreadAllocatedBytes() - before;
            assertThat((double) allocated / SIZE).isLessThan(1.1 * BASE64);
        }
    }
}
