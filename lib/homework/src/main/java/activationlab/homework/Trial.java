package activationlab.homework;

import activationlab.numeric.Randoms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Tries an answer on the cases of an exercise: the same in a student's notebook and in the grader. */
final class Trial {

    static final String NOT_WRITTEN = "Not written yet: the cell still throws “not written yet”.";
    private static final String RIGHT = "Right.";

    private final Exercise exercise;
    private final Replay replay;
    private final List<Inputs> tried = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Why all further cases fail as well; empty while the answer can be asked. */
    private String hopeless = "";

    private boolean unwritten;

    private Trial(Exercise exercise, Replay replay) {
        this.exercise = exercise;
        this.replay = replay;
    }

    /**
     * Tries an answer.
     *
     * @param shownOnly whether to leave the hidden cases out
     * @param seed decides the hidden inputs
     * @param answer what stands in the answer's cell, for the record
     */
    static Result.Question of(Exercise exercise, Replay replay, boolean shownOnly, long seed, String answer)
            throws IOException {
        return new Trial(exercise, replay).run(shownOnly, seed, answer);
    }

    private Result.Question run(boolean shownOnly, long seed, String answer) throws IOException {
        List<Result.Tested> tested = new ArrayList<>();
        double points = 0;
        double most = 0;
        for (Category category : exercise.categories()) {
            if (shownOnly && !category.shown()) {
                continue;
            }
            List<Result.Case> cases = new ArrayList<>();
            RandomGenerator random = Randoms.generator(Seeds.of(seed, exercise.id(), category.name()));
            for (Inputs inputs : category.cases().apply(random)) {
                cases.add(one(inputs));
            }
            int right = (int) cases.stream().filter(Result.Case::right).count();
            double earned = hundredths(category.points() * right / cases.size());
            tested.add(new Result.Tested(category.name(), category.shown(), earned, category.points(), cases));
            points += earned;
            most += category.points();
        }
        points = hundredths(points);
        String sentence = sentence(tested);
        String mistake = sentence.equals(RIGHT) ? "" : mistake();
        return new Result.Question(exercise.id(), points, most, sentence, mistake, answer, tested);
    }

    static double hundredths(double points) {
        return Math.rint(points * 100) / 100;
    }

    private String sentence(List<Result.Tested> tested) {
        if (unwritten) {
            return NOT_WRITTEN;
        }
        if (!hopeless.isEmpty()) {
            return hopeless;
        }
        int right = tested.stream().mapToInt(Result.Tested::right).sum();
        int all = tested.stream().mapToInt(category -> category.cases().size()).sum();
        if (right == all) {
            return RIGHT;
        }
        return right == 0 ? "None of the " + all + " cases is right." : right + " of " + all + " cases are right.";
    }

    private Result.Case one(Inputs inputs) throws IOException {
        String call = exercise.signature().name() + "(" + inputs + ")";
        Object expected = exercise.expected(inputs);
        String wanted = exercise.isJudged() ? (String) expected : Values.show(expected);
        if (!hopeless.isEmpty()) {
            return new Result.Case(false, call, wanted, "", "Not tried.");
        }
        Session.Reply reply = replay.call(exercise, inputs);
        if (reply instanceof Session.Returned returned) {
            tried.add(inputs);
            values.add(returned.value());
            String got = Values.show(returned.value());
            if (exercise.leavesInputs() && returned.changedInputs()) {
                return new Result.Case(
                        false, call, wanted, got, "The method changed the array that it was given; make a new one.");
            }
            String fault = judged(inputs, returned.value());
            return new Result.Case(fault.isEmpty(), call, wanted, got, fault.equals("-") ? "" : fault);
        }
        return new Result.Case(false, call, wanted, "", failed(reply));
    }

    /** A judge reads what a student's program made; if it stumbles over that, the value is wrong. */
    private String judged(Inputs inputs, Object value) {
        try {
            return exercise.fault(inputs, value);
        } catch (RuntimeException e) {
            if (!exercise.isJudged()) {
                throw e;
            }
            return "The value could not be judged: it has an unexpected length or content.";
        }
    }

    /** What went wrong without a value; decides whether further cases have a chance. */
    private String failed(Session.Reply reply) {
        String refused = replay.refused(exercise.id());
        if (reply instanceof Session.Threw threw) {
            if (threw.text().startsWith("UnsupportedOperationException: not written yet")) {
                unwritten = true;
                hopeless = NOT_WRITTEN;
                return NOT_WRITTEN;
            }
            if (threw.text().endsWith("which is not defined.")) {
                hopeless = threw.text() + Result.ONLY_JDK;
                return hopeless;
            }
            return "It threw " + threw.text();
        }
        if (reply instanceof Session.NoMethod no) {
            if (!refused.isEmpty()) {
                hopeless = "The cell cannot be used. Java says: " + refused;
            } else if (no.other().isEmpty()) {
                hopeless = "There is no method " + exercise.signature() + ".";
            } else {
                hopeless = "The method is declared as " + no.other() + "; " + exercise.signature() + " is needed.";
            }
        } else if (reply instanceof Session.TooLate) {
            hopeless = "The method did not come to an end in time.";
        } else if (!replay.exhausted().isEmpty()) {
            hopeless = "Not tried: " + replay.exhausted() + ".";
        } else {
            hopeless = "The program ended while the method ran (System.exit, or no memory left).";
        }
        return hopeless;
    }

    /** The mistake whose values are the answer's in all cases tried. */
    private String mistake() {
        if (tried.isEmpty()) {
            return "";
        }
        for (Mistake mistake : exercise.mistakes()) {
            if (explains(mistake)) {
                return mistake.meaning();
            }
        }
        return "";
    }

    private boolean explains(Mistake mistake) {
        boolean differs = false;
        for (int i = 0; i < tried.size(); i++) {
            Object wrong;
            try {
                wrong = mistake.value().apply(tried.get(i));
            } catch (RuntimeException e) {
                return false;
            }
            if (!Values.close(wrong, values.get(i), exercise.tolerance(), exercise.floor())) {
                return false;
            }
            differs |= !judged(tried.get(i), wrong).isEmpty();
        }
        return differs;
    }
}
