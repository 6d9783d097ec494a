package activationlab.homework.assignments;

import activationlab.homework.Assignment;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import activationlab.homework.Judge;
import activationlab.homework.OwnData;
import activationlab.homework.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Homework 4: a student reads data of their own, runs an experiment with them, and answers from the run.
 *
 * <p>The right answers follow from the student's id. They are computed here with the same data and the same library, when one
 * is first asked for, and kept. Without an id, as in the student's notebook, the form of an answer is all that is judged, so
 * that the right numbers are not shown there.
 */
public final class OwnExperiment implements Assignment {

    /** How many students' results are kept; the least recently used one goes. */
    private static final int KEPT = 64;

    /** Answers may be rounded to three decimals. */
    private static final double TOLERANCE = 5e-3;

    /** A little more than half of the third decimal, for numbers such as 0.0025. */
    private static final double FLOOR = 5.1e-4;

    private static final String HOLDS = "holds";
    private static final String SMALL = "holds if the rate is small";
    private static final String LARGE = "holds if the rate is large";
    private static final String MIXED = "holds at some rates";
    private static final String NOT_SEEN = "not seen here";

    private final Map<String, Recomputed> known = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The assignment of a course.
     *
     * @param variant the course's choices; the id of each student chooses here, so that there is none
     */
    public OwnExperiment(Variant variant) {}

    @Override
    public String name() {
        return "hw4";
    }

    @Override
    public String title() {
        return "Read and design an experiment";
    }

    @Override
    public List<Exercise> exercises(String student) {
        String id = OwnData.plain(student);
        Recomputed results = id.isEmpty() ? null : recomputed(id);
        return List.of(
                studentId(id),
                rows(results),
                alwaysSays(results),
                mean(results),
                bestRate(results),
                reported(results),
                difference(results),
                seedsHigher(results),
                holdsAt(results),
                verdict());
    }

    private Recomputed recomputed(String id) {
        synchronized (known) {
            Recomputed results = known.computeIfAbsent(id, Recomputed::new);
            if (known.size() > KEPT) {
                known.remove(known.keySet().iterator().next());
            }
            return results;
        }
    }

    /** The results of a student, computed once by whichever thread needs them first. */
    private static final class Recomputed {
        private final String id;
        private OwnResults results;

        Recomputed(String id) {
            this.id = id;
        }

        synchronized OwnResults get() {
            if (results == null) {
                results = OwnResults.of(OwnData.of(id));
            }
            return results;
        }
    }

    /** An exercise whose right answers follow from the student's results; without them its answers are judged by their form. */
    private static final class Personal {
        private final Recomputed results;
        private final Exercise.Builder builder;

        Personal(Recomputed results, String id, String signature, String form, Predicate<Object> formed, Answer right) {
            this.results = results;
            builder = Exercise.of(id, signature).tolerance(TOLERANCE, FLOOR);
            if (results == null) {
                builder.judge(form, (inputs, got) -> formed.test(got) ? "" : "It should be " + form + ".");
            } else {
                builder.reference(inputs -> right.of(results.get(), inputs));
            }
        }

        /** The numbers of a mistake follow from the results, too. */
        Personal mistake(String meaning, Answer value) {
            if (results != null) {
                builder.mistake(meaning, inputs -> value.of(results.get(), inputs));
            }
            return this;
        }
    }

    /** A value from the results of a student. */
    @FunctionalInterface
    private interface Answer {
        Object of(OwnResults results, Inputs inputs);
    }

    private static Predicate<Object> number(double from, double to) {
        return got -> got instanceof Double number && number >= from && number <= to;
    }

    private static Predicate<Object> whole(int from, int to) {
        return got -> got instanceof Integer number && number >= from && number <= to;
    }

