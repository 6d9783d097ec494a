package activationlab.homework;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Some cases of an exercise that test one thing. The points are shared equally among the cases.
 *
 * @param name what they test, in words that a student may read: "both sides of 0"
 * @param points at least 0
 * @param shown whether the student's notebook has the cases too
 * @param cases gives the inputs from random numbers, equal inputs for equal numbers; shown cases ignore them
 */
public record Category(String name, double points, boolean shown, Function<RandomGenerator, List<Inputs>> cases) {}
