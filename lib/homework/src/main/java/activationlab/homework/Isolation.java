package activationlab.homework;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The walls around a worker.
 *
 * <p>{@link #BUBBLEWRAP}: no network, no other process in sight, no file but the JDK and the system's libraries, all
 * read-only, a small temporary folder in memory, limits on processor time, processes, open files and file size; without
 * {@code /proc}, so that not even the worker's own environment can be read. Started by root it runs as nobody.
 *
 * <p>{@link #NONE}: a plain process. The heap is limited and the environment empty, and the mark is still computed
 * outside; but the student's code can read what the user can read, and use the network.
 */
public enum Isolation {
    /** Linux namespaces, by the program {@code bwrap}. */
    BUBBLEWRAP("bubblewrap: no network, no files, no other processes"),
    /** The machine is a container that holds nothing else, for example a pod of a cluster; its owner vouches for it. */
    CONTAINER("the surrounding container, as its owner says"),
    /** None. */
    NONE("none: the answers can read your files and use the network");

    private static final String NOBODY = "65534";

    /** A generous number of threads: a JVM with one processor and a compiler needs about 15. */
    private static final String PROCESSES = "80";

    private final String words;

    Isolation(String words) {
        this.words = words;
    }

    /**
     * What it means, for a reader.
     *
     * @return a few words
     */
    public String words() {
        return words;
    }

    /** The command with what surrounds it. */
    List<String> around(List<String> command, Path folder, Path javaHome) {
        if (this != BUBBLEWRAP) {
            return command;
        }
        List<String> all = new ArrayList<>();
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            // In a namespace that root makes, uid 0 outside keeps its rights on files; nobody has none.
            all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        }
        all.addAll(List.of("bwrap", "--unshare-all", "--unshare-user", "--uid", NOBODY, "--gid", NOBODY));
        all.addAll(List.of("--die-with-parent", "--new-session", "--hostname", "worker"));
        all.addAll(List.of("--ro-bind", "/usr", "/usr"));
        for (String name : List.of("/lib", "/lib64", "/lib32", "/bin")) {
            Path path = Path.of(name);
            try {
                if (Files.isSymbolicLink(path)) {
                    all.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), name));
                } else if (Files.isDirectory(path)) {
                    all.addAll(List.of("--ro-bind", name, name));
                }
            } catch (IOException e) {
                // Not readable here, so not needed there.
            }
        }
        // Debian keeps parts of a JDK there.
        try (DirectoryStream<Path> etc = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
            for (Path path : etc) {
                all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
            }
        } catch (IOException e) {
            // A system without them.
        }
        if (Files.exists(Path.of("/etc/ld.so.cache"))) {
            all.addAll(List.of("--ro-bind", "/etc/ld.so.cache", "/etc/ld.so.cache"));
        }
        if (!javaHome.startsWith("/usr")) {
            all.addAll(List.of("--ro-bind", javaHome.toString(), javaHome.toString()));
        }
        all.addAll(List.of("--dir", "/dev"));
        for (String device : List.of("/dev/null", "/dev/random", "/dev/urandom")) {
            all.addAll(List.of("--dev-bind", device, device));
        }
        all.addAll(List.of("--size", "16777216", "--tmpfs", "/tmp", "--ro-bind", folder.toString(), folder.toString()));
        all.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp", "--"));
        all.addAll(List.of(
                "prlimit", "--cpu=60", "--nproc=" + PROCESSES, "--nofile=128", "--fsize=8388608", "--core=0", "--"));
        all.addAll(command);
        return all;
    }
}