    /** Two different functions in the order of the list, or the other way round. */
    private static Inputs[] pairs(boolean turned) {
        List<Inputs> pairs = new ArrayList<>();
        List<String> functions = OwnResults.functions();
        for (int i = 0; i < functions.size(); i++) {
            for (int j = i + 1; j < functions.size(); j++) {
                pairs.add(Inputs.of(functions.get(turned ? j : i), functions.get(turned ? i : j)));
            }
        }
        return pairs.toArray(Inputs[]::new);
    }

    // ------------------------------------------------------------------ the exercises

    private static Exercise studentId(String id) {
        Judge judge = (inputs, got) -> {
            String given = OwnData.plain((String) got);
            if (given.isEmpty()) {
                return "It is empty. Write your id between the quotes.";
            }
            return id.isEmpty() || given.equals(id)
                    ? ""
                    : "The work was handed in by " + id + ", so it is judged by the data of " + id
                            + ". The numbers of another id do not fit.";
        };
        return Exercise.of("student-id", "String studentId()")
                .judge("the id under which you hand in", judge)
                .shown(0, Inputs.of())
                .mistake("The text is empty.", in -> "")
                .mistake("This is the word for what is asked, not your id.", in -> "id")
                .mistake("This is the word for what is asked, not your id.", in -> "studentId")
                .mistake("This is how the text writes an id; yours stands in its place.", in -> "…")
                .hidden("it is the id under which you hand in", 1, Inputs.of())
                .hint("Your id is what your course calls you: a number or a short name.")
                .hint(
                        "Write it between the quotes: return \"…\"; and run the cell. Spaces and capital letters do not count.")
                .build();
    }

