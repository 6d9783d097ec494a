package activationlab.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One exercise: a method that a student writes, and what it must return.
 *
 * <p>What the student reads stands in the assignment's text; here is what the check and the grader need.
 */
public final class Exercise {

    /** The relative error that is allowed where an exercise says nothing else. */
    public static final double TOLERANCE = 1e-9;

    /** The absolute error that is always allowed where an exercise says nothing else. */
    public static final double FLOOR = 1e-12;

    private final Builder parts;

    private Exercise(Builder parts) {
        this.parts = parts;
    }

    /**
     * Begins an exercise.
     *
     * @param id its name in the notebook and in the marks: small letters, digits and hyphens
     * @param signature the declaration of the method
     * @return a builder
     */
    public static Builder of(String id, String signature) {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("id must consist of small letters, digits and hyphens, not " + id);
        }
        return new Builder(id, Signature.of(signature));
    }

    /**
     * Its name.
     *
     * @return small letters, digits and hyphens
     */
    public String id() {
        return parts.id;
    }

    /**
     * The declaration of the method.
     *
     * @return its parts
     */
    public Signature signature() {
        return parts.signature;
    }

    /**
     * The points of all categories.
     *
     * @return their sum
     */
    public double points() {
        return parts.categories.stream().mapToDouble(Category::points).sum();
    }

    /**
     * What is tested.
     *
     * @return the shown category first
     */
    public List<Category> categories() {
        return List.copyOf(parts.categories);
    }

    /**
     * The hints, from a nudge to nearly all of it.
     *
     * @return sentences
     */
    public List<String> hints() {
        return List.copyOf(parts.hints);
    }

    /**
     * The typical wrong answers.
     *
     * @return in the order in which they are looked for
     */
    public List<Mistake> mistakes() {
        return List.copyOf(parts.mistakes);
    }

    /**
     * Whether a judge decides, because several values are right.
     *
     * @return false if there is one right value for each case
     */
    public boolean isJudged() {
        return parts.judge != null;
    }

    /**
     * Whether the method must leave the arrays alone that it is given.
     *
     * @return true if changing them makes a case wrong
     */
    public boolean leavesInputs() {
        return parts.leavesInputs;
    }

    /**
     * The relative error that is allowed.
     *
     * @return at least 0
     */
    public double tolerance() {
        return parts.tolerance;
    }

    /**
     * The absolute error that is always allowed.
     *
     * @return at least 0
     */
    public double floor() {
        return parts.floor;
    }

    /**
     * The right value for a case, or what is wanted in words where a judge decides.
     *
     * @param inputs the case
     * @return a value of the signature's type; a text for a judged exercise
     */
    public Object expected(Inputs inputs) {
        return parts.judge == null ? parts.reference.apply(inputs) : parts.wanted;
    }

    /**
     * Decides about a returned value.
     *
     * @param inputs the case
     * @param got what the method returned
     * @return what is wrong as a sentence, or "-" where the value speaks for itself; empty if the value is right
     */
    public String fault(Inputs inputs, Object got) {
        if (parts.judge != null) {
            return got == null ? "It returned null." : parts.judge.fault(inputs, got);
        }
        Object expected = parts.reference.apply(inputs);
        if (Values.close(expected, got, parts.tolerance, parts.floor)) {
            return "";
        }
        if (expected instanceof double[] a && got instanceof double[] b && a.length != b.length) {
            return "It has " + b.length + " elements instead of " + a.length + ".";
        }
        return "-";
    }

    /** The same exercise with other cases. */
    Exercise with(List<Category> categories) {
        Builder other = new Builder(parts.id, parts.signature);
        other.categories.addAll(categories);
        other.hints.addAll(parts.hints);
        other.mistakes.addAll(parts.mistakes);
        other.reference = parts.reference;
        other.judge = parts.judge;
        other.wanted = parts.wanted;
        other.leavesInputs = parts.leavesInputs;
        other.tolerance = parts.tolerance;
        other.floor = parts.floor;
        return other.build();
    }

    @Override
    public String toString() {
        return parts.id + ": " + parts.signature;
    }

    /** Collects the parts of an exercise. */
    public static final class Builder {
        private final String id;
        private final Signature signature;
        private final List<Category> categories = new ArrayList<>();
        private final List<String> hints = new ArrayList<>();
        private final List<Mistake> mistakes = new ArrayList<>();
        private Function<Inputs, Object> reference;
        private Judge judge;
        private String wanted = "";
        private boolean leavesInputs;
        private double tolerance = TOLERANCE;
        private double floor = FLOOR;

        private Builder(String id, Signature signature) {
            this.id = id;
            this.signature = signature;
        }

        /**
         * Sets the right answer.
         *
         * @param value what the method must return for a case
         * @return this
         */
        public Builder reference(Function<Inputs, Object> value) {
            reference = value;
            return this;
        }

        /**
         * Lets a judge decide instead of a right answer.
         *
         * @param wanted what is wanted, in words: "an input for which they differ"
         * @param judge decides about a value
         * @return this
         */
        public Builder judge(String wanted, Judge judge) {
            this.wanted = wanted;
            this.judge = judge;
            return this;
        }

        /**
         * Adds the cases that the student's notebook has too.
         *
         * @param points for all of them
         * @param cases each with its inputs
         * @return this
         */
        public Builder shown(double points, Inputs... cases) {
            categories.add(new Category("the cases shown", points, true, random -> List.of(cases)));
            return this;
        }

        /**
         * Adds cases that the student does not see.
         *
         * @param name what they test, in words that the student may read
         * @param points for all of them
         * @param cases gives the inputs from random numbers
         * @return this
         */
        public Builder hidden(String name, double points, Function<RandomGenerator, List<Inputs>> cases) {
            categories.add(new Category(name, points, false, cases));
            return this;
        }

        /**
         * Adds cases that the student does not see and that are the same for everybody.
         *
         * @param name what they test, in words that the student may read
         * @param points for all of them
         * @param cases each with its inputs
         * @return this
         */
        public Builder hidden(String name, double points, Inputs... cases) {
            return hidden(name, points, random -> List.of(cases));
        }

        /**
         * Adds a hint; the first is a nudge, the last nearly all of it.
         *
         * @param sentence for the student
         * @return this
         */
        public Builder hint(String sentence) {
            hints.add(sentence);
            return this;
        }

        /**
         * Adds a typical wrong answer.
         *
         * @param meaning what a student who does this has overlooked, as a sentence
         * @param value what the wrong answer returns
         * @return this
         */
        public Builder mistake(String meaning, Function<Inputs, Object> value) {
            mistakes.add(new Mistake(meaning, value));
            return this;
        }

        /**
         * Makes a case wrong if the method changes an array that it is given.
         *
         * @return this
         */
        public Builder leavesInputs() {
            leavesInputs = true;
            return this;
        }

        /**
         * Sets the allowed error.
         *
         * @param relative relative to the right value
         * @param floor always allowed
         * @return this
         */
        public Builder tolerance(double relative, double floor) {
            this.tolerance = relative;
            this.floor = floor;
            return this;
        }

        /**
         * Ends the exercise.
         *
         * @return it
         * @throws IllegalArgumentException if it has no cases, or not exactly one of reference and judge
         */
        public Exercise build() {
            if ((reference == null) == (judge == null)) {
                throw new IllegalArgumentException("exercise " + id + " needs a reference or a judge, and not both");
            }
            if (categories.isEmpty()) {
                throw new IllegalArgumentException("exercise " + id + " has no cases");
            }
            return new Exercise(this);
        }
    }
}
