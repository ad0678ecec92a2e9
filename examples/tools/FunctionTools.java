import static dev.kbench.Kbench.*;

import module dev.kbench;

/// What to do with two numbers.
enum Operator {
    PLUS,
    MINUS,
    TIMES,
    OVER
}

/// Calculates with two numbers.
///
/// @param operator what to do with them
double calculator(double a, double b, Operator operator) {
    return switch (operator) {
        case PLUS -> a + b;
        case MINUS -> a - b;
        case TIMES -> a * b;
        case OVER -> a / b;
    };
}

/// Adds two whole numbers.
long add(long a, long b) {
    return a + b;
}

/// Multiplies two whole numbers.
@Tool(parallel = true)
long multiply(long a, long b) {
    return a * b;
}

/// Looks the weather up. It is out of order.
String weather(@Description("a town's name") String town) {
    throw new IllegalStateException("no line to the weather station of " + town);
}

// %%
/// Has one tool called.
@Benchmark("calculator")
void calculate(Llm llm) {
    String answer = llm.prompt("What is 50 plus 25?", with -> with.tool(this::calculator));
    assertContainsRegex("75", answer);
    assertToolWasInvoked(this::calculator);
}

// %%
/// Has the right one of two tools called, and the result in a type.
@Benchmark("choice of tools")
boolean choose(Llm llm) {
    long product =
            llm.prompt(
                    "What is 12 multiplied by 34?",
                    long.class,
                    with -> with.tool(this::add).tool(this::multiply).maxToolRounds(5));
    assertToolWasInvoked(this::multiply);
    return product == 12 * 34;
}

// %%
/// Has the model say that a tool failed.
@Benchmark("tool that fails")
void reportFailure(Llm llm) {
    String answer =
            llm.prompt(
                    "Ask the weather tool about Bonn, and report what happens.",
                    with -> with.tool(this::weather));
    assertContainsRegex("(?i)fail|error|no line", answer);
}

// %%
void main() {
    Task.of(this::calculate).run(llm());
    Task.of(this::choose).run(llm());
    Task.of(this::reportFailure).run(llm());
}
