import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import org.dflib.jjava.distro.JJava;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
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
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.JavaKernelBuilder;
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
 *   <li>An error shows what went wrong and the lines of the notebook where it did, not the inside of the kernel
 *       ({@link ErrorReport}).
 *   <li>The kernel ends when the program that started it ends, whatever way that ended and whatever a cell is doing
 *       ({@link ParentWatch}). Other Java kernels live on as orphans of more than 100 MB each. Set the environment
 *       variable {@code LABKERNEL_DETACHED=1} to start a kernel that outlives its starter.
 *   <li>The kernel ends at once when it is asked to, so that restarting is quick.
 *   <li>The stop button also stops a loop that never looks whether it was interrupted ({@link StoppableEvaluator}).
 * </ul>
 *
 * <p>Of JJava's environment variables only {@code JJAVA_STARTUP_SCRIPTS_PATH} is read, as the path of one file.
 *
 * <p>{@code binder/lab.py} compiles this folder against the pinned {@code jjava.jar}. Where a class must reach into a
 * private part of JJava or of JShell, it says so with the word "private:".
 */
final class LabKernel extends JavaKernel {

    /** A line that is one import. */
    private static final Pattern IMPORT = Pattern.compile("import\\s+(static\\s+)?[\\w.]+(\\.\\*)?\\s*;");

    /** The names of the jars on the class path of this process. */
    private static final Set<String> STARTED_WITH = PathsHandler.split(System.getProperty("java.class.path")).stream()
            .map(path -> new File(path).getName())
            .collect(Collectors.toSet());

    private final StoppableEvaluator evaluator;
    private final CellIO cellIO;
    private final Places places = new Places();
    private final StartUp startUp = new StartUp(this);

    private LabKernel(String name, String version, LanguageInfo language, CellIO cellIO, MagicsResolver resolver,
            MagicsRegistry magics, StringStyler styler, JShell jShell, StoppableEvaluator evaluator) {
        super(name, version, language, List.of(), null, cellIO, new CommManager(), new Renderer(), resolver, magics,
                true, styler, jShell, evaluator);
        this.evaluator = evaluator;
        this.cellIO = cellIO;
        jShell.onSnippetEvent(places::remember);
    }

    // ------------------------------------------------------------------ start and end

    /** Starts the kernel as {@link JJava#main} does, but opens the connection before the imports are made. */
    public static void main(String[] args) throws Exception {
        ParentWatch.start();
        System.setProperty("java.util.logging.SimpleFormatter.format", "[%4$.1s %1$tF %1$tT.%1$tL %3$s] %5$s%n");
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(Path.of(args[0]))));
        LabKernel kernel = configured().build();
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        kernel.startUp.run();
        connection.waitUntilClose();
    }

    @SuppressWarnings("removal") // two magics that JJava will drop and that old notebooks use
    private static Builder configured() throws IOException {
        Properties jjava = new Properties();
        try (InputStream in =
                JJava.class.getResourceAsStream("/META-INF/maven/org.dflib.jjava/jjava-distro/pom.properties")) {
            jjava.load(in);
        }
        MavenDependencyResolver maven = new MavenDependencyResolver();
        TimeMagic time = new TimeMagic();
        return new Builder()
                .name("JJava")
                .version(jjava.getProperty("version"))
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
    }

    /** Builds this kernel instead of JJava's; its parts are JJava's. */
    private static final class Builder extends JavaKernelBuilder<Builder, LabKernel> {

        @Override
        public LabKernel build() {
            StoppableEvaluator evaluator = new StoppableEvaluator(name);
            return new LabKernel(name, version, buildLanguageInfo(), new CellIO(),
                    buildMagicsResolver(buildMagicTranspiler()), magicsRegistry, buildErrorStyler(),
                    buildJShell(evaluator), evaluator);
        }
    }

    /** Connects the output streams with a cell, which JJava allows its own classes only. */
    private static final class CellIO extends JupyterIO {

        CellIO() {
            super(StandardCharsets.UTF_8);
        }

        void attach(ShellReplyEnvironment env, boolean input) {
            setEnv(env);
            env.defer(() -> retractEnv(env));
            setJupyterInEnabled(input);
        }
    }

    /** Answers the request, and ends the process even if a cell or an idle thread of JJava would keep it alive. */
    @Override
    protected void handleShutdownRequest(ShellReplyEnvironment env, Message<ShutdownRequest> request) {
        Background.start("end-after-shutdown", () -> {
            Background.pause(300);
            System.exit(0);
        });
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
        startUp.await();
        places.beginCell(count, request.getCode());
        replaceOutputStreams(env);
        cellIO.attach(env, request.isStdinEnabled());
        startUp.takeProblem().ifPresent(env::writeToStdErr);
        try {
            DisplayData out = evalBuilder(request.getCode()).resolveMagics().renderResults().eval();
            if (out != null) {
                env.publish(new PublishExecuteResult(count, out));
            }
            env.defer().reply(new ExecuteReply(count, Map.of()));
        } catch (Throwable e) {
            ErrorReport report = report(e);
            ErrorReply error = new ErrorReply(report.name, report.message, report.lines);
            error.setExecutionCount(count);
            env.publish(new PublishError(report.name, report.message, report.lines));
            env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
        }
    }

    ErrorReport report(Throwable e) {
        return ErrorReport.of(e, getJShell(), places);
    }

    boolean noCellCameYet() {
        return executionCount.get() == 1;
    }

    @Override
    protected Object doEval(String source) {
        places.beginSource(source);
        List<String> lines = source.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.stream().allMatch(line -> IMPORT.matcher(line).matches())) {
            // JShell finds the end of a statement by parsing all that is left. Here each line is one.
            lines.forEach(line -> evaluator.evalSingle(getJShell(), line));
            return null;
        }
        return super.doEval(source);
    }

    /**
     * Adds jars to the class path, except those with which the kernel was started: a lesson's first cell names them for
     * other kernels. Adding them again would make the compiler read all of them anew, and a library that was rebuilt
     * meanwhile would be compiled against one version and run with another.
     */
    @Override
    public void addToClasspath(String classpath) {
        super.addToClasspath(PathsHandler.splitAndResolveGlobs(classpath).stream()
                .filter(path -> !STARTED_WITH.contains(String.valueOf(path.getFileName())))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
    }

    /**
     * There is no history, and the answer says so. JupyterLab learns from it that the kernel is ready: JJava gives no
     * answer, and the page says "Unknown" in place of "Idle" until the first cell has run.
     */
    @Override
    protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> request) {
        env.setBusyDeferIdle();
        env.defer().reply(new HistoryReply(List.of()));
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        startUp.await();
        return super.inspect(code, at, extraDetail);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        startUp.await();
        return super.complete(code, at);
    }
}
