package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import activationlab.homework.worker.Wire;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A worker in a container beside the grader's. The container is made here of what a pod has too: namespaces of its own,
 * another user without rights, a read-only file system, and the folder of the socket; its first process is the real one.
 */
class SidecarTest {

    /** Those of the bank that aim at more than points; {@code -Dhostile.sidecar=.*} takes all. */
    private static final String ATTACKS = System.getProperty(
            "hostile.sidecar",
            "sidecar/.*|processes/.*|threads/(bomb|spins-on)|ends/exit|memory/native|files/deletes-and-writes"
                    + "|protocol/(answers-in-place-of-the-worker|frames-ahead)");

    /** They ask whether there is another process or program; in a container there is, and it may be there. */
    private static final Set<String> OF_OTHER_WALLS = Set.of("proc/parent", "processes/shell");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Path folder;
    private Process container;

    @BeforeEach
    void startTheContainer() throws Exception {
        assumeTrue(isRoot(), "only root can be another user here");
        for (String program : List.of("bwrap", "setpriv", "prlimit", "python3")) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), "this machine has no " + program);
        }
        folder = Files.createTempDirectory("sidecar");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Sidecar.main(new String[] {folder.resolve("worker").toString()});
        Files.copy(Path.of("../../notebooks/homework/cluster/sidecar.py"), folder.resolve("sidecar.py"));
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        container = started();
        System.setProperty(Isolation.SOCKET, shared.resolve("socket").toString());
        if (!Grader.works(Isolation.SIDECAR)) {
            fail("no sidecar: " + log());
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.isDirectory(Path.of("/proc/self"))
                && (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private Process started() throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534"));
        command.addAll(List.of("--clear-groups", "--no-new-privs", "--", "/usr/bin/bwrap", "--unshare-all"));
        command.addAll(List.of("--unshare-user", "--uid", "10002", "--gid", "10002", "--as-pid-1"));
        command.addAll(List.of("--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"));
        for (String name : List.of("/usr", "/lib", "/lib64", "/bin", "/etc", System.getProperty("java.home"))) {
            if (Files.exists(Path.of(name))) {
                command.addAll(List.of("--ro-bind", name, name));
            }
        }
        String worker = folder.resolve("worker").toString();
        command.addAll(List.of("--ro-bind", worker, worker));
        command.addAll(List.of("--ro-bind", folder.resolve("sidecar.py").toString(), "/sidecar.py"));
        command.addAll(List.of("--bind", folder.resolve("shared").toString(), "/run/activationlab"));
        command.addAll(List.of("--remount-ro", "/", "--chdir", "/", "--"));
        // A cluster limits the processes of a pod.
        command.addAll(List.of("/usr/bin/prlimit", "--nproc=256", "--"));
        command.addAll(List.of("/usr/bin/python3", "-I", "/sidecar.py", "/run/activationlab/socket"));
        command.add(worker + "/command");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterEach
    void endTheContainer() throws Exception {
        System.clearProperty(Isolation.SOCKET);
        if (container != null) {
            List<ProcessHandle> all = container.descendants().toList();
            container.destroyForcibly().waitFor();
            for (ProcessHandle process : all) {
                process.onExit().get(10, TimeUnit.SECONDS);
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What lives in the container: its first process, the worker, and what that has started. */
    private List<String> alive() {
        return container
                .descendants()
                .map(process -> process.info().commandLine().orElse("?"))
                .toList();
    }

    @Test
    void rightAnswersHaveAllPointsAndNoAttackReachesTheNextOne() throws Exception {
        Master master = Master.of(new AttackedAssignment(), Hostile.master(folder));
        Path other = Files.createDirectory(folder.resolve("others"));
        Files.copy(Hostile.honest().write(folder), other.resolve("other.ipynb"));
        Grader patient = new Grader(Isolation.SIDECAR, Limits.DEFAULT);
        Grader grader = new Grader(Isolation.SIDECAR, HostileTest.SHORT);
        Path honest = Hostile.honest().write(folder);
        Result alone = patient.grade(master, honest, "honest", 2026);
        assertEquals(alone.most(), alone.points(), alone.toString());
        assertEquals(Isolation.SIDECAR, alone.isolation());
        List<Hostile> bank = Hostile.all("9", other.toString()).stream()
                .filter(hostile -> hostile.name().matches(ATTACKS) && !OF_OTHER_WALLS.contains(hostile.name()))
                .toList();
        assertTrue(bank.size() > 10 || System.getProperty("hostile.sidecar") != null, bank::toString);
        ProcessHandle first = container.descendants().findFirst().orElse(container.toHandle());
        List<String> faults = new ArrayList<>();
        for (Hostile hostile : bank) {
            Result result = grader.grade(master, hostile.write(folder), "hostile", 2026);
            for (Result.Question question : result.questions()) {
                Double most = hostile.most().get(question.id());
                if (most == null ? question.points() < question.most() : question.points() > most) {
                    faults.add(hostile.name() + ": " + question.id() + " has " + question.points() + ": "
                            + question.sentence());
                }
            }
            if (!hostile.states().contains(result.state().words())) {
                faults.add(hostile.name() + ": " + result.state().words() + ", " + result.sentence());
            }
            if (!first.isAlive()) {
                faults.add(hostile.name() + ": the sidecar was ended");
                break;
            }
        }
        assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults) + "\n" + log());
        assertTrue(Files.exists(other.resolve("other.ipynb")));
        Result again = patient.grade(master, honest, "honest", 2026);
        assertEquals(alone.questions(), again.questions());
        nothingIsLeft();
    }

    private void nothingIsLeft() throws Exception {
        for (int i = 0; i < 100 && !isAlone(); i++) {
            Thread.sleep(50);
        }
        assertTrue(isAlone(), alive()::toString);
    }

    private boolean isAlone() {
        return alive().stream().allMatch(line -> line.contains("sidecar.py"));
    }

    @Test
    void theContainerHoldsNothingOfTheGraders() throws Exception {
        try (Session session = Session.start(WorkerProgram.prepare(Isolation.SIDECAR), Isolation.SIDECAR)) {
            session.define("""
                    String f() {
                        return new TreeSet<>(System.getenv().keySet()) + " "
                            + ProcessHandle.allProcesses().count() + " "
                            + new File("/proc/1/environ").canRead() + " "
                            + new File("/proc/1/mem").canWrite() + " "
                            + new File("/proc/1/fd").list();
                    }
                    """, PATIENCE);
            Session.Reply reply = session.call(Signature.of("String f()"), new Object[0], PATIENCE);
            assertEquals(new Session.Returned("[LC_ALL] 2 false false null", false), reply);
        }
        // When the grader is gone, however it ended, so is the worker.
        nothingIsLeft();
    }

    /** Java's own streams over a channel would wait for each other here. */
    @Test
    void aConnectionReadsAndWritesAtTheSameTime() throws Exception {
        Process worker = Sidecar.connect();
        DataInputStream in = new DataInputStream(worker.getInputStream());
        Thread reader = new Thread(() -> {
            try {
                in.readInt();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        reader.start();
        Thread.sleep(200);
        ByteArrayOutputStream question = new ByteArrayOutputStream();
        DataOutputStream content = new DataOutputStream(question);
        content.writeByte('D');
        content.writeInt(1);
        Wire.write(content, "");
        DataOutputStream out = new DataOutputStream(worker.getOutputStream());
        out.writeInt(question.size());
        question.writeTo(out);
        reader.join(10_000);
        assertFalse(reader.isAlive());
        worker.destroyForcibly();
        assertEquals(0, worker.descendants().count());
        assertThrows(UnsupportedOperationException.class, worker::waitFor);
        assertThrows(UnsupportedOperationException.class, worker::exitValue);
        assertEquals(-1, worker.getErrorStream().read());
    }

    @Test
    void aPodThatEndsTakesItWithIt() throws Exception {
        Set<Long> before =
                container.descendants().map(ProcessHandle::pid).collect(Collectors.toCollection(TreeSet::new));
        ProcessHandle first = ProcessHandle.of(
                        before.isEmpty() ? container.pid() : before.iterator().next())
                .orElseThrow();
        first.destroy(); // what a cluster sends from outside; from inside it is not heard
        first.onExit().get(10, TimeUnit.SECONDS);
        IOException no = assertThrows(
                IOException.class, () -> Sidecar.connect(folder.resolve("shared/socket"), Duration.ofMillis(300)));
        assertTrue(no.getMessage().startsWith("nobody listens at "), no.getMessage());
    }

    @Test
    void theCommandLineSendsOneStudentToIt() throws Exception {
        CommandLine line = new CommandLine(folder.resolve("line"));
        line.right("ada");
        line.right("bob");
        assertEquals(Main.USAGE, line.of("grade", "--isolation", "sidecar"));
        assertTrue(
                line.shouted().startsWith("A sidecar takes in the answers of one student, and here are 2: "),
                line::shouted);
        for (String index : List.of("0", "1")) {
            assertEquals(
                    Main.DONE,
                    line.of("grade", "--isolation", "sidecar", "--require-isolation", "--shard", index + "+1/2"),
                    line::shouted);
        }
        assertEquals(Main.DONE, line.of("merge"), line::shouted);
        assertTrue(line.text("ada.json").contains("SIDECAR"), "the walls are noted");
        System.setProperty(Isolation.SOCKET, folder.resolve("nowhere/socket").toString());
        assertEquals(Main.NO_WALLS, line.of("grade", "--isolation", "sidecar", "--student", "ada"));
        assertTrue(line.shouted().startsWith("No worker answers in a container beside this one."), line::shouted);
    }

    /** Beside other processes it would end them. */
    @Test
    void itRefusesToBeOneProcessAmongOthers() throws Exception {
        Process process = new ProcessBuilder(
                        "/usr/bin/python3", "-I", folder.resolve("sidecar.py").toString(), "socket", "command")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor());
        assertTrue(said.contains("the first process of a container"), said);
    }
}
