package activationlab.homework;

import java.util.function.Function;

/**
 * A typical wrong answer: its values, by which it is recognised, and what it means. The tests show that the cases of its
 * exercise catch it.
 *
 * @param meaning what a student who does this often has in mind or has overlooked, as a sentence
 * @param value what the wrong answer returns; it may throw
 */
public record Mistake(String meaning, Function<Inputs, Object> value) {}
