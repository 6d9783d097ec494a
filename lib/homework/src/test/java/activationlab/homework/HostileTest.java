package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grades the whole bank of hostile notebooks beside an honest one. */
class HostileTest {

    /** Short, because most attacks use up whatever they are given. */
    static final Limits SHORT = new Limits(
            Duration.ofMillis(1200), Duration.ofMillis(1200), Duration.ofMillis(4000), Duration.ofSeconds(60), 24);

    private static final long SEED = 2026;

    /**
     * What to try the bank with: BUBBLEWRAP or CONTAINER. With NONE only the attacks are run that do no damage, to see that
     * the test notices what gets through: a plain process would let the others delete files of the machine.
     */
    private static final Isolation ISOLATION = Isolation.valueOf(System.getProperty("hostile.isolation", "BUBBLEWRAP"));

    /** Many attacks only wait for the end of their time. */
    private static final int AT_ONCE = 4;

    private static final String ONLY = System.getProperty("hostile.only", "");

    @TempDir
    Path folder;

    private static boolean isWalled() {
        return ISOLATION == Isolation.BUBBLEWRAP || ISOLATION == Isolation.CONTAINER;
    }

    private record Outcome(Hostile hostile, Result result, double seconds, List<String> faults) {}

    @Test
    void noAttackGainsAnythingOrLeavesAnything() throws Exception {
        assumeTrue(Grader.works(ISOLATION), "this machine has no " + ISOLATION);
        Instant begin = Instant.now();
        AtomicInteger visitors = new AtomicInteger();
        try (ServerSocket service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread host = new Thread(() -> {
                while (true) {
                    try {
                        service.accept().close();
                        visitors.incrementAndGet();
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            host.start();
            Path others = Files.createDirectory(folder.resolve("others"));
            Files.copy(Hostile.honest().write(folder), others.resolve("other.ipynb"));
            String port = Integer.toString(service.getLocalPort());
            List<Hostile> bank = Hostile.all(port, others.toString()).stream()
                    .filter(hostile -> hostile.harmless() || isWalled())
                    .filter(hostile -> hostile.name().matches(".*(" + ONLY + ").*"))
                    .toList();
            Set<String> ports = listening();
            Set<Path> before = within(WorkerProgram.prepare().folder());

            List<Outcome> outcomes = run(bank);

            write(outcomes);
            List<String> faults = outcomes.stream()
                    .flatMap(outcome -> outcome.faults().stream()
                            .map(fault -> outcome.hostile().name() + ": " + fault))
                    .collect(Collectors.toCollection(ArrayList::new));
            List<String> alive = alive(begin);
            for (int i = 0; i < 50 && !alive.isEmpty(); i++) {
                Thread.sleep(100);
                alive = alive(begin);
            }
            alive.forEach(process -> faults.add("a process lives on: " + process));
            if (visitors.get() > 0) {
                faults.add("the network was open to " + visitors + " calls");
            }
            listening().stream()
                    .filter(socket -> !ports.contains(socket))
                    .filter(socket -> ISOLATION == Isolation.NONE)
                    .forEach(socket -> faults.add("somebody listens at " + socket));
            if (!within(WorkerProgram.prepare().folder()).equals(before)) {
                faults.add("the worker's folder has changed: "
                        + within(WorkerProgram.prepare().folder()));
            }
            if (!Files.exists(others.resolve("other.ipynb"))) {
                faults.add("the other student's notebook is gone");
            }
            for (String place : List.of(
                    "/tmp",
                    "/var/tmp",
                    "/dev/shm",
                    "/dev",
                    "/",
                    "/run",
                    ".",
                    others.toString(),
                    System.getProperty("user.home"),
                    System.getProperty("java.io.tmpdir"))) {
                String[] names = new File(place).list((parent, name) -> name.startsWith("hostile-" + port));
                if (names != null && names.length > 0) {
                    faults.add(names.length + " files in " + place + ", such as " + names[0]);
                    for (String name : names) {
                        Files.delete(Path.of(place, name));
                    }
                }
            }
            assertTrue(faults.isEmpty(), "\n" + String.join("\n", faults) + "\n");
            assertTrue(
                    !isWalled() || !ONLY.isEmpty() || bank.size() >= 90,
                    "the bank has only " + bank.size() + " notebooks");
        }
    }

    /** Grades all, several at a time, and the honest one again and again meanwhile. */
    private List<Outcome> run(List<Hostile> bank) throws Exception {
        Master master = Master.of(new AttackedAssignment(), Hostile.master(folder));
        Grader grader = new Grader(ISOLATION, SHORT);
        Path honest = Hostile.honest().write(folder);
        Result alone = grader.grade(master, honest, "honest", SEED);
        assertEquals(alone.most(), alone.points(), alone.toString());
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE + 1);
        try {
            Future<Integer> beside = pool.submit(() -> {
                Grader patient = new Grader(ISOLATION, Limits.DEFAULT);
                int times = 0;
                do {
                    assertEquals(timeless(alone), timeless(patient.grade(master, honest, "honest", SEED)));
                    times++;
                    Thread.sleep(500);
                } while (!over.get());
                return times;
            });
            List<Callable<Outcome>> tasks = bank.stream()
                    .map(hostile -> (Callable<Outcome>) () -> judge(hostile, grader, master))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : pool.invokeAll(tasks)) {
                outcomes.add(outcome.get());
            }
            over.set(true);
            assertTrue(beside.get() > 0);
            return outcomes;
        } finally {
            over.set(true);
            pool.shutdown();
        }
    }

    private Outcome judge(Hostile hostile, Grader grader, Master master) throws IOException {
        long start = System.nanoTime();
        Result result = grader.grade(master, hostile.write(folder), "hostile", SEED);
        List<String> faults = new ArrayList<>();
        for (Result.Question question : result.questions()) {
            Double most = hostile.most().get(question.id());
            if (most == null ? question.points() < question.most() : question.points() > most) {
                faults.add(question.id() + " has " + question.points() + " points instead of "
                        + (most == null ? question.most() : "at most " + most) + ": " + question.sentence() + " "
                        + question.categories().stream()
                                .flatMap(tested -> tested.cases().stream())
                                .map(Result.Case::note)
                                .distinct()
                                .toList());
            }
        }
        if (!hostile.states().contains(result.state().words())) {
            faults.add(
                    "it is " + result.state().words() + " instead of " + hostile.states() + ": " + result.sentence());
        }
        String all = result.toString();
        if (!all.equals(Values.printable(all))) {
            faults.add("the result has characters that steer a terminal");
        }
        if (all.length() > 100_000 + 4 * hostile.answers().toString().length()) {
            faults.add("the result has " + all.length() + " characters");
        }
        return new Outcome(hostile, result, (System.nanoTime() - start) / 1e9, faults);
    }

    private static String timeless(Result result) {
        return result.toString().replaceAll("seconds=[^]]*]", "");
    }

    private static void write(List<Outcome> outcomes) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d hostile notebooks, walls: %s, Java %s; points of %s",
                outcomes.size(),
                ISOLATION,
                System.getProperty("java.version"),
                new AttackedAssignment()
                        .exercises("").stream().map(Exercise::id).toList()));
        double forged = 0;
        double seconds = 0;
        for (Outcome outcome : outcomes) {
            String points = outcome.result().questions().stream()
                    .map(question -> String.format(Locale.ROOT, "%4.2f", question.points()))
                    .collect(Collectors.joining(" "));
            lines.add(String.format(
                    Locale.ROOT,
                    "%-38s %-9s %s %5.1f s  %s%s",
                    outcome.hostile().name(),
                    outcome.result().state().words(),
                    points,
                    outcome.seconds(),
                    outcome.result().questions().get(0).sentence().replaceAll("\\s+", " "),
                    outcome.faults().isEmpty() ? "" : "   <-- " + outcome.faults()));
            seconds += outcome.seconds();
            for (Result.Question question : outcome.result().questions()) {
                forged += Math.max(
                        0, question.points() - outcome.hostile().most().getOrDefault(question.id(), question.most()));
            }
        }
        lines.add(String.format(Locale.ROOT, "forged points: %.2f; %.0f s of grading", forged, seconds));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "hostile.txt"), lines);
    }

    // ------------------------------------------------------------------------------------------------ what is left

    private static Set<Path> within(Path place) throws IOException {
        try (Stream<Path> paths = Files.walk(place)) {
            return paths.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Sockets that wait for callers, as the system lists them. */
    private static Set<String> listening() throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                Files.readAllLines(Path.of(table)).stream()
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(words -> words.length > 3 && words[3].equals("0A"))
                        .forEach(words -> sockets.add(words[1]));
            }
        }
        return sockets;
    }

    /** Workers, and what they started, that are ours or nobody's. */
    private static List<String> alive(Instant begin) throws IOException {
        String worker = WorkerProgram.prepare().folder().getFileName().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(worker)
                        || process.info().commandLine().orElse("").contains("-Dhostile="))
                .filter(process -> process.info().startInstant().orElse(begin).isAfter(begin.minusSeconds(2)))
                .filter(process -> {
                    // Other graders may be at work on this machine.
                    for (var parent = process.parent();
                            parent.isPresent();
                            parent = parent.get().parent()) {
                        if (parent.get().pid() == ProcessHandle.current().pid()) {
                            return true;
                        }
                        if (parent.get().info().command().orElse("").endsWith("java")
                                && !parent.get().info().commandLine().orElse("").contains(worker)) {
                            return false;
                        }
                    }
                    return true;
                })
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }
}
