package activationlab.homework;

import java.io.PrintStream;
import java.util.List;

/** Chooses the isolation that the command line asks for, if it works here. */
final class ChosenIsolation {

    private static final String NO_BUBBLEWRAP = """
            The answers cannot be isolated on this machine: bubblewrap does not work here.
              Debian or Ubuntu:  sudo apt install bubblewrap
              Fedora:            sudo dnf install bubblewrap
              Ubuntu 24.04 and newer also refuse it to ordinary users until an AppArmor profile allows /usr/bin/bwrap.
              macOS and Windows have no bubblewrap: grade in a virtual machine or a container with Linux.
            With podman or docker, and an image that has Java 17 or newer: --isolation container, and name the image by
              JAVA_TOOL_OPTIONS=-Dactivationlab.container.image=IMAGE
            In a pod of a cluster: --isolation sidecar, see notebooks/homework/cluster/kubernetes.yaml.""";
    private static final String NO_SIDECAR = """
            No worker answers in a container beside this one. A pod as in notebooks/homework/cluster/kubernetes.yaml has
            one, which listens at /run/activationlab/socket; another place is named by
              JAVA_TOOL_OPTIONS=-Dactivationlab.sidecar.socket=FILE""";
    private static final String NO_CONTAINER = """
            No worker could be started in a container. Needed are podman or docker, and an image that has Java 17 or newer:
              JAVA_TOOL_OPTIONS=-Dactivationlab.container.image=IMAGE
              and, if the engine needs options, -Dactivationlab.container.engine="podman --runtime runc".""";
    static final String WARNING = """

            ############################################################################################
            #  WARNING: the answers run WITHOUT ISOLATION.                                             #
            #  The students' programs can read your files and use the network while they are graded.   #
            #  Marks are still computed outside. --require-isolation refuses to grade like this.       #
            ############################################################################################
            """;

    private ChosenIsolation() {}

    /**
     * The isolation of a run.
     *
     * @param quiet whether the warning about none is left out
     * @throws Problem if it does not work here, with what would help
     */
    static Isolation of(Options options, boolean quiet, PrintStream err) throws Options.UsageException, Problem {
        String which = options.text("isolation", "auto");
        boolean required = options.has("require-isolation");
        if (!List.of("auto", "bubblewrap", "container", "sidecar", "none").contains(which)) {
            throw new Options.UsageException(
                    "--isolation is auto, bubblewrap, container, sidecar or none, not " + which);
        }
        if (which.equals("sidecar")) {
            if (Grader.works(Isolation.SIDECAR)) {
                return Isolation.SIDECAR;
            }
            throw new Problem(Main.NO_WALLS, NO_SIDECAR);
        }
        if (which.equals("container")) {
            if (Grader.works(Isolation.CONTAINER)) {
                return Isolation.CONTAINER;
            }
            throw new Problem(Main.NO_WALLS, NO_CONTAINER);
        }
        if (which.equals("none") && required) {
            throw new Options.UsageException("--isolation none and --require-isolation contradict each other");
        }
        if (!which.equals("none")) {
            if (Grader.works(Isolation.BUBBLEWRAP)) {
                return Isolation.BUBBLEWRAP;
            }
            if (required || which.equals("bubblewrap")) {
                throw new Problem(Main.NO_WALLS, NO_BUBBLEWRAP);
            }
            err.println(NO_BUBBLEWRAP);
        }
        if (!quiet) {
            err.println(WARNING);
        }
        return Isolation.NONE;
    }
}
