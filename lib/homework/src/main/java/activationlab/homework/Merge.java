package activationlab.homework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings the results of shards together. First it proves, without changing anything, that each student has exactly one
 * result and that all were made with the same seed, the same master and the same grader.
 */
final class Merge {

    private static final int MOST_NAMES = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A result that lies in one of the folders.
     *
     * @param content a short name of all that it says except where it was made and how fast
     * @param isCurrent whether it is of what lies in the student's folder now
     */
    private record Kept(Path file, long seed, String master, String grader, String content, boolean isCurrent) {}

    private final Run run;
    private final List<Path> folders = new ArrayList<>();
    private final Map<String, List<Kept>> all = new TreeMap<>();
    private final Map<String, Kept> chosen = new TreeMap<>();
    private final Map<String, String> contradictions = new TreeMap<>();
    private Long seed;
    private final Map<String, String> owed = new TreeMap<>();

    /**
     * A merge.
     *
     * @param run the assignment, and the folder where all results come together
     * @param others folders with results of shards beside it
     */
    Merge(Run run, List<Path> others) throws Problem {
        this.run = run;
        folders.add(run.out);
        for (Path other : others) {
            Path results = other.resolve(run.name);
            if (!Files.isDirectory(results)) {
                throw new Problem(Main.FAILED, "There are no results of " + run.name + " in " + other + ".");
            }
            folders.add(results);
        }
    }

    /**
     * Proves that all is there and fits together.
     *
     * @return whether it does
     */
    boolean proves() throws Problem, IOException {
        for (Handed handed : run.found.students()) {
            List<Kept> kept = new ArrayList<>();
            for (Path folder : folders) {
                Kept one = kept(folder, handed);
                if (one != null) {
                    kept.add(one);
                }
            }
            all.put(handed.student(), kept);
        }
        for (Path folder : folders) {
            seed = seed == null ? Run.kept(folder) : seed;
        }
        seed = seed == null ? most(Kept::seed) : seed;
        // Another machine may have built the same program anew; but after a change of it, what is older counts no more.
        String now = Version.of(run.overlay);
        boolean isUsed = all.values().stream().flatMap(List::stream).anyMatch(one -> one.grader.equals(now));
        String grader = isUsed ? now : most(Kept::grader);
        all.forEach((student, kept) -> prove(student, kept, grader));
        return owed.isEmpty() && contradictions.isEmpty();
    }

    private static Kept kept(Path folder, Handed handed) throws IOException {
        Path file = folder.resolve(Whole.name(handed.student()) + ".json");
        Report report = Report.read(file);
        if (report == null || !report.result().student().equals(handed.student())) {
            return null;
        }
        ObjectNode content = (ObjectNode) JSON.readTree(file.toFile());
        content.remove(List.of("seconds", "java", "isolation")); // where and how fast
        Result result = report.result();
        return new Kept(
                file,
                result.seed(),
                result.master(),
                report.grader(),
                Digest.of(JSON.writeValueAsBytes(content)),
                Grading.isCurrent(report, handed));
    }

