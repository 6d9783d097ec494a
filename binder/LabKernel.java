import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.distro.JJava;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.JavaKernelBuilder;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.CompilationException;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.dflib.jjava.kernel.execution.EvaluationTimeoutException;
import org.dflib.jjava.kernel.execution.IncompleteSourceException;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.JarsMagic;
import org.dflib.jjava.kernel.magics.LoadCodeMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.AddMavenDependencyMagic;
import org.dflib.jjava.maven.magics.LoadFromPomCellMagic;
import org.dflib.jjava.maven.magics.LoadFromPomLineMagic;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;

/**
 * The Java kernel of this course: JJava, unmodified, started with four differences.
 *
 * <ul>
 *   <li>An error shows what went wrong and the lines of the notebook where it did, not the inside of the kernel.
 *   <li>The kernel ends when the program that started it ends, whatever way that ended and whatever a cell is doing.
 *       Other Java kernels live on as orphans of more than 100 MB each. Set the environment variable {@code
 *       LABKERNEL_DETACHED=1} to start a kernel that outlives its starter.
 *   <li>The kernel ends at once when it is asked to, so that restarting is quick.
 *   <li>The stop button also stops a loop that never looks whether it was interrupted.
 * </ul>
 *
 * <p>{@code binder/lab.py} compiles this file against the pinned {@code jjava.jar}; nothing of JJava is changed or
 * copied. Where it must reach into a private part of JJava or of JShell (marked "private:"), the kernel works on without
 * that part, as plain JJava does.
 */
public final class LabKernel extends JavaKernel {

    /** Where in the notebook a snippet stands: its text, the number of its cell, the lines before it in that cell. */
    private record Place(String source, int cell, int linesBefore) {}

    /** One line of an error report: a frame of the notebook, or a call of a library. */
    private record Line(String where, String code) {
        String text() {
            return code.isEmpty() ? "  " + where : "  " + where + ":  " + code;
        }
    }

    /** Frames of one chain of calls that are shown at most; a recursion is folded before. */
    private static final int MAX_LINES = 10;

    private static final int MAX_CAUSES = 3;

    private static final Pattern FAILED_MAGIC =
            Pattern.compile("Exception running (?:line|cell) magic '(\\w+)': (.*)", Pattern.DOTALL);

    /** A line that is one import. */
    private static final Pattern IMPORT = Pattern.compile("import\\s+(static\\s+)?[\\w.]+(\\.\\*)?\\s*;");

    /** The names of the jars on the class path of this process. */
    private static final Set<String> STARTED_WITH = startedWith();

    private static final String BOLD = "\u001B[1m";
    private static final String UNDERLINE = "\u001B[4m";
    private static final String RESET = "\u001B[0m";

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private volatile Runner runner;
    private volatile int cell;
    /** The running cell as JShell gets it, and as it was written: they differ where a magic stands. */
    private volatile String cellSource = "";

    private volatile String cellText = "";
    private volatile String startupProblem;

    private final CountDownLatch prepared = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    private LabKernel(
            String name,
            String version,
            LanguageInfo languageInfo,
            List<HelpLink> helpLinks,
            HistoryManager historyManager,
            JupyterIO io,
            CommManager commManager,
            Renderer renderer,
            MagicsResolver magicsResolver,
            MagicsRegistry magicsRegistry,
            boolean extensionsEnabled,
            StringStyler errorStyler,
            JShell jShell,
            CodeEvaluator evaluator) {
        super(
                name,
                version,
                languageInfo,
                helpLinks,
                historyManager,
                io,
                commManager,
                renderer,
                magicsResolver,
                magicsRegistry,
                extensionsEnabled,
                errorStyler,
                jShell,
                evaluator);
        jShell.onSnippetEvent(this::remember);
    }

    // ------------------------------------------------------------------ start and end

