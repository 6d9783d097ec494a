package activationlab.homework;

import activationlab.homework.worker.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The worker as a program: a jar with its three classes and nothing else, and an archive of the classes that a start loads,
 * which saves a third of the processor time of an ordinary submission. Both lie in a folder of the temporary files that is
 * named by content and Java version.
 */
final class WorkerProgram {

    /**
     * From Java 25 on an archive is made in one step that holds classes already linked as well, and how often methods were
     * called: it saves another fifth.
     */
    private static final boolean LINKED = Runtime.version().feature() >= 25;

    private static final List<String> CLASSES = List.of("Worker.class", "Engine.class", "Wire.class");

    private static final List<String> OPTIONS = List.of(
            // Much of a worker's short life runs only a few times, so compiling it costs more than it gains: a fifth of
            // all.
            "-XX:TieredStopAtLevel=1",
            "-XX:Tier3InvocationThreshold=2000",
            "-XX:Tier3MinInvocationThreshold=1000",
            "-XX:Tier3CompileThreshold=20000",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=1",
            "-Xms48m",
            "-Xmx160m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisableAttachMechanism",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US");

    private final Path folder;
    private final Path javaHome;
    private final boolean archive;

    private WorkerProgram(Path folder, Path javaHome, boolean archive) {
        this.folder = folder;
        this.javaHome = javaHome;
        this.archive = archive;
    }

    /** Makes the program ready; the archive is made on the first call on a machine, which takes a few seconds. */
    static synchronized WorkerProgram prepare() throws IOException {
        return prepare(privateFolder(name(jar())));
    }

    /** Makes it ready for a grader. A sidecar has it in its image, and a grader beside one may have no place to write. */
    static WorkerProgram prepare(Isolation isolation) throws IOException {
        return isolation == Isolation.SIDECAR
                ? new WorkerProgram(Path.of("/"), Path.of(System.getProperty("java.home")), false)
                : prepare();
    }

    /** Makes it ready in a folder. */
    static synchronized WorkerProgram prepare(Path folder) throws IOException {
        Path javaHome = Path.of(System.getProperty("java.home")).toRealPath();
        byte[] jar = jar();
        Path program = folder.resolve("worker.jar");
        if (!Files.exists(program) || !Arrays.equals(Files.readAllBytes(program), jar)) {
            Path half = Files.createTempFile(folder, "worker", ".half");
            Files.write(half, jar);
            readableForAll(half);
            Files.move(half, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Path classes = folder.resolve("classes.jsa");
        if (!Files.exists(classes)) {
            Path half = folder.resolve("classes-" + ProcessHandle.current().pid() + ".half");
            WorkerProgram training = new WorkerProgram(folder, javaHome, false);
            training.record(half);
            if (Files.exists(half)) {
                readableForAll(half);
                Files.move(half, classes, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new WorkerProgram(folder, javaHome, Files.exists(classes));
    }

    Path folder() {
        return folder;
    }

    Path javaHome() {
        return javaHome;
    }

    /** How it is started within an isolation. */
    Isolation.Walls within(Isolation isolation) throws IOException {
        boolean other = isolation == Isolation.CONTAINER; // its JDK is not ours
        List<String> options = new ArrayList<>(other ? List.of() : newer());
        if (archive && !other) {
            options.add((LINKED ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + folder.resolve("classes.jsa"));
        }
        return isolation.around(javaHome, arguments(options), folder);
    }

    private List<String> arguments(List<String> options) {
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.addAll(options);
        arguments.addAll(List.of("-cp", folder.resolve("worker.jar").toString(), Worker.class.getName()));
        return arguments;
    }

    /**
     * Newer versions of Java can close a way to native memory: not a wall, but a step. To close that to native functions as
     * well would cost a quarter of all time, because Java keeps no modules in an archive then.
     */
    private static List<String> newer() {
        return Runtime.version().feature() >= 24 ? List.of("--sun-misc-unsafe-memory-access=deny") : List.of();
    }

    /** Lets a worker do what an ordinary one does, and keeps the classes that it loads. A failure costs only time later. */
    private void record(Path archiveFile) {
        try {
            List<String> command = new ArrayList<>(List.of(Isolation.java(javaHome)));
            List<String> options = new ArrayList<>(newer());
            options.add((LINKED ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archiveFile);
            command.addAll(arguments(options));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Session.train(process);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // Without the archive all takes longer, and goes on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] jar() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (String name : CLASSES) {
                JarEntry entry = new JarEntry("activationlab/homework/worker/" + name);
                entry.setTime(0);
                jar.putNextEntry(entry);
                try (InputStream in = Worker.class.getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException("the library lacks its worker's " + name);
                    }
                    in.transferTo((OutputStream) jar);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String name(byte[] jar) {
        String machine = OPTIONS + " " + newer() + " " + Runtime.version() + " " + System.getProperty("java.home");
        return "activationlab-worker-" + Digest.of(jar, machine.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /**
     * A folder that others can read, because the worker is another user, and only we can write. One that somebody else has
     * put there under this name is not used.
     */
    private static Path privateFolder(String name) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"))
                .toRealPath()
                .resolve(name + "-" + System.getProperty("user.name").replaceAll("\\W", "_"));
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!isOurs(folder)) {
                folder = Files.createTempDirectory(name);
            }
        }
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return Files.isDirectory(folder);
        }
        // Not by the user's name: a container's user may have none.
        Path probe = Files.createTempFile("activationlab", ".probe");
        UserPrincipal we = Files.getOwner(probe);
        Files.delete(probe);
        PosixFileAttributes attributes =
                Files.readAttributes(folder, PosixFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> permissions = attributes.permissions();
        return attributes.isDirectory()
                && attributes.owner().equals(we)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
                && !permissions.contains(PosixFilePermission.GROUP_WRITE);
    }

    private static void readableForAll(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