    private static Exercise rows(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "rows",
                "int rows(String kind)",
                "a whole number from 1 to 200",
                whole(1, 200),
                (r, in) -> r.rows(in.text(0)));
        exercise.mistake(
                        "These are the numbers of the two kinds, exchanged.",
                        (r, in) -> r.rows(OwnResults.other(in.text(0))))
                .mistake("This is the number of all rows; asked for are those of one kind.", (r, in) -> r.rows())
                .mistake(
                        "This is one too many: the first line of the file has the names of the columns.",
                        (r, in) -> r.rows(in.text(0)) + 1)
                .mistake(
                        "This is half of all rows; the two kinds need not be equally frequent.",
                        (r, in) -> r.rows() / 2);
        return exercise.builder
                .shown(0, Inputs.of(OwnData.FIRST))
                .hidden("your rows of the first kind", 3, Inputs.of(OwnData.FIRST))
                .hidden("your rows of the second kind", 3, Inputs.of(OwnData.SECOND))
                .hint("The cell above counts the rows of one kind; a play cell can count the others.")
                .hint("mine.where(mine.stringColumn(\"kind\").isEqualTo(\"diamond\")).rowCount() counts the diamonds.")
                .hint("Then: if (kind.equals(\"dot\")) return …; and the other number after it.")
                .build();
    }

    private static Exercise alwaysSays(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "always-says",
                "double alwaysSays(String kind)",
                "a number from 0 to 1",
                number(0, 1),
                (r, in) -> r.share(in.text(0)));
        exercise.mistake(
                        "These are the shares of the two kinds, exchanged.",
                        (r, in) -> r.share(OwnResults.other(in.text(0))))
                .mistake(
                        "Being right half of the time would need kinds that are equally frequent, or a coin.",
                        (r, in) -> 0.5)
                .mistake(
                        "This divides by the number of the other kind; a share divides by all.",
                        (r, in) -> r.share(in.text(0)) / r.share(OwnResults.other(in.text(0))))
                .mistake("This is in per cent; an accuracy goes from 0 to 1.", (r, in) -> 100 * r.share(in.text(0)));
        return exercise.builder
                .shown(0, Inputs.of(OwnData.FIRST))
                .hidden("always the first kind, with your data", 3, Inputs.of(OwnData.FIRST))
                .hidden("always the second kind, with your data", 3, Inputs.of(OwnData.SECOND))
                .hint(
                        "Whoever always gives one answer is right about the rows of that kind, and wrong about all others.")
                .hint("Divide the rows of the kind by all rows, with a decimal point: 1.0 * rows(kind) / all.")
                .build();
    }

    private static Exercise mean(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "mean",
                "double mean(String column, String kind)",
                "a finite number",
                number(-100, 100),
                (r, in) -> r.mean(in.text(0), in.text(1)));
        exercise.mistake(
                        "This is the median, the number in the middle; the mean is the sum over the count.",
                        (r, in) -> r.median(in.text(0), in.text(1)))
                .mistake("This is the mean of both kinds together.", (r, in) -> r.meanOfAll(in.text(0)))
                .mistake(
                        "These are the means of the two kinds, exchanged.",
                        (r, in) -> r.mean(in.text(0), OwnResults.other(in.text(1))))
                .mistake(
                        "These are the means of the two columns, exchanged.",
                        (r, in) -> r.mean(in.text(0).equals("x") ? "y" : "x", in.text(1)));
        return exercise.builder
                .shown(0, Inputs.of("x", OwnData.FIRST))
                .hidden("your column x", 5, Inputs.of("x", OwnData.FIRST), Inputs.of("x", OwnData.SECOND))
                .hidden("your column y", 5, Inputs.of("y", OwnData.FIRST), Inputs.of("y", OwnData.SECOND))
                .hint("First take the rows of the kind, then the column of what is left, then its mean.")
                .hint("mine.where(mine.stringColumn(\"kind\").isEqualTo(\"diamond\")).doubleColumn(\"x\").mean()")
                .hint(
                        "Four numbers, so two questions in the method: which column, and which kind. Three decimals are enough.")
                .build();
    }

    private static Exercise bestRate(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "best-rate",
                "double bestRate(String function)",
                "one of the four rates 0.03, 0.1, 0.3 and 0.9",
                got -> got instanceof Double rate
                        && Arrays.stream(OwnResults.rates()).anyMatch(r -> r == rate),
                (r, in) -> r.bestRate(in.text(0)));
        exercise.mistake(
                        "This rate is best on the odd seeds. They are kept for the report; the even ones choose.",
                        (r, in) -> r.rateBy(in.text(0), OwnResults::odd, OwnResults::median))
                .mistake(
                        "This rate is best on all seeds together; only the even ones choose.",
                        (r, in) -> r.rateBy(in.text(0), seed -> true, OwnResults::median))
                .mistake(
                        "This rate has the best single run; the median of the even seeds decides.",
                        (r, in) -> r.rateBy(in.text(0), seed -> true, OwnResults::largest))
                .mistake(
                        "This rate has the lowest median; an accuracy is better when it is higher.",
                        (r, in) -> r.rateBy(in.text(0), seed -> !OwnResults.odd(seed), v -> -OwnResults.median(v)));
        return casesOfFunctions(exercise)
                .hint("Look at the even seeds alone: which rate has the highest median accuracy?")
                .hint(
                        "runs.best(Metric.TEST_ACCURACY, \"rate\", \"tanh\") does that; if two rates are level, the smaller one counts.")
                .hint("Its label() is the rate, as a text. Type the three numbers into the method.")
                .build();
    }

    /** One case for each function; the first is shown, for its form. */
    private static Exercise.Builder casesOfFunctions(Personal exercise) {
        for (String function : OwnResults.functions()) {
            if (function.equals(OwnResults.functions().get(0))) {
                exercise.builder.shown(0, Inputs.of(function));
            }
            exercise.builder.hidden(function + " with your data", 4, Inputs.of(function));
        }
        return exercise.builder;
    }

    private static Exercise reported(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "reported",
                "double reported(String function)",
                "a number from 0 to 1",
                number(0, 1),
                (r, in) -> r.reported(in.text(0)));
        exercise.mistake(
                        "This is the median of the even seeds, which have chosen the rate; the odd ones report.",
                        (r, in) -> r.reportedOnEven(in.text(0)))
                .mistake(
                        "This is the median of all seeds; half of them have chosen the rate.",
                        (r, in) -> r.reportedOnAll(in.text(0)))
                .mistake("This is the mean of the odd seeds, not their median.", (r, in) -> r.reportedMean(in.text(0)))
                .mistake(
                        "This is the best of the odd seeds, not their median.",
                        (r, in) -> r.reportedHighest(in.text(0)));
        return casesOfFunctions(exercise)
                .hint("The seeds that chose the rate have flattered it. Which seeds have not?")
                .hint(
                        "runs.best(Metric.TEST_ACCURACY, \"rate\", \"tanh\") has two summaries: chosenBy() and reported().")
                .hint("Take reported().median(), with three decimals or more.")
                .build();
    }

    private static Exercise difference(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "difference",
                "double difference(String first, String second)",
                "a number from -1 to 1",
                number(-1, 1),
                (r, in) -> r.paired(in.text(0), in.text(1)).mean());
        exercise.mistake(
                        "The sign is the other way round: it is the first function minus the second.",
                        (r, in) -> r.paired(in.text(1), in.text(0)).mean())
                .mistake(
                        "This is the difference of two medians; here it is the mean of the differences seed by seed.",
                        (r, in) -> r.differenceOfMedians(in.text(0), in.text(1)))
                .mistake(
                        "Both functions are taken at the best rate of the first; each has one of its own.",
                        (r, in) -> r.pairedAtFirstRate(in.text(0), in.text(1)).mean())
                .mistake(
                        "This has no sign; which function is ahead gets lost.",
                        (r, in) -> Math.abs(r.paired(in.text(0), in.text(1)).mean()));
        return exercise.builder
                .shown(0, pairs(false)[0])
                .hidden("three pairs, with your data", 6, pairs(false))
                .hidden("the same pairs, the other way round", 6, pairs(true))
                .hint(
                        "Same seed, same split, same first weights: subtract seed by seed, then take the mean of the twenty.")
                .hint(
                        "runs.paired(Metric.TEST_ACCURACY, List.of(\"tanh\", \"0.1\"), List.of(\"ReLU\", \"0.03\")), with the best rate of each.")
                .hint("There are three numbers; the other three are the same with the opposite sign.")
                .build();
    }

    private static Exercise seedsHigher(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "seeds-higher",
                "int seedsHigher(String first, String second)",
                "a whole number from 0 to 20",
                whole(0, OwnResults.SEEDS),
                (r, in) -> r.paired(in.text(0), in.text(1)).higher());
        exercise.mistake(
                        "These seeds favour the second function; asked for are those of the first.",
                        (r, in) -> r.paired(in.text(0), in.text(1)).lower())
                .mistake(
                        "This counts the seeds that are level as well.",
                        (r, in) -> OwnResults.SEEDS
                                - r.paired(in.text(0), in.text(1)).lower())
                .mistake(
                        "Both functions are taken at the best rate of the first; each has one of its own.",
                        (r, in) -> r.pairedAtFirstRate(in.text(0), in.text(1)).higher())
                .mistake(
                        "This says which function is ahead on average, not on how many seeds.",
                        (r, in) -> r.paired(in.text(0), in.text(1)).mean() > 0 ? OwnResults.SEEDS : 0);
        return exercise.builder
                .shown(0, pairs(false)[0])
                .hidden("three pairs, with your data", 4, pairs(false))
                .hidden("the same pairs, the other way round", 4, pairs(true))
                .hint("The comparison of the exercise before counts them too: higher() and lower().")
                .hint("Seeds on which both are level are in neither, so the two numbers need not add up to 20.")
                .build();
    }

    private static Exercise holdsAt(Recomputed results) {
        Personal exercise = new Personal(
                results,
                "holds-at",
                "boolean[] holdsAt(int statement)",
                "an array of four: true where the statement holds, for the rates 0.03, 0.1, 0.3 and 0.9",
                got -> got instanceof boolean[] holds && holds.length == OwnResults.rates().length,
                (r, in) -> r.holdsAt(in.whole(0)));
        exercise.mistake(
                        "The rates are in the opposite order; the first place is for the smallest.",
                        (r, in) -> OwnResults.reversed(r.holdsAt(in.whole(0))))
                .mistake("True and false are exchanged.", (r, in) -> OwnResults.not(r.holdsAt(in.whole(0))))
                .mistake(
                        "Some statements are read the other way round: look which function is the first.",
                        (r, in) -> r.swapped(in.whole(0)))
                .mistake(
                        "Some statements are judged by who is ahead on average; the table says what has to be seen.",
                        (r, in) -> r.onAverage(in.whole(0)));
        exercise.builder.shown(0, Inputs.of(1));
        for (int statement = 1; statement <= OwnResults.STATEMENTS; statement++) {
            exercise.builder.hidden("statement " + statement + " with your data", 2, Inputs.of(statement));
        }
        return exercise.builder
                .hint("Take one statement, read its rule in the table, and look at one rate after the other.")
                .hint("The run cell above prints, for each rate, the number that each rule asks for.")
                .hint(
                        "Compare each number with the bound in the table: that gives four words true or false for a statement.")
                .build();
    }

    /** The same for all students: from what was seen to words. */
    private static Exercise verdict() {
        return Exercise.of("verdict", "String verdict(boolean[] holds)")
                .reference(in -> words(in.flags(0)))
                .leavesInputs()
                .shown(1, flags("1111"), flags("0000"), flags("1100"), flags("0001"), flags("1010"))
                .hidden("at all rates, and at none", 1, flags("1111"), flags("0000"))
                .hidden("at the small rates", 1, flags("1000"), flags("1110"))
                .hidden("at the large rates", 1, flags("0111"), flags("0011"))
                .hidden("with a gap, or in the middle", 1, flags("0110"), flags("1011"), flags("0100"), flags("1001"))
                .hidden(
                        "other numbers of rates",
                        1,
                        flags("111111"),
                        flags("00"),
                        flags("100000"),
                        flags("01"),
                        flags("00100"))
                .mistake(
                        "One case that speaks against it does not make it \"not seen here\": at other rates it was seen.",
                        in -> all(in.flags(0), true) ? HOLDS : NOT_SEEN)
                .mistake(
                        "Small and large are exchanged; the rates ascend.",
                        in -> words(OwnResults.reversed(in.flags(0))))
                .mistake(
                        "The first rate alone does not say that it holds at the small ones: behind them it must not hold any more.",
                        in -> {
                            boolean[] holds = in.flags(0);
                            if (all(holds, true)) {
                                return HOLDS;
                            }
                            if (all(holds, false)) {
                                return NOT_SEEN;
                            }
                            return holds[0] ? SMALL : holds[holds.length - 1] ? LARGE : MIXED;
                        })
                .mistake(
                        "One rate at which it is seen is a condition, not a \"holds\".",
                        in -> all(in.flags(0), false) ? NOT_SEEN : HOLDS)
                .hint("Begin with the two simple ones: true everywhere, false everywhere.")
                .hint("Walk from the smallest rate to the largest and count how often true and false change places.")
                .hint("One change: what the first place says decides between small and large. Two or more: some rates.")
                .build();
    }

    private static Inputs flags(String digits) {
        boolean[] holds = new boolean[digits.length()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = digits.charAt(i) == '1';
        }
        return Inputs.of(holds);
    }

    private static boolean all(boolean[] holds, boolean value) {
        for (boolean one : holds) {
            if (one != value) {
                return false;
            }
        }
        return true;
    }

    private static String words(boolean[] holds) {
        int changes = 0;
        for (int i = 1; i < holds.length; i++) {
            changes += holds[i] != holds[i - 1] ? 1 : 0;
        }
        if (changes == 0) {
            return holds[0] ? HOLDS : NOT_SEEN;
        }
        return changes > 1 ? MIXED : holds[0] ? SMALL : LARGE;
    }
}
