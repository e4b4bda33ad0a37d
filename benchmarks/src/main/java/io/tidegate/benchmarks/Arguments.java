package io.tidegate.benchmarks;

/** What is typed after a benchmark's name. */
final class Arguments {
    private Arguments() {}

    static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