    /** Starts the kernel as {@link JJava#main} does. */
    public static void main(String[] args) throws Exception {
        if (args.length < 1 || !Files.isRegularFile(Path.of(args[0]))) {
            System.err.println("LabKernel: the connection file is missing. Jupyter gives it as the only argument: "
                    + "LabKernel connection.json");
            System.exit(2);
        }
        endWithParent();
        System.setProperty("java.util.logging.SimpleFormatter.format", "[%4$.1s %1$tF %1$tT.%1$tL %3$s] %5$s%n");
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(Path.of(args[0]))));

        LabKernel kernel = configured().build();
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        kernel.prepare();
        connection.waitUntilClose();
        // JJava would linger for a minute, until the last of its threads has been idle for so long.
        System.exit(0);
    }

    @SuppressWarnings("removal") // two magics that JJava will drop and that old notebooks use
    private static LabBuilder configured() {
        MavenDependencyResolver maven = new MavenDependencyResolver();
        TimeMagic time = new TimeMagic();
        LabBuilder builder = new LabBuilder()
                .name("JJava")
                .version(jjavaVersion())
                .extensionsEnabled(extensionsWanted())
                .compilerOpts(words(System.getenv("JJAVA_COMPILER_OPTS")))
                .lineMagic("load", new LoadCodeMagic("", ".jsh", ".jshell", ".java", ".jjava"))
                .lineMagic("classpath", new ClasspathMagic())
                .lineMagic("time", time)
                .lineMagic("maven", new MavenMagic(maven))
                .lineMagic("mavenRepo", new MavenRepoMagic(maven))
                .lineMagic("loadFromPOM", new LoadFromPomLineMagic(maven))
                .lineMagic("jars", new JarsMagic())
                .lineMagic("addMavenDependency", new AddMavenDependencyMagic(maven))
                .cellMagic("loadFromPOM", new LoadFromPomCellMagic(maven))
                .cellMagic("time", time);
        Matcher timeout = Pattern.compile("(-?\\d+)\\W*([A-Za-z]+)?")
                .matcher(System.getenv().getOrDefault("JJAVA_TIMEOUT", "-1").trim());
        if (!timeout.matches()) {
            throw new IllegalArgumentException(
                    "JJAVA_TIMEOUT must be a number and a unit such as \"30 SECONDS\"");
        }
        String unit = timeout.group(2) == null ? "MILLISECONDS" : timeout.group(2).toUpperCase(Locale.ROOT);
        return builder.timeout(Long.parseLong(timeout.group(1)), TimeUnit.valueOf(unit));
    }

    private static String jjavaVersion() {
        Properties properties = new Properties();
        try (InputStream in = JJava.class
                .getClassLoader()
                .getResourceAsStream("META-INF/maven/org.dflib.jjava/jjava-distro/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // The version is only shown; a kernel without it works.
        }
        return properties.getProperty("version", "");
    }

    private static boolean extensionsWanted() {
        String value = System.getenv().getOrDefault("JJAVA_LOAD_EXTENSIONS", "1").trim();
        return !value.isEmpty() && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    private static List<String> words(String options) {
        return options == null || options.isBlank() ? List.of() : List.of(options.trim().split("\\s+"));
    }

    /**
     * What JJava does before it opens its connection: the imports take half of the time until then. The front end can
     * say hello in the meantime, and a cell that comes early waits here.
     */
    private void prepare() {
        try {
            onStartup();
            addToClasspath(System.getenv("JJAVA_CLASSPATH"));
            runStartupScripts();
            if (waiting.get() == 0) {
                // Loads what runs a statement; it leaves no name behind.
                doEval("if (false) { }");
            }
        } catch (RuntimeException | LinkageError e) {
            tellProblem(e);
        } finally {
            prepared.countDown();
        }
        if (waiting.get() == 0) {
            warmUp();
        }
    }

    private void awaitPrepared() {
        waiting.incrementAndGet();
        try {
            prepared.await();
        } catch (InterruptedException e) {
            // Then the cell runs with what is there.
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * Draws a figure for nobody while the student reads: loading fonts and the classes of the chart library is most of
     * the time that the first figure takes. Without our library on the class path nothing happens.
     */
    private static void warmUp() {
        try {
            ClassLoader loader = LabKernel.class.getClassLoader();
            Class<?> activation = loader.loadClass("activationlab.function.Activation");
            Object functions = Array.newInstance(activation, 1);
            Array.set(
                    functions,
                    0,
                    loader.loadClass("activationlab.function.Activations")
                            .getField("SIGMOID")
                            .get(null));
            Object plot = loader.loadClass("activationlab.notebook.Lab")
                    .getMethod("curves", functions.getClass())
                    .invoke(null, functions);
            plot = plot.getClass().getMethod("over", double.class, double.class).invoke(plot, -1, 1);
            loader.loadClass("activationlab.notebook.Showable").getMethod("html").invoke(plot);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Whatever is wrong shows, with a message, in the cell that needs it.
        }
    }

    /**
     * Runs the start-up scripts. JJava does not start at all when one of them fails, and says so only in the log of the
     * server; here the first cell tells it, and the notebook can be used.
     */
    private void runStartupScripts() {
        List<String> scripts = new ArrayList<>();
        try {
            String paths = System.getenv("JJAVA_STARTUP_SCRIPTS_PATH");
            if (paths != null && !paths.isBlank()) {
                for (Path path : PathsHandler.splitAndResolveGlobs(paths)) {
                    if (Files.isRegularFile(path)) {
                        scripts.add(Files.readString(path));
                    }
                }
            }
            String script = System.getenv("JJAVA_STARTUP_SCRIPT");
            if (script != null) {
                scripts.add(script);
            }
            for (String text : scripts) {
                evalBuilder(text).resolveMagics().eval();
            }
        } catch (Exception e) {
            tellProblem(e);
        }
    }

    private void tellProblem(Throwable e) {
        startupProblem = "The start-up script of the kernel failed, so some names may be missing:\n"
                + String.join("\n", formatError(e)).replaceAll("\u001B\\[[0-9;]*m", "")
                + "\n(The script is named by the environment variable JJAVA_STARTUP_SCRIPTS_PATH.)\n";
        System.err.println(startupProblem);
    }

    /**
     * Ends this process when the one that started it is gone. A thread asks five times a second: a closed connection
     * tells nothing (the sockets outlive the server), and a signal on the parent's death exists on Linux only.
     */
    private static void endWithParent() {
        String detached = System.getenv().getOrDefault("LABKERNEL_DETACHED", "");
        if (!detached.isBlank() && !detached.equals("0")) {
            return;
        }
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        ProcessHandle self = ProcessHandle.current();
        long parent = self.parent().map(ProcessHandle::pid).orElse(-1L);
        long server = parent;
        // On Windows Jupyter puts a handle into this variable, not a process id.
        String named = windows ? null : System.getenv("JPY_PARENT_PID");
        if (named != null && named.matches("\\d{1,18}")) {
            server = Long.parseLong(named);
        }
        if (server <= 0) {
            return;
        }
        ProcessHandle watched = ProcessHandle.of(server).orElse(null);
        if (watched == null) {
            // The server ended while this process was starting. (It cannot be a server in another container: a process
            // id from there would not have been handed over with the environment.)
            Runtime.getRuntime().halt(1);
            return;
        }
        // A killed process that nobody has waited for still counts as alive; its children have a new parent already.
        boolean child = !windows && server == parent;
        long pid = server;
        Thread watch = new Thread(
                () -> {
                    while (watched.isAlive()
                            && (!child || self.parent().map(ProcessHandle::pid).orElse(-1L) == pid)) {
                        try {
                            Thread.sleep(200);
                        } catch (InterruptedException e) {
                            // Nothing may stop the watch.
                        }
                    }
                    // Not exit(): shutdown hooks may wait for a cell that never ends.
                    Runtime.getRuntime().halt(1);
                },
                "end-with-parent");
        watch.setDaemon(true);
        watch.setPriority(Thread.MAX_PRIORITY);
        watch.start();
    }

    /** Answers the request, and ends the process even if a cell keeps the other threads busy. */
    @Override
    protected void handleShutdownRequest(ShellReplyEnvironment env, Message<ShutdownRequest> request) {
        Thread end = new Thread(
                () -> {
                    try {
                        Thread.sleep(300);
                    } catch (InterruptedException e) {
                        // Then now.
                    }
                    System.exit(0);
                },
                "end-after-shutdown");
        end.setDaemon(true);
        end.start();
        super.handleShutdownRequest(env, request);
    }

    // ------------------------------------------------------------------ running cells

    /**
     * Runs a cell as JJava does. It is repeated here because JJava names an error after its own wrapper, and because an
     * {@link Error} thrown while a cell is compiled would end the thread that reads the messages: a dead notebook
     * without a word.
     */
    @Override
    protected synchronized void handleExecuteRequest(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
        commManager.setMessageContext(message);
        ExecuteRequest request = message.getContent();
        int count = executionCount.getAndIncrement();
        env.setBusyDeferIdle();
        env.publish(new PublishExecuteInput(request.getCode(), count));
        awaitPrepared();
        cell = count;
        cellText = request.getCode();
        replaceOutputStreams(env);
        LabIO cellIo = (LabIO) getIO();
        cellIo.setEnv(env);
        env.defer(() -> cellIo.retractEnv(env));
        cellIo.setJupyterInEnabled(request.isStdinEnabled());
        if (startupProblem != null) {
            env.writeToStdErr(startupProblem);
            startupProblem = null;
        }
        try {
            DisplayData out =
                    evalBuilder(request.getCode()).resolveMagics().renderResults().eval();
            if (out != null) {
                env.publish(new PublishExecuteResult(count, out));
            }
            env.defer().reply(new ExecuteReply(count, Map.of()));
        } catch (Throwable e) {
            Report report = report(e);
            ErrorReply error = new ErrorReply(report.name(), report.message(), report.lines());
            error.setExecutionCount(count);
            env.publish(new PublishError(report.name(), report.message(), report.lines()));
            env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
        }
    }

    @Override
    protected Object doEval(String source) {
        cellSource = source;
        List<String> lines =
                source.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.stream().allMatch(line -> IMPORT.matcher(line).matches())) {
            // JShell finds the end of a statement by parsing all that is left. Here each line is one.
            lines.forEach(this::evalImport);
            return null;
        }
        try {
            return super.doEval(source);
        } catch (RuntimeException e) {
            if (e.getClass() == RuntimeException.class && e.getCause() instanceof JShellException) {
                throw LabKernel.<RuntimeException>asIs(e.getCause());
            }
            throw e;
        }
    }

    /**
     * Adds jars to the class path, except those with which the kernel was started: a lesson's first cell names them for
     * other kernels. Adding them again would make the compiler read all of them anew, and a library that was rebuilt
     * meanwhile would be compiled against one version and run with another.
     */
    @Override
    public void addToClasspath(String classpath) {
        if (classpath == null || classpath.isBlank()) {
            return;
        }
        List<String> added = PathsHandler.splitAndResolveGlobs(classpath).stream()
                .filter(path -> path.getFileName() == null
                        || !STARTED_WITH.contains(path.getFileName().toString()))
                .map(Path::toString)
                .toList();
        super.addToClasspath(String.join(File.pathSeparator, added));
    }

    private static Set<String> startedWith() {
        Set<String> names = new HashSet<>();
        for (String path : System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator))) {
            if (path.endsWith(".jar")) {
                names.add(new File(path).getName());
            }
        }
        return names;
    }

    /** Whether this import of a whole package or class is in force already; JShell would compile it all the same. */
    private static boolean imported(JShell shell, String line) {
        return line.endsWith(".*;")
                && line.startsWith("import")
                && shell.imports().anyMatch(done -> done.source().strip().equals(line));
    }

    private void evalImport(String line) {
        if (imported(getJShell(), line)) {
            return;
        }
        for (SnippetEvent event : getJShell().eval(line)) {
            if (event.causeSnippet() == null && event.status() == Snippet.Status.REJECTED) {
                throw new CompilationException(event);
            }
        }
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        awaitPrepared();
        return super.inspect(code, at, extraDetail);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        awaitPrepared();
        return super.complete(code, at);
    }

    @Override
    public String isComplete(String code) {
        awaitPrepared();
        return super.isComplete(code);
    }

    /** Throws a checked exception where none is declared. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asIs(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Stops the cell. What does not heed the interrupt within a second is ended by force. */
    @Override
    public void interrupt() {
        Runner current = runner;
        Set<Thread> busy = current == null ? Set.of() : Set.copyOf(current.busy);
        super.interrupt();
        if (!busy.isEmpty()) {
            Thread force = new Thread(() -> current.end(busy), "stop-by-force");
            force.setDaemon(true);
            force.start();
        }
    }

    // ------------------------------------------------------------------ errors

    /** What the front end gets of an error. */
    private record Report(String name, String message, List<String> lines) {}

    private Report report(Throwable e) {
        List<String> lines;
        try {
            lines = formatError(e);
        } catch (RuntimeException | StackOverflowError broken) {
            // A fault of this class must not cost the student the message.
            lines = List.of(String.valueOf(e));
        }
        String name = e instanceof EvalException
                ? simpleName(((EvalException) e).getExceptionClassName())
                : e.getClass().getSimpleName();
        String message = e.getMessage() == null ? "" : readable(e.getMessage());
        if (e instanceof UnresolvedReferenceException) {
            message = missing((UnresolvedReferenceException) e);
        } else if (e instanceof CompilationException) {
            message = getJShell()
                    .diagnostics(((CompilationException) e).getBadSnippetCompilation().snippet())
                    .filter(Diag::isError)
                    .map(LabKernel::firstLine)
                    .findFirst()
                    .orElse(message);
        }
        return new Report(name, message, lines);
    }

    /**
     * No colours: the front ends show an error on a red plate, and no colour of the terminal set is legible on it in
     * both the light and the dark theme. Bold and underlined text is.
     */
    @Override
    protected List<String> formatError(Throwable e) {
        if (e instanceof EvalException) {
            return formatThrown((EvalException) e);
        }
        if (e instanceof UnresolvedReferenceException) {
            List<String> lines = new ArrayList<>();
            lines.add(bold(missing((UnresolvedReferenceException) e)));
            lines.addAll(frames(((UnresolvedReferenceException) e).getStackTrace()));
            return lines;
        }
        if (e instanceof CompilationException) {
            return formatCompilation(((CompilationException) e).getBadSnippetCompilation());
        }
        if (e instanceof IncompleteSourceException) {
            String source = ((IncompleteSourceException) e).getSource();
            List<String> lines = new ArrayList<>();
            lines.add(bold("This cell ends in the middle of a statement; something is not closed, for example { or (."));
            int before = linesBefore(source);
            int number = before;
            for (String line : source.lines().limit(3).toList()) {
                number++;
                lines.add(numbered(number, line));
            }
            return lines;
        }
        if (e instanceof EvaluationInterruptedException) {
            return List.of(bold("Stopped."));
        }
        if (e instanceof EvaluationTimeoutException) {
            EvaluationTimeoutException timeout = (EvaluationTimeoutException) e;
            return List.of(bold("Stopped: this statement took longer than " + timeout.getDuration() + " "
                    + timeout.getUnit().name().toLowerCase(Locale.ROOT) + "."));
        }
        // Not from the code of the notebook: a magic, or the kernel itself.
        List<String> lines = new ArrayList<>();
        Throwable shown = e;
        while (shown.getClass() == RuntimeException.class && shown.getCause() != null) {
            shown = shown.getCause();
        }
        lines.add(heading("", shown.getClass().getName(), shown.getMessage()));
        return lines;
    }

    private List<String> formatThrown(EvalException e) {
        List<String> lines = new ArrayList<>();
        Matcher magic = FAILED_MAGIC.matcher(e.getMessage() == null ? "" : e.getMessage());
        if (magic.matches()) {
            lines.add(bold("%" + magic.group(1) + " failed: " + magic.group(2).strip()));
            lines.addAll(frames(e.getStackTrace()));
            return lines;
        }
        JShellException shown = e;
        for (int depth = 0; shown != null && depth <= MAX_CAUSES; depth++) {
            String prefix = depth == 0 ? "" : "caused by ";
            if (shown instanceof EvalException) {
                EvalException thrown = (EvalException) shown;
                lines.add(heading(prefix, thrown.getExceptionClassName(), thrown.getMessage()));
                // The trace of a cause ends with the lines of what it caused.
                frames(thrown.getStackTrace()).stream()
                        .filter(line -> !lines.contains(line))
                        .forEach(lines::add);
                shown = thrown.getCause();
            } else {
                lines.add(bold(prefix + missing((UnresolvedReferenceException) shown)));
                shown = null;
            }
        }
        return lines;
    }

    private String heading(String prefix, String className, String message) {
        String head = prefix + simpleName(className);
        return bold(head + (message == null || message.isBlank() ? "" : ": " + readable(message)));
    }

    private String missing(UnresolvedReferenceException e) {
        DeclarationSnippet snippet = e.getSnippet();
        List<String> names = getJShell().unresolvedDependencies(snippet).toList();
        String what = names.isEmpty() ? "something" : String.join(", ", names);
        return snippet.name() + " uses " + what + ", which is not defined yet. Run the cell that defines "
                + (names.size() > 1 ? "them" : "it") + " (or write it), then run this cell again.";
    }

    private List<String> formatCompilation(SnippetEvent event) {
        Snippet snippet = event.snippet();
        String source = snippet.source();
        int before = linesBefore(source);
        List<String> lines = new ArrayList<>();
        for (Diag diag : getJShell().diagnostics(snippet).filter(Diag::isError).toList()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(bold(firstLine(diag)));
            diag.getMessage(null)
                    .lines()
                    .skip(1)
                    .map(String::strip)
                    .filter(line -> !line.startsWith("location:") && !line.startsWith("symbol:"))
                    .forEach(line -> lines.add("  " + line));
            if (diag.getStartPosition() >= 0 && diag.getEndPosition() >= diag.getStartPosition()) {
                lines.addAll(marked(source, (int) diag.getStartPosition(), (int) diag.getEndPosition(), before));
            }
        }
        if (snippet instanceof DeclarationSnippet) {
            List<String> names =
                    getJShell().unresolvedDependencies((DeclarationSnippet) snippet).toList();
            if (!names.isEmpty()) {
                lines.add(bold(((DeclarationSnippet) snippet).name() + " uses what is not defined yet: "
                        + String.join(", ", names)));
            }
        }
        if (lines.isEmpty()) {
            lines.add(bold("This statement cannot be used here."));
            source.lines().limit(3).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    /** The compiler's sentence; "cannot find symbol" with the symbol, which it gives on a line of its own. */
    private static String firstLine(Diag diag) {
        List<String> lines = diag.getMessage(null).lines().map(String::strip).toList();
        String symbol = lines.stream()
                .filter(line -> line.startsWith("symbol:"))
                .map(line -> ": " + line.substring("symbol:".length()).strip())
                .findFirst()
                .orElse("");
        return lines.isEmpty() ? "does not compile" : readable(lines.get(0)) + symbol;
    }

    /** Names of the notebook without the classes in which JShell wraps them, and without talk of class loaders. */
    private static String readable(String message) {
        return message.replaceAll("REPL\\.\\$JShell\\$\\w+[.$]", "")
                .replaceAll(" \\([^()]* (is|are) in (unnamed )?module [^()]*\\)", "")
                .strip();
    }

    /** The line of the source that holds the fault, its number in the cell, the fault underlined and marked below. */
    private List<String> marked(String source, int start, int end, int before) {
        int from = Math.min(start, source.length());
        int lineStart = source.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = source.indexOf('\n', from);
        if (lineEnd < 0) {
            lineEnd = source.length();
        }
        int to = Math.max(from, Math.min(end, lineEnd));
        int number = before + (int) source.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
        String text = source.substring(lineStart, from)
                + UNDERLINE + source.substring(from, to) + RESET
                + source.substring(to, lineEnd);
        String indent = source.substring(lineStart, from).replaceAll("[^\t]", " ");
        String prefix = numbered(number, "");
        return List.of(
                prefix + text,
                " ".repeat(prefix.length()) + indent + "^".repeat(Math.max(1, to - from)));
    }

    private static String numbered(int line, String text) {
        return String.format("%4d | %s", line, text);
    }

    private static String bold(String text) {
        // Each line for itself: front ends split the text at line ends.
        return BOLD + text.replace("\n", RESET + "\n" + BOLD) + RESET;
    }

    /** The frames of the notebook, in the order of a Java trace: the innermost call first. */
    private List<String> frames(StackTraceElement[] trace) {
        List<Line> lines = new ArrayList<>();
        StackTraceElement called = null;
        for (StackTraceElement frame : trace) {
            String file = frame.getFileName();
            if (file == null || !file.startsWith("#")) {
                if (!hidden(frame.getClassName())) {
                    // Of several calls in a row inside a library only the outermost is the student's.
                    called = frame;
                }
                continue;
            }
            // A call of the Java library is worth a line only where the error comes from ("inside Integer.parseInt").
            if (called != null && (ours(called.getClassName()) || lines.isEmpty())) {
                lines.add(new Line("inside " + callName(called), ""));
            }
            called = null;
            lines.add(line(frame, file.substring(1)));
        }
        List<String> shown = fold(lines.stream().map(Line::text).toList());
        if (shown.size() > MAX_LINES) {
            List<String> cut = new ArrayList<>(shown.subList(0, MAX_LINES / 2));
            cut.add("  … " + (shown.size() - MAX_LINES) + " more");
            cut.addAll(shown.subList(shown.size() - MAX_LINES / 2, shown.size()));
            return cut;
        }
        return shown;
    }

    private Line line(StackTraceElement frame, String id) {
        Place place = places.get(id);
        String source = place == null ? "" : place.source();
        String code = source.lines()
                .skip(Math.max(0, frame.getLineNumber() - 1))
                .findFirst()
                .orElse("")
                .strip();
        String where = method(frame);
        if (place != null) {
            where = (where.isEmpty() ? "" : where + ", ")
                    + (place.cell() == 0 ? "the start-up script" : "cell [" + place.cell() + "]")
                    + " line " + (place.linesBefore() + Math.max(1, frame.getLineNumber()));
        }
        return new Line(where.isEmpty() ? "in this notebook" : "in " + where, code);
    }

    private static String method(StackTraceElement frame) {
        String type = simpleName(frame.getClassName());
        String method = frame.getMethodName();
        if (method.startsWith("do_it$")) {
            return "";
        }
        if (method.startsWith("lambda$")) {
            return "a lambda";
        }
        if (method.equals("<init>")) {
            return "new " + type;
        }
        if (method.equals("<clinit>")) {
            return type;
        }
        return method.isEmpty() ? "" : type.isEmpty() ? method : type + "." + method;
    }

    private static boolean ours(String className) {
        return className.startsWith("activationlab.");
    }

    /** Machinery between a call in the notebook and the method called: nobody's call. */
    private static boolean hidden(String className) {
        return className.startsWith("java.lang.reflect.")
                || className.startsWith("java.lang.invoke.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("REPL.")
                || className.startsWith("org.dflib.")
                || className.equals("LabKernel")
                || className.startsWith("LabKernel$");
    }

    private static String callName(StackTraceElement frame) {
        String type = frame.getClassName();
        String method = frame.getMethodName();
        if (method.equals("<init>")) {
            return "new " + simpleName(type) + "(…)";
        }
        // `show` is imported, and inner classes of the JDK have names that nobody has written.
        boolean plain = type.endsWith(".Lab") || type.contains("$") || !isPublic(type);
        return (plain ? "" : simpleName(type) + ".") + method + "(…)";
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, LabKernel.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return true;
        }
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** Replaces what repeats, as in a recursion without end, by one round and a count. */
    private static List<String> fold(List<String> lines) {
        List<String> folded = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int period = 0;
            int rounds = 0;
            for (int p = 1; p <= 6 && rounds < 3; p++) {
                rounds = 1;
                while (at + (rounds + 1) * p <= lines.size()
                        && lines.subList(at, at + p)
                                .equals(lines.subList(at + rounds * p, at + (rounds + 1) * p))) {
                    rounds++;
                }
                period = p;
            }
            if (rounds < 3) {
                folded.add(lines.get(at));
                at++;
            } else {
                folded.addAll(lines.subList(at, at + period));
                folded.add("  … " + (period == 1 ? "this line" : "these " + period + " lines") + " again and again ("
                        + rounds + " rounds or more)");
                at += rounds * period;
            }
        }
        return folded;
    }

    private void remember(SnippetEvent event) {
        if (event.causeSnippet() == null && event.snippet() != null) {
            String source = event.snippet().source();
            int before = linesBefore(source);
            if (source.startsWith("org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.")) {
                // A magic: show what was written, not what it was turned into.
                source = cellText.lines().skip(before).findFirst().orElse("");
            }
            places.put(event.snippet().id(), new Place(source, cell, before));
        }
    }

    /** The number of lines of the running cell before the given statement. */
    private int linesBefore(String statement) {
        int at = cellSource.indexOf(statement.strip());
        return at <= 0 ? 0 : (int) cellSource.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    // ------------------------------------------------------------------ below JShell

    /** Builds this kernel instead of JJava's; everything else is JJava's. */
    private static final class LabBuilder extends JavaKernelBuilder<LabBuilder, LabKernel> {

        private Runner runner;

        @Override
        public LabKernel build() {
            String name = buildName();
            CodeEvaluator evaluator = buildCodeEvaluator(name);
            LabKernel kernel = new LabKernel(
                    name,
                    buildVersion(),
                    buildLanguageInfo(),
                    List.of(),
                    buildHistoryManager(),
                    new LabIO(buildJupyterIOEncoding()),
                    buildCommManager(),
                    buildRenderer(),
                    buildMagicsResolver(buildMagicTranspiler()),
                    buildMagicsRegistry(),
                    buildExtensionsEnabled(),
                    buildErrorStyler(),
                    buildJShell(evaluator),
                    evaluator);
            kernel.runner = runner;
            return kernel;
        }

        @Override
        protected CodeEvaluator buildCodeEvaluator(String name) {
            return new LabEvaluator(name, timeoutDuration, timeoutUnit);
        }

        @Override
        protected JShell buildJShell(CodeEvaluator evaluator) {
            ExecutionControlProvider jjava = evaluator.getExecControlProvider();
            return JShell.builder()
                    .out(System.out)
                    .err(System.err)
                    .in(System.in)
                    .executionEngine(
                            new ExecutionControlProvider() {
                                @Override
                                public String name() {
                                    return jjava.name();
                                }

                                @Override
                                public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters)
                                        throws Throwable {
                                    ExecutionControl control = jjava.generate(env, parameters);
                                    runner = Runner.install(control);
                                    return new LabControl(control, runner, evaluator);
                                }
                            },
                            Map.of())
                    .compilerOptions(compilerOpts.toArray(new String[0]))
                    .build();
        }
    }

    /** Hands each statement to JShell without the empty lines before it, which JShell would count as its first ones. */
    private static final class LabEvaluator extends CodeEvaluator {

        LabEvaluator(String name, long timeout, TimeUnit unit) {
            super(name, timeout, unit);
        }

        @Override
        protected Object evalSingle(JShell shell, String code) {
            return imported(shell, code.strip()) ? null : super.evalSingle(shell, code.strip());
        }
    }

    /** Opens three methods of JJava to this class; they are needed to run a cell. */
    private static final class LabIO extends JupyterIO {

        LabIO(Charset encoding) {
            super(encoding);
        }

        @Override
        protected void setEnv(ShellReplyEnvironment env) {
            super.setEnv(env);
        }

        @Override
        protected void retractEnv(ShellReplyEnvironment env) {
            super.retractEnv(env);
        }

        @Override
        protected void setJupyterInEnabled(boolean enabled) {
            super.setJupyterInEnabled(enabled);
        }
    }

    /** Runs the statements of cells: knows which threads are busy and what they threw. */
    private static final class Runner extends AbstractExecutorService {

        private final ExecutorService pool;
        final Set<Thread> busy = ConcurrentHashMap.newKeySet();
        volatile Throwable thrown;

        /** Makes the code of cells end itself (JDK 20 and later); null where that is not possible. */
        volatile Field allStop;

        private Runner(String threadName) {
            pool = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, threadName);
                thread.setDaemon(true);
                return thread;
            });
        }

        /** private: takes the place of JJava's executor, which tells neither the thread nor the cause of an error. */
        static Runner install(ExecutionControl control) {
            try {
                Field prefix = control.getClass().getDeclaredField("THREAD_NAME_PREFIX");
                Field executor = control.getClass().getDeclaredField("executor");
                prefix.setAccessible(true);
                executor.setAccessible(true);
                // JJava knows its own threads by this name.
                Runner runner = new Runner(prefix.get(null) + "cell");
                ((ExecutorService) executor.get(control)).shutdown();
                executor.set(control, runner);
                return runner;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        @Override
        protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
            return super.newTaskFor(() -> {
                Thread thread = Thread.currentThread();
                busy.add(thread);
                try {
                    return task.call();
                } catch (InvocationTargetException e) {
                    thrown = e.getCause();
                    throw e;
                } finally {
                    busy.remove(thread);
                }
            });
        }

        /** Ends threads that are still busy with an interrupted cell. */
        void end(Set<Thread> threads) {
            setAllStop(true);
            // Code that heeds the interrupt ends in good order. Thread.stop is unsafe in general, but the other way is a
            // thread that burns a core and changes variables until the kernel is restarted.
            await(threads, 500);
            for (Thread thread : threads) {
                if (busy.contains(thread)) {
                    try {
                        Thread.class.getMethod("stop").invoke(thread);
                    } catch (ReflectiveOperationException e) {
                        // Gone from JDK 20 on. Code of a library that never looks: "Restart kernel" is the cure left.
                    }
                }
            }
        }

        /** Called before the next statement: the cells that were told to stop get a moment to do so. */
        void beforeStatement() {
            thrown = null;
            if (allStop != null && !busy.contains(Thread.currentThread()) && isAllStop()) {
                await(Set.copyOf(busy), 500);
                setAllStop(false);
            }
        }

        private void await(Set<Thread> threads, long millis) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (System.nanoTime() < end && threads.stream().anyMatch(busy::contains)) {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private boolean isAllStop() {
            try {
                return allStop.getBoolean(null);
            } catch (IllegalAccessException e) {
                return false;
            }
        }

        private void setAllStop(boolean stop) {
            try {
                if (allStop != null) {
                    allStop.setBoolean(null, stop);
                }
            } catch (IllegalAccessException e) {
                // Loops are then not stopped, as in plain JJava.
            }
        }

        @Override
        public void execute(Runnable task) {
            pool.execute(task);
        }

        @Override
        public void shutdown() {
            pool.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return pool.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return pool.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return pool.isTerminated();
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
            return pool.awaitTermination(time, unit);
        }
    }

    /** JJava's execution of compiled statements, with the causes of an exception, which it drops. */
    private static final class LabControl implements ExecutionControl {

        private final ExecutionControl jjava;
        private final Runner runner;
        private final CodeEvaluator evaluator;
        private Method instrument;

        LabControl(ExecutionControl jjava, Runner runner, CodeEvaluator evaluator) {
            this.jjava = jjava;
            this.runner = runner;
            this.evaluator = evaluator;
            if (runner != null && Runtime.version().feature() >= 20) {
                prepareStop();
            }
        }

        /**
         * private: from JDK 20 on JShell can put a look at a flag into each loop and method of a snippet, and the class
         * with the flag. It does so only in its own way of running snippets, which JJava does not use. Needs the option
         * {@code --add-opens jdk.jshell/jdk.jshell.execution=ALL-UNNAMED}.
         */
        private void prepareStop() {
            try {
                Method flagClass = LocalExecutionControl.class.getDeclaredMethod("genCancelClass");
                Method method = LocalExecutionControl.class.getDeclaredMethod("instrument", byte[].class);
                flagClass.setAccessible(true);
                method.setAccessible(true);
                ClassBytecodes flag = (ClassBytecodes) flagClass.invoke(null);
                jjava.load(new ClassBytecodes[] {flag});
                runner.allStop = evaluator.getClassLoader().loadClass(flag.name()).getField("allStop");
                instrument = method;
            } catch (ReflectiveOperationException | RuntimeException | ExecutionControlException e) {
                instrument = null;
            }
        }

        @Override
        public void load(ClassBytecodes[] classes)
                throws ClassInstallException, NotImplementedException, EngineTerminationException {
            ClassBytecodes[] loaded = classes.clone();
            for (int i = 0; instrument != null && i < loaded.length; i++) {
                try {
                    byte[] code = (byte[]) instrument.invoke(null, (Object) loaded[i].bytecodes());
                    loaded[i] = new ClassBytecodes(loaded[i].name(), code);
                } catch (ReflectiveOperationException e) {
                    // This class is used as it is: it can only not be stopped.
                }
            }
            jjava.load(loaded);
        }

        @Override
        public void redefine(ClassBytecodes[] classes)
                throws ClassInstallException, NotImplementedException, EngineTerminationException {
            jjava.redefine(classes);
        }

        @Override
        public String invoke(String className, String methodName)
                throws RunException, EngineTerminationException, InternalException {
            if (runner == null) {
                return jjava.invoke(className, methodName);
            }
            runner.beforeStatement();
            try {
                return jjava.invoke(className, methodName);
            } catch (UserException e) {
                Throwable thrown = runner.thrown;
                if (thrown != null && thrown.getClass().getName().equals(e.causeExceptionClass())) {
                    throw chain(thrown, 0);
                }
                throw e;
            }
        }

        private static UserException chain(Throwable thrown, int depth) {
            UserException shown =
                    new UserException(thrown.getMessage(), thrown.getClass().getName(), thrown.getStackTrace());
            Throwable cause = thrown.getCause();
            if (cause != null && cause != thrown && depth < MAX_CAUSES) {
                shown.initCause(chain(cause, depth + 1));
            }
            return shown;
        }

        @Override
        public String varValue(String className, String varName)
                throws RunException, EngineTerminationException, InternalException {
            return jjava.varValue(className, varName);
        }

        @Override
        public void addToClasspath(String path) throws EngineTerminationException, InternalException {
            jjava.addToClasspath(path);
        }

        @Override
        public void stop() throws EngineTerminationException, InternalException {
            jjava.stop();
        }

        @Override
        public Object extensionCommand(String command, Object argument)
                throws RunException, EngineTerminationException, InternalException {
            return jjava.extensionCommand(command, argument);
        }

        @Override
        public void close() {
            jjava.close();
        }
    }
}
