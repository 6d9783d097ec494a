package activationlab.homework;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The walls around a worker. A worker knows no right answer and no mark, so walls protect the machine and the other
 * students, not the points.
 *
 * <p>{@link #BUBBLEWRAP}, on Linux. Inside there are the JDK, the system's libraries and the worker's own jar, all
 * read-only, and {@code /dev/null}; no program but {@code java} and {@code prlimit}, no network, no {@code /proc} (so not
 * even the worker's own environment), no other process, and no place to write. Limits: 420 MB of memory of its own for each
 * process, heap or not; 64 threads and processes together; 60 s of processor time. Started by root it runs as nobody. When
 * the grader is gone, however it ended, the worker is killed. Memory runs out for workers before it does for others.
 *
 * <p>{@link #CONTAINER}, where there are podman or docker and an image with a JDK: no network, a file system that is the
 * image's and read-only, no rights, 512 MB, 64 threads and processes. The image is named by the system property
 * {@value #IMAGE}; {@value #ENGINE} can name the engine, with options if it needs any. A container outlives a grader that
 * is killed until it has used up its processor time, or its input ends.
 *
 * <p>{@link #SIDECAR}, in a pod of a cluster, where neither of the two works: the worker is started in a second container
 * by a program that listens at a Unix socket, named by the system property {@value #SOCKET}; {@link Sidecar#main} makes what
 * its image needs. What holds, if the pod is as {@code notebooks/homework/cluster/kubernetes.yaml} has it:
 * <ul>
 *   <li>No process, memory or file of the grader's container can be seen from the worker's, nor changed: other process and
 *       mount namespaces, another user, and no folder in common but that of the socket.
 *   <li>After each worker every process of its container is killed before the next one is started.
 *   <li>No network beyond the pod, where the cluster's network enforces the policy. The grader listens nowhere.
 *   <li>Memory is limited for a process as above, and for the container by the pod; processor time for a process.
 *   <li>An answer has the user of the program that starts workers. It can neither kill that nor reach its memory, but make
 *       the container run out of memory and be started again, or spoil the socket's folder: then it has no worker.
 * </ul>
 * The number of processes is limited only by the container's memory and the cluster's own limit: a number for each user
 * would be shared by all pods of a machine. The containers of a pod share {@code /dev/shm} and the loopback network. What an
 * answer leaves there, another answer of the same pod could find; so the grader takes only one student's answers to a sidecar.
 *
 * <p>{@link #NONE}, everywhere: a plain process with an empty environment, a limited heap and, on Linux, limits on memory,
 * file size and processor time; started by root it runs as nobody where it can. Nothing keeps an answer in it from
 * <ul>
 *   <li>reading every file that the process's user can read: other students' notebooks, the exercises, keys;
 *   <li>writing and deleting files of that user;
 *   <li>using the network, opening ports, and talking to services of the machine;
 *   <li>seeing the grader among the processes, reading its memory where the system lets it, and ending it;
 *   <li>starting programs that leave the worker's process group and live on;
 *   <li>starting more threads and processes than the machine can take.
 * </ul>
 */
public enum Isolation {
    /** Linux namespaces, by the program {@code bwrap}. */
    BUBBLEWRAP("bubblewrap: no network, no files, no other processes"),
    /** A container for each worker, by podman or docker. */
    CONTAINER("a container of its own: no network, only the image's files, no other processes"),
    /** A second container of the grader's pod. */
    SIDECAR("a second container of the pod: only its image's files, no processes of the grader's"),
    /** None. */
    NONE("none: the answers can read your files and use the network");

    /** The system property with the name of the container's image, which must have {@code java} on its path. */
    public static final String IMAGE = "activationlab.container.image";

    /** The system property with the command of the container engine, in words. */
    public static final String ENGINE = "activationlab.container.engine";

    /** The system property with the socket at which a sidecar listens. */
    public static final String SOCKET = "activationlab.sidecar.socket";

    /** Where it listens if nothing is said. */
    static final String USUAL_SOCKET = "/run/activationlab/socket";

    private static final String NOBODY = "65534";

    /** A JVM with one processor and a compiler needs about 20 threads. */
    private static final String PROCESSES = "64";

    /** Private memory in bytes that can be written to: the heap, classes, code, stacks, and what native calls take. */
    private static final String MEMORY = "440401920";

    /** All addresses, used or not; a JVM reserves generously. */
    private static final String ADDRESSES = "3221225472";

    private static final String SECONDS = "60";

    /** Mounts the folders that follow their number at /mnt/0, /mnt/1 …, for this command alone, and runs the rest. */
    private static final String SHOW = """
            PATH=/usr/bin:/bin:/usr/sbin:/sbin
            set -e
            mount -t tmpfs tmpfs /mnt
            n=$1
            shift
            i=0
            while [ $i -lt $n ]; do
                mkdir /mnt/$i
                mount --bind "$1" /mnt/$i
                shift
                i=$((i + 1))
            done
            exec "$@"
            """;

    /** Distinguishes the containers of one grader. */
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

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

    /**
     * How a worker is started and ended.
     *
     * @param command starts it; in another container, for a sidecar
     * @param group whether the process leads a group of its own, which is ended with it
     * @param last ends what is left after the process was killed; empty if that is all
     */
    record Walls(List<String> command, boolean group, List<String> last) {}

    /**
     * What surrounds a worker.
     *
     * @param javaHome the JDK
     * @param arguments of its program {@code java}
     * @param folder what the worker must be able to read
     * @throws IOException if this isolation cannot be had here
     */
    Walls around(Path javaHome, List<String> arguments, Path folder) throws IOException {
        return switch (this) {
            case BUBBLEWRAP -> bubblewrap(javaHome, arguments, folder);
            case CONTAINER -> container(arguments, folder);
            case SIDECAR -> sidecar(javaHome, arguments);
            case NONE -> plain(javaHome, arguments, folder);
        };
    }

    static String java(Path javaHome) {
        boolean windows = File.separatorChar == '\\';
        return javaHome.resolve("bin").resolve(windows ? "java.exe" : "java").toString();
    }

    // -------------------------------------------------------------------------------------------------------- plain

    private static Walls plain(Path javaHome, List<String> arguments, Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        boolean group = false;
        if (System.getProperty("os.name").equals("Linux")) {
            Path setsid = find("setsid");
            if (setsid != null) {
                all.add(setsid.toString());
                group = true;
            }
            // Root's rights, with which an answer could empty the JDK or the disk, are given up where that is possible.
            Path setpriv = find("setpriv");
            if (setpriv != null && isRoot() && isOpenToAll(javaHome) && isOpenToAll(folder)) {
                all.addAll(asNobody(setpriv));
            }
            Path prlimit = find("prlimit");
            if (prlimit != null) {
                all.addAll(limits(prlimit, "--nofile=256", "--fsize=8388608"));
            }
        }
        all.add(java(javaHome));
        all.addAll(arguments);
        return new Walls(all, group, List.of());
    }

    private static List<String> asNobody(Path setpriv) {
        return List.of(
                setpriv.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs", "--");
    }

    private static List<String> limits(Path prlimit, String... more) {
        List<String> all = new ArrayList<>(
                List.of(prlimit.toString(), "--data=" + MEMORY, "--as=" + ADDRESSES, "--cpu=" + SECONDS, "--core=0"));
        all.addAll(List.of(more));
        all.add("--");
        return all;
    }

    // --------------------------------------------------------------------------------------------------- bubblewrap

    private static Walls bubblewrap(Path javaHome, List<String> arguments, Path folder) throws IOException {
        Path bwrap = needed("bwrap");
        Path prlimit = needed("prlimit");
        List<String> all = new ArrayList<>();
        // Where each path is found that is not part of the system. A child may not see what root sees.
        Map<Path, Path> sources = new LinkedHashMap<>();
        sources.put(folder, folder);
        List<Path> system = system();
        if (system.stream().noneMatch(javaHome::startsWith)) {
            sources.put(javaHome, javaHome);
        }
        Path choom = find("choom");
        if (choom != null) {
            all.addAll(List.of(choom.toString(), "-n", "1000", "--"));
        }
        int shown = 0;
        if (isRoot()) {
            if (!sources.keySet().stream().allMatch(Isolation::isOpenToAll)) {
                // Folders of root's, which nobody cannot reach: shown elsewhere before root's rights are given up. Not
                // by a
                // bwrap around it, which stays as a parent and, without rights, could not take its child into death.
                all.addAll(List.of(needed("unshare").toString(), "--mount", "/bin/sh", "-c", SHOW, "sh"));
                all.add(Integer.toString(sources.size()));
                for (Path path : List.copyOf(sources.keySet())) {
                    all.add(path.toString());
                    sources.put(path, Path.of("/mnt", Integer.toString(shown++)));
                }
            }
            // In a namespace that root makes, uid 0 outside keeps its rights on files; nobody has none.
            all.addAll(asNobody(needed("setpriv")));
        }
        all.addAll(List.of(bwrap.toString(), "--unshare-all", "--unshare-user", "--uid", NOBODY, "--gid", NOBODY));
        if (NoMoreNamespaces.POSSIBLE) {
            all.add("--disable-userns");
        }
        all.addAll(List.of("--die-with-parent", "--new-session", "--hostname", "worker"));
        for (Path path : system) {
            if (Files.isSymbolicLink(path)) {
                all.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString()));
            } else {
                all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
            }
        }
        all.addAll(List.of("--ro-bind", prlimit.toString(), prlimit.toString()));
        all.addAll(List.of("--dir", "/tmp", "--dir", "/dev"));
        for (String device : List.of("/dev/null", "/dev/random", "/dev/urandom")) {
            all.addAll(List.of("--dev-bind", device, device));
        }
        sources.forEach((path, source) -> all.addAll(List.of("--ro-bind", source.toString(), path.toString())));
        // Nothing can be written anywhere: a file system in memory has a size, but no limit on the number of its files.
        all.addAll(List.of("--remount-ro", "/", "--chdir", "/", "--"));
        all.addAll(limits(prlimit, "--nproc=" + processes(), "--nofile=128", "--fsize=0"));
        all.add(java(javaHome));
        all.addAll(arguments);
        return new Walls(all, false, List.of());
    }

    /** The system's libraries, and what a distribution keeps elsewhere of a JDK. */
    private static List<Path> system() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String name : List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache")) {
            if (Files.exists(Path.of(name), LinkOption.NOFOLLOW_LINKS)) {
                paths.add(Path.of(name));
            }
        }
        try (DirectoryStream<Path> etc = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
            etc.forEach(paths::add);
        }
        return paths;
    }

    /** Before Linux 5.14 the number is that of all the user's processes, not only of those inside. */
    private static String processes() {
        String[] version = System.getProperty("os.version").split("\\D+", -1);
        boolean counted =
                version.length > 1 && Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) >= 5014;
        return counted ? PROCESSES : "4096";
    }

    /** Whether this {@code bwrap} can forbid further user namespaces inside, through which much of the kernel is reached. */
    private static final class NoMoreNamespaces {
        static final boolean POSSIBLE = help().contains("--disable-userns");

        private static String help() {
            try {
                Process process = new ProcessBuilder(needed("bwrap").toString(), "--help")
                        .redirectErrorStream(true)
                        .start();
                process.getOutputStream().close();
                return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }
    }

    private static boolean isRoot() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    /** Whether every user can reach and read a folder. */
    private static boolean isOpenToAll(Path folder) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
            if (!permissions.contains(PosixFilePermission.OTHERS_READ)) {
                return false;
            }
            for (Path path = folder; path != null; path = path.getParent()) {
                if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // ---------------------------------------------------------------------------------------------------- container

    private static Walls container(List<String> arguments, Path folder) throws IOException {
        String image = System.getProperty(IMAGE, "");
        if (image.isEmpty()) {
            throw new IOException("no image for the container: set the system property " + IMAGE);
        }
        List<String> engine = engine();
        String name = "activationlab-" + ProcessHandle.current().pid() + "-" + CONTAINERS.incrementAndGet();
        List<String> all = new ArrayList<>(engine);
        all.addAll(List.of("run", "--rm", "--interactive", "--name", name));
        all.addAll(List.of("--network", "none", "--ipc", "none", "--read-only", "--workdir", "/"));
        if (Path.of(engine.get(0)).getFileName().toString().equals("podman")) {
            all.add("--read-only-tmpfs=false"); // else podman makes /tmp and /run writable again
        }
        all.addAll(List.of("--user", NOBODY + ":" + NOBODY, "--cap-drop", "all"));
        all.addAll(List.of("--security-opt", "no-new-privileges"));
        all.addAll(List.of("--pids-limit", PROCESSES, "--memory", "512m", "--oom-score-adj", "1000"));
        all.addAll(List.of("--ulimit", "nofile=128:128", "--ulimit", "core=0:0", "--ulimit", "fsize=0:0"));
        // A number of its own, because an engine may take over one that it is not allowed to set.
        all.addAll(List.of("--ulimit", "nproc=4096:4096", "--ulimit", "cpu=" + SECONDS + ":" + SECONDS));
        all.addAll(List.of("--volume", folder + ":" + folder + ":ro", image, "java"));
        all.addAll(arguments);
        List<String> last = new ArrayList<>(engine);
        last.addAll(List.of("rm", "--force", name));
        return new Walls(all, false, last);
    }

    private static List<String> engine() throws IOException {
        String named = System.getProperty(ENGINE, "").strip();
        if (!named.isEmpty()) {
            return List.of(named.split("\\s+"));
        }
        for (String name : List.of("podman", "docker")) {
            Path found = find(name);
            if (found != null) {
                return List.of(found.toString());
            }
        }
        throw new IOException("there is neither podman nor docker");
    }

    // ------------------------------------------------------------------------------------------------------ sidecar

    private static Walls sidecar(Path javaHome, List<String> arguments) throws IOException {
        List<String> all = limits(needed("prlimit"), "--nofile=128", "--fsize=0");
        all.add(java(javaHome));
        all.addAll(arguments);
        return new Walls(all, false, List.of());
    }

    // ------------------------------------------------------------------------------------------------------ programs

    private static Path needed(String name) throws IOException {
        Path found = find(name);
        if (found == null) {
            throw new IOException("there is no program " + name);
        }
        return found;
    }

    /** A program of this machine, without links; null if there is none. */
    private static Path find(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin:/bin:/usr/sbin:/sbin";
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path program = folder.startsWith("/") ? Path.of(folder, name) : null;
            if (program != null && Files.isExecutable(program)) {
                try {
                    return program.toRealPath();
                } catch (IOException e) {
                    // Gone; the next one may do.
                }
            }
        }
        return null;
    }
}
