package activationlab.notebook;

import activationlab.homework.AnswerCheck;
import activationlab.homework.AnswerCheck.Piece;
import activationlab.homework.Assignment;
import activationlab.homework.Exercise;
import activationlab.homework.PublicChecks;
import activationlab.homework.Result;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import jdk.jshell.JShell;

/**
 * The last cell of a homework: what the file on the disk holds, because that is what is handed in, and not what the kernel
 * remembers.
 */
final class HandIn {

    private static final String SAVE = "Press Ctrl+S (on a Mac Cmd+S), then run this cell again.";

    /** The path under which the notebook was opened; servers before 2022 do not tell. */
    private static String session =
            Optional.ofNullable(System.getenv("JPY_SESSION_NAME")).orElse("");

    private HandIn() {}

    /** As if the notebook had been opened under another name, for tests. */
    static void openedAs(String path) {
        session = path;
    }

    static void show(String name) {
        Assignment assignment = Exercises.assignment(name);
        List<String> remarks = new ArrayList<>();
        Path file = file(name, remarks);
        if (file == null) {
            Kernel.display(new Checks.Note(Checks.WRONG, "✗ ", name + ". ", remarks.get(0)).data());
            return;
        }
        List<Exercise> exercises = assignment.exercises("");
        String title = "Running your saved notebook from the beginning";
        Progress progress = Progress.start(title, exercises.size());
        AnswerCheck.Saved saved;
        try {
            saved = AnswerCheck.saved(assignment, file, progress::step);
        } catch (InterruptedIOException e) {
            progress.stopped("Stopped: the notebook was not checked.");
            Thread.currentThread().interrupt();
            return;
        } catch (IOException e) {
            progress.stopped(file.getFileName() + " cannot be handed in like this. " + e.getMessage());
            return;
        }
        progress.finish(file.getFileName() + " was run from the beginning.");
        show(new Report(file, exercises, saved, remarks, differences(exercises, saved)));
    }

    private static void show(Showable report) {
        Kernel.display(report.data());
    }

    // ------------------------------------------------------------------------------------------------- the file

