package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import activationlab.homework.Session.Reply;
import activationlab.homework.Session.Returned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each isolation keeps out, asked from inside and seen from outside. */
class IsolationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Signature TEXT = Signature.of("String f()");

    @TempDir
    Path folder;

    private static void needs(Isolation isolation) {
        assumeTrue(Grader.works(isolation), "this machine has no " + isolation);
    }

    /** What a worker says to an expression of type String. */
    private static String asked(Isolation isolation, String expression) throws IOException {
        try (Session session = Session.start(WorkerProgram.prepare(), isolation)) {
            Reply defined = session.define("String f() throws Exception { return " + expression + "; }", PATIENCE);
            assertEquals(new Session.Defined(), defined);
            Reply reply = session.call(TEXT, new Object[0], PATIENCE);
            return reply instanceof Returned returned ? String.valueOf(returned.value()) : reply.toString();
        }
    }

    private static String listed(String place) {
        return "java.util.Arrays.stream(new File(\"" + place
                + "\").list()).sorted().collect(java.util.stream.Collectors.joining(\" \"))";
    }

    @Test
    void bubblewrapShowsLittle() throws IOException {
        needs(Isolation.BUBBLEWRAP);
        String root = asked(Isolation.BUBBLEWRAP, listed("/"));
        for (String name : root.split(" ", -1)) {
            assertTrue(
                    List.of("dev", "etc", "lib", "lib64", "tmp", "usr", "opt", "nix", "home", "root")
                            .contains(name),
                    root);
        }
        assertEquals("null random urandom", asked(Isolation.BUBBLEWRAP, listed("/dev")));
        assertEquals("prlimit", asked(Isolation.BUBBLEWRAP, listed("/usr/bin")));
        assertEquals(
                "[LC_ALL, LD_LIBRARY_PATH, PWD]",
                asked(Isolation.BUBBLEWRAP, "new TreeSet<>(System.getenv().keySet()).toString()"));
        assertEquals(
                "classes.jsa worker.jar",
                asked(
                        Isolation.BUBBLEWRAP,
                        listed(WorkerProgram.prepare().folder().toString())));
    }

    @Test
    void nothingCanBeWritten() throws IOException {
        needs(Isolation.BUBBLEWRAP);
        for (String place : List.of(
                "/tmp/x", "/x", "/dev/x", "/etc/x", WorkerProgram.prepare().folder() + "/x")) {
            String said = asked(Isolation.BUBBLEWRAP, "((Object) new FileOutputStream(\"" + place + "\")).toString()");
            assertTrue(said.contains("Read-only file system"), place + ": " + said);
        }
    }

    /** A worker's descriptors are three pipes and what Java opened itself; and the grader is not its parent. */
    @Test
    void nothingIsInherited() throws Exception {
        needs(Isolation.BUBBLEWRAP);
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        try (var open = Files.newInputStream(secret);
                Session session = Session.start(WorkerProgram.prepare(), Isolation.BUBBLEWRAP)) {
            assertEquals('x', open.read());
            assertEquals(new Session.Defined(), session.define("int i = 1;", PATIENCE));
            ProcessHandle worker = worker(ProcessHandle.current());
            Map<String, String> descriptors = new TreeMap<>();
            try (Stream<Path> all = Files.list(Path.of("/proc/" + worker.pid() + "/fd"))) {
                for (Path one : all.toList()) {
                    descriptors.put(
                            one.getFileName().toString(),
                            Files.readSymbolicLink(one).toString());
                }
            } catch (java.nio.file.AccessDeniedException e) {
                assumeTrue(false, "the system does not let us look at it");
            }
            descriptors.forEach((number, target) -> assertTrue(
                    target.startsWith("pipe:") == (Integer.parseInt(number) < 2)
                            && (Integer.parseInt(number) < 3
                                    || target.endsWith("/lib/modules")
                                    || target.endsWith(".jar")
                                    || target.endsWith(".jsa")
                                    || target.endsWith("random")),
                    descriptors.toString()));
            for (String name : List.of("pid", "net", "mnt", "user", "ipc", "uts")) {
                assertFalse(
                        Files.readSymbolicLink(Path.of("/proc/" + worker.pid() + "/ns/" + name))
                                .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/" + name))),
                        name);
            }
            String status = Files.readString(Path.of("/proc/" + worker.pid() + "/status"));
            assertTrue(
                    status.contains("CapEff:\t0000000000000000") && status.contains("CapBnd:\t0000000000000000"),
                    status);
            assertFalse(status.contains("Uid:\t0"), status);
        }
    }

    private static ProcessHandle worker(ProcessHandle grader) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            var java = grader.descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .findFirst();
            if (java.isPresent()) {
                return java.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no worker among " + grader.descendants().toList());
    }

    /** Runs a worker that spins, in a Java of its own that is killed: the worker must not outlive it. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Session session = Session.start(WorkerProgram.prepare(), Isolation.valueOf(arguments[0]));
            session.define("int i = 1;", PATIENCE);
            System.out.println("ready");
            System.out.flush();
            session.define("while (true) { }", Duration.ofMinutes(5));
        }
    }

    @Test
    void theWorkerDiesWithAGraderThatIsKilled() throws Exception {
        killed(System.getProperty("java.io.tmpdir"));
    }

    /** If the grader is root's, a worker is not, and cannot reach this folder by its path. */
    @Test
    void theWorkerDiesAlsoWhereItsFolderIsHidden() throws Exception {
        killed(folder.toString());
    }

    private static void killed(String temporary) throws Exception {
        needs(Isolation.BUBBLEWRAP);
        Process grader = new ProcessBuilder(
                        Isolation.java(Path.of(System.getProperty("java.home"))),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        "BUBBLEWRAP")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(grader.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("ready", out.readLine());
            List<ProcessHandle> all = grader.descendants().toList();
            assertTrue(all.size() >= 2, all.toString());
            Thread.sleep(300);
            grader.destroyForcibly().waitFor();
            for (ProcessHandle process : all) {
                process.onExit().get(10, TimeUnit.SECONDS);
            }
        } finally {
            grader.destroyForcibly();
        }
    }

    /** Memory outside the heap ends the worker at once, and not the machine. */
    @Test
    void nativeMemoryHasALimit() throws IOException {
        for (Isolation isolation : List.of(Isolation.BUBBLEWRAP, Isolation.NONE)) {
            if (!Grader.works(isolation) || !System.getProperty("os.name").equals("Linux")) {
                continue;
            }
            try (Session session = Session.start(WorkerProgram.prepare(), isolation)) {
                session.define("""
                        var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                        field.setAccessible(true);
                        Object unsafe = field.get(null);
                        String f() throws Exception {
                            int taken = 0;
                            var allocate = unsafe.getClass().getMethod("allocateMemory", long.class);
                            try {
                                for (; taken < 20; taken++) {
                                    allocate.invoke(unsafe, 64L << 20);
                                }
                            } catch (java.lang.reflect.InvocationTargetException e) {
                            }
                            return "" + taken;
                        }
                        """, PATIENCE);
                Reply reply = session.call(TEXT, new Object[0], PATIENCE);
                if (reply instanceof Returned returned) {
                    assertTrue(Integer.parseInt((String) returned.value()) < 6, isolation + " " + reply);
                } else {
                    assertTrue(
                            reply instanceof Session.Gone || reply instanceof Session.Threw, isolation + " " + reply);
                }
            }
        }
    }

    @Test
    void aPlainProcessTakesItsGroupWithIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")) && Files.isExecutable(Path.of("/usr/bin/setsid")));
        String said;
        try (Session session = Session.start(WorkerProgram.prepare(), Isolation.NONE)) {
            session.define(
                    "String f() throws Exception { return \"\" + new ProcessBuilder(\"sh\", \"-c\", \"sleep 1000 & echo $!\").start().inputReader().readLine(); }",
                    PATIENCE);
            Reply reply = session.call(TEXT, new Object[0], PATIENCE);
            said = (String) ((Returned) reply).value();
            assertTrue(ProcessHandle.of(Long.parseLong(said)).isPresent());
        }
        var sleeper = ProcessHandle.of(Long.parseLong(said));
        if (sleeper.isPresent()) {
            sleeper.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aContainerIsCalledWithAllItsWalls() throws IOException {
        String image = System.getProperty(Isolation.IMAGE, "");
        String engine = System.getProperty(Isolation.ENGINE, "");
        try {
            System.clearProperty(Isolation.IMAGE);
            System.setProperty(Isolation.ENGINE, "podman --log-level error");
            IOException no = assertThrows(
                    IOException.class, () -> WorkerProgram.prepare().within(Isolation.CONTAINER));
            assertTrue(no.getMessage().contains(Isolation.IMAGE), no.getMessage());
            System.setProperty(Isolation.IMAGE, "some/jdk:25");
            Isolation.Walls walls = WorkerProgram.prepare().within(Isolation.CONTAINER);
            String command = String.join(" ", walls.command());
            String worker = WorkerProgram.prepare().folder().toString();
            assertTrue(
                    command.startsWith("podman --log-level error run --rm --interactive --name activationlab-"),
                    command);
            for (String wall : List.of(
                    "--network none",
                    "--ipc none",
                    "--read-only ",
                    "--read-only-tmpfs=false",
                    "--user 65534:65534",
                    "--cap-drop all",
                    "--security-opt no-new-privileges",
                    "--pids-limit 64",
                    "--memory 512m",
                    "--volume " + worker + ":" + worker + ":ro some/jdk:25 java -XX")) {
                assertTrue(command.contains(wall), wall + " is not in " + command);
            }
            String name = walls.command().get(walls.command().indexOf("--name") + 1);
            assertEquals(List.of("podman", "--log-level", "error", "rm", "--force", name), walls.last());
            System.setProperty(Isolation.ENGINE, "no-such-engine");
            assertFalse(Grader.works(Isolation.CONTAINER));
        } finally {
            restore(Isolation.IMAGE, image);
            restore(Isolation.ENGINE, engine);
        }
    }

    private static void restore(String property, String value) {
        if (value.isEmpty()) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    /** Where an engine and an image are given, the same questions as to bubblewrap. */
    @Test
    void aContainerShowsLittle() throws IOException {
        needs(Isolation.CONTAINER);
        for (String place :
                List.of("/tmp/x", "/x", "/dev/x", WorkerProgram.prepare().folder() + "/x")) {
            String said = asked(Isolation.CONTAINER, "((Object) new FileOutputStream(\"" + place + "\")).toString()");
            assertTrue(said.contains("Threw"), place + ": " + said);
        }
        String network = asked(Isolation.CONTAINER, "((Object) new java.net.Socket(\"192.0.2.1\", 80)).toString()");
        assertTrue(network.contains("unreachable"), network);
        assertEquals("2", asked(Isolation.CONTAINER, "\"\" + (ProcessHandle.allProcesses().count() + 1)"));
    }
}