    /** What most results have. */
    private <T extends Comparable<T>> T most(Function<Kept, T> of) {
        Map<T, Long> counts = all.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<T, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** One student has one result, or several that say the same; an older copy of the merge's own may be replaced. */
    private void prove(String student, List<Kept> kept, String grader) {
        List<Kept> right = kept.stream()
                .filter(one -> one.isCurrent && fault(one, grader).isEmpty())
                .toList();
        if (right.stream().map(Kept::content).distinct().count() > 1) {
            contradictions.put(
                    student,
                    "has results that differ; remove those that do not count: "
                            + right.stream().map(one -> one.file.toString()).collect(Collectors.joining(", ")));
            return;
        }
        boolean replaced = right.stream().anyMatch(one -> !isOwn(one));
        for (Kept one : kept) {
            if (!fault(one, grader).isEmpty() && !(replaced && isOwn(one))) {
                contradictions.putIfAbsent(student, "was graded " + fault(one, grader) + ": " + one.file);
            }
        }
        if (!right.isEmpty()) {
            chosen.put(student, right.get(0)); // the merge's own, if that is right
        } else if (!contradictions.containsKey(student)) {
            owed.put(student, kept.isEmpty() ? "" : " (something else was handed in since)");
        }
    }

    /** Why a result does not belong to the others; empty if it does. */
    private String fault(Kept one, String grader) {
        if (!one.master.equals(run.master.digest())) {
            return "with another notebook of answers or other exercises";
        }
        if (!Objects.equals(one.seed, seed)) {
            return "with the seed " + one.seed + ", and the class with " + seed
                    + (isOwn(one) ? "" : " (remove that folder, and grade the shard again with --seed " + seed + ")");
        }
        return one.grader.equals(grader) ? "" : "by another version of the grader or of the private folder";
    }

    private boolean isOwn(Kept one) {
        return one.file.startsWith(run.out);
    }

    /** Says what is missing or contradicts, and which commands help. */
    void complain(PrintStream to) throws IOException {
        to.println(Html.count(owed.size(), "result is", "results are") + " missing, "
                + Html.count(contradictions.size(), "contradicts", "contradict")
                + " the others. The table was not changed.");
        contradictions.forEach((student, what) -> to.println(student + " " + what));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        List<Handed> students = run.found.students();
        int shards = shards();
        for (int i = 0; i < students.size(); i++) {
            String student = students.get(i).student();
            if (owed.containsKey(student)
                    || contradictions.getOrDefault(student, "").startsWith("was graded")) {
                Shard shard = shards == 0 ? null : new Shard(Shard.owner(i, shards), shards);
                commands.computeIfAbsent(
                                (shard == null ? "This grades" : "Shard " + shard + " owes") + "\0"
                                        + run.command(shard, place(shard).getParent()),
                                key -> new ArrayList<>())
                        .add(student + owed.getOrDefault(student, ""));
            }
        }
        commands.forEach((command, names) -> {
            String[] parts = command.split("\0", 2);
            to.println(parts[0] + " " + String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                    + (names.size() > MOST_NAMES ? ", and " + (names.size() - MOST_NAMES) + " more" : "") + ":");
            to.println("  " + parts[1]);
        });
    }

    /** Into how many shards the class was dealt out; 0 if it was not. */
    private int shards() throws IOException {
        for (Path folder : folders) {
            String shard = noted(folder);
            if (!shard.isEmpty()) {
                return Integer.parseInt(shard.substring(shard.indexOf('/') + 1));
            }
        }
        return 0;
    }

    /** The folder into which a shard has graded. */
    private Path place(Shard shard) throws IOException {
        for (Path folder : folders) {
            if (shard != null && noted(folder).equals(shard.toString())) {
                return folder;
            }
        }
        return folders.size() > 1 && shard != null ? folders.get(1) : run.out;
    }

    private static String noted(Path folder) throws IOException {
        String shard = Run.noted(folder.getFileName().toString(), List.of(folder.getParent()))
                .path("shard")
                .asText();
        return shard.matches("\\d+/\\d+") ? shard : "";
    }

    /** Copies what lies in the other folders; a merge that broke off is simply repeated. */
    void copy() throws Problem, IOException {
        Set<String> names = all.keySet().stream().map(Whole::name).collect(Collectors.toSet());
        for (Kept one : chosen.values()) {
            if (!isOwn(one)) {
                copy(one.file);
            }
        }
        if (seed != null && Run.kept(run.out) == null) {
            run.keep(seed);
        }
        // Whoever was graded and has withdrawn keeps the row, here as after a run that was not dealt out.
        for (Path folder : folders.subList(1, folders.size())) {
            for (Path file : Overview.results(folder)) {
                String name = file.getFileName().toString().replaceAll("\\.json$", "");
                if (!names.contains(name) && !Files.exists(run.out.resolve(file.getFileName()))) {
                    copy(file);
                }
            }
        }
    }

    private void copy(Path file) throws IOException {
        Whole.write(run.out.resolve(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
    }
}