    /** The notebook's file; null if it cannot be told, and then the first remark says why. */
    private static Path file(String name, List<String> remarks) {
        Path folder = Exercises.folder();
        String opened = session.substring(Math.max(session.lastIndexOf('/'), session.lastIndexOf('\\')) + 1);
        Path named = folder.resolve(opened.endsWith(".ipynb") ? opened : name + ".ipynb");
        if (Files.isRegularFile(named)) {
            return named;
        }
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.toAbsolutePath(), "*.ipynb")) {
            found.forEach(others::add);
        } catch (IOException e) {
            remarks.add("The folder of the notebook cannot be read.");
            return null;
        }
        List<Path> fitting = others.stream().filter(isOf(name)).sorted().toList();
        if (fitting.size() == 1) {
            remarks.add(
                    "The notebook was opened as " + named.getFileName() + ", which is no longer there; looked at is "
                            + fitting.get(0).getFileName() + ".");
            return fitting.get(0);
        }
        String there = fitting.isEmpty()
                ? "and no other notebook of " + name + " is in its folder"
                : "and several others could be meant: "
                        + String.join(
                                ", ",
                                fitting.stream()
                                        .map(path -> path.getFileName().toString())
                                        .toList());
        remarks.add("The notebook was opened as " + named.getFileName() + ", but there is no such file, " + there
                + ". If you have renamed it, close it, open it again, run all cells and save it.");
        return null;
    }

    private static Predicate<Path> isOf(String name) {
        return path -> {
            try {
                return AnswerCheck.isOf(name, path);
            } catch (IOException e) {
                return false;
            }
        };
    }

    // ------------------------------------------------------------------------------------------------- kernel and file

    /** What the kernel has and the file has not, as sentences. */
    private static List<String> differences(List<Exercise> exercises, AnswerCheck.Saved saved) {
        Optional<JShell> shell = Kernel.shell();
        if (shell.isEmpty()) {
            return List.of();
        }
        List<String> cells = saved.sources().stream().map(KernelCode::words).toList();
        List<String> answers = new ArrayList<>();
        List<String> helpers = new ArrayList<>();
        for (Exercise exercise : exercises) {
            for (Piece piece : KernelCode.of(shell.get(), exercise.signature()).pieces()) {
                String words = KernelCode.words(piece.source());
                if (cells.stream().noneMatch(cell -> cell.contains(words))) {
                    if (piece.answer()) {
                        answers.add(exercise.id());
                    } else if (!helpers.contains(beginning(words))) {
                        helpers.add(beginning(words));
                    }
                }
            }
        }
        List<String> sentences = new ArrayList<>();
        if (!answers.isEmpty()) {
            sentences.add("The file holds another answer than the one that you ran last: "
                    + String.join(", ", answers.stream().distinct().toList()) + ". " + SAVE
                    + " If this is said again, run the answer's cell once more.");
        }
        if (!helpers.isEmpty()) {
            sentences.add("Your answers use what is in the kernel's memory but in no cell of the file: "
                    + String.join("; ", helpers) + ". If its cell is there, save; if it was deleted, write it again.");
        }
        return sentences;
    }

    private static String beginning(String words) {
        return words.length() <= 60 ? words : words.substring(0, 60) + " …";
    }

    // ------------------------------------------------------------------------------------------------- what is shown

    private record Report(
            Path file,
            List<Exercise> exercises,
            AnswerCheck.Saved saved,
            List<String> remarks,
            List<String> differences)
            implements Showable {

        /** What should be done before handing in. */
        private List<String> open() {
            List<String> open = new ArrayList<>(differences);
            List<String> missing = saved.questions().stream()
                    .filter(question -> state(question).startsWith("–"))
                    .map(Result.Question::id)
                    .toList();
            if (!missing.isEmpty()) {
                open.add((missing.size() == 1 ? "1 exercise has" : missing.size() + " exercises have")
                        + " no answer in the file yet: " + String.join(", ", missing) + ".");
            }
            List<String> wrong = saved.questions().stream()
                    .filter(question -> state(question).startsWith("✗"))
                    .map(Result.Question::id)
                    .toList();
            if (!wrong.isEmpty()) {
                open.add((wrong.size() == 1 ? "1 answer is" : wrong.size() + " answers are") + " not right yet: "
                        + String.join(", ", wrong) + ".");
            }
            if (!saved.written()) {
                open.add("The written answer is still empty; it has 15 points.");
            }
            if (!saved.predictions().isEmpty()) {
                int count = saved.predictions().size();
                open.add((count == 1 ? "1 prediction is" : count + " predictions are") + " not made yet: "
                        + String.join(", ", saved.predictions()) + ". They have no points.");
            }
            return open;
        }

        private double points() {
            return saved.questions().stream()
                    .mapToDouble(Result.Question::points)
                    .sum();
        }

        private double most() {
            return saved.questions().stream().mapToDouble(Result.Question::most).sum();
        }

        private String summary() {
            return Checks.of(points(), most()) + " on the cases shown. The hidden cases have "
                    + Checks.points(
                            exercises.stream().mapToDouble(Exercise::points).sum() - most())
                    + ", the written answer has 15.";
        }

        private String whatToHandIn() {
            String name = file.getFileName().toString();
            try {
                Instant saved = Files.getLastModifiedTime(file).toInstant();
                DateTimeFormatter form = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm:ss", Locale.ENGLISH)
                        .withZone(ZoneId.systemDefault());
                return (open().isEmpty() ? "Hand in the file " : "When you are done, hand in the file ") + name + " ("
                        + size(Files.size(file)) + ", saved on " + form.format(saved) + ").";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String size(long bytes) {
            return bytes < 1_000_000 ? Math.max(1, Math.round(bytes / 1e3)) + " kB" : Math.round(bytes / 1e6) + " MB";
        }

        /** A teacher's own exercise whose judge is not here. */
        private static boolean isJudgedLater(Result.Question question) {
            return question.categories().stream()
                    .flatMap(category -> category.cases().stream())
                    .anyMatch(one -> one.note().equals(PublicChecks.LATER));
        }

        private static String state(Result.Question question) {
            if (question.categories().isEmpty() || question.sentence().startsWith("Not written yet")) {
                return "– not answered";
            }
            if (isJudgedLater(question)) {
                return "✓ runs, judged later";
            }
            return Checks.isRight(question) ? Checks.rightWord(question) : "✗ not right yet";
        }

        private static String sentence(Result.Question question) {
            // A cell that was deleted, or declares something else, has a sentence of its own.
            boolean said = Checks.isRight(question)
                    || isJudgedLater(question)
                    || question.sentence().startsWith("Not written yet");
            String sentence = said ? "" : question.sentence();
            return question.mistake().isEmpty() ? sentence : sentence + " What this often means: " + question.mistake();
        }

        private static String unbroken(String text) {
            return "<span style=\"white-space:nowrap\">" + text + "</span>";
        }

        private static String earned(Result.Question question) {
            return Checks.of(question.points(), question.most()).replaceAll(" points?$", "");
        }

        @Override
        public String html() {
            StringBuilder html = new StringBuilder();
            remarks.forEach(remark -> html.append(Checks.line("", "", remark)));
            html.append(Checks.line("", "", summary()));
            boolean wrong = saved.questions().stream()
                    .anyMatch(question -> !sentence(question).isEmpty());
            List<List<String>> rows = new ArrayList<>();
            for (Result.Question question : saved.questions()) {
                List<String> row = new ArrayList<>(
                        List.of(Html.escape(question.id()), unbroken(state(question)), unbroken(earned(question))));
                if (wrong) {
                    row.add(Html.escape(sentence(question)));
                }
                rows.add(row);
            }
            html.append(Checks.table(
                    "The saved notebook, on the cases shown",
                    wrong
                            ? List.of("exercise", "state", "points", "what is wrong")
                            : List.of("exercise", "state", "points"),
                    rows));
            saved.notes().forEach(note -> html.append(Checks.line("", "Note: ", note + ".")));
            List<String> open = open();
            if (!open.isEmpty()) {
                html.append("<p style=\"margin:6px 0 2px\">Still open:</p><ul style=\"margin:0 0 6px\">");
                open.forEach(one -> html.append("<li>").append(Html.escape(one)).append("</li>"));
                html.append("</ul>");
            }
            html.append(Checks.line(open.isEmpty() ? "✓ " : "", "", whatToHandIn()));
            return Checks.box(open.isEmpty() ? Checks.RIGHT : Checks.OPEN, html.toString());
        }

        @Override
        public String text() {
            List<String> lines = new ArrayList<>(remarks);
            lines.add(summary());
            for (Result.Question question : saved.questions()) {
                String sentence = sentence(question);
                lines.add("  " + state(question) + ": " + question.id() + ", " + earned(question)
                        + (sentence.isEmpty() ? "" : ". " + sentence));
            }
            saved.notes().forEach(note -> lines.add("Note: " + note + "."));
            open().forEach(one -> lines.add("Still open: " + one));
            lines.add(whatToHandIn());
            return String.join("\n", lines);
        }
    }
}
