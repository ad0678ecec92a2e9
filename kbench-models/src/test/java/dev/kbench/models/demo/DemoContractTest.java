package dev.kbench.models.demo;

import dev.kbench.config.Settings;
import dev.kbench.contract.ModelClientContract;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.Progress;

import org.junit.jupiter.api.Nested;

import java.util.Map;

class DemoContractTest {
    abstract static class Demo extends ModelClientContract {
        private final String name;

        Demo(String name) {
            this.name = name;
        }

        @Override
        protected ModelClient open() {
            return new DemoProvider()
                    .connect("demo/" + name, Settings.of(Map.of()), Progress.NONE)
                    .client();
        }

        @Override
        protected String wireModel() {
            return name;
        }
    }

    @Nested
    class Echo extends Demo {
        Echo() {
            super("echo");
        }
    }

    @Nested
    class Calculator extends Demo {
        Calculator() {
            super("calculator");
        }
    }

    @Nested
    class Wrong extends Demo {
        Wrong() {
            super("wrong");
        }
    }

    @Nested
    class Babble extends Demo {
        Babble() {
            super("babble");
        }
    }

    @Nested
    class Coding extends Demo {
        Coding() {
            super("coder");
        }
    }
}
