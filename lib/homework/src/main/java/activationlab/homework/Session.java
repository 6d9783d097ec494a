package activationlab.homework;

import activationlab.homework.worker.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One worker process and the talk with it. What comes back is a student's program's word: it is read with limits on
 * length and time, checked for form, and never executed.
 */
final class Session implements AutoCloseable {

    /** What a worker said, or how it ended. */
    sealed interface Reply {}

    /** A cell is in order. */
    record Defined() implements Reply {}

    /** A cell is not in order. */
    record Refused(String reason) implements Reply {}

    /** A method returned. */
    record Returned(Object value, boolean changedInputs) implements Reply {}

    /** A method threw. */
    record Threw(String text) implements Reply {}

    /** There is no such method; a similar one may be there. */
    record NoMethod(String other) implements Reply {}

    /** The worker gave no answer in time; it is ended. */
    record TooLate() implements Reply {}

    /** The worker is gone. */
    record Gone(String how) implements Reply {}

    /** The longest text of a worker that is kept. */
    private static final int LONGEST_TEXT = 4000;

    /** The time for a start, which may be long on a machine that is busy. */
    private static final Duration STARTING = Duration.ofSeconds(60);

    private static final String NO_ANSWER = "it wrote what was no answer";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Where a process is all that there is to end. */
    private static final Isolation.Walls NO_MORE = new Isolation.Walls(List.of(), false, List.of());

    /** Ends a queue. */
    private static final byte[] END = new byte[0];

    private final Process process;
    private final Isolation.Walls walls;
    private final BlockingQueue<byte[]> requests = new ArrayBlockingQueue<>(2);
    private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(2);
    private final Thread reader;
    private final Thread writer;
    private volatile String end = "it ended";
    private boolean closed;
    private Reply last;

    private Session(Process process, Isolation.Walls walls) {
        this.process = process;
        this.walls = walls;
        reader = thread(this::read);
        // A worker that does not read what it is sent must not hold up the grader.
        writer = thread(this::write);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "worker");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Starts a worker, and waits until it is ready.
     *
     * @throws IOException if it does not become ready
     */
    static Session start(WorkerProgram program, Isolation isolation) throws IOException {
        long end = System.nanoTime() + STARTING.toNanos();
        while (true) {
            Session session = started(program, isolation);
            // What goes wrong before the first cell is not the student's fault, and takes none of their time.
            if (session.define("", STARTING) instanceof Defined
                    || Thread.currentThread().isInterrupted()) {
                return session;
            }
            session.close();
            // At a sidecar's socket an earlier answer may have listened in the moment before it was ended.
            if (isolation != Isolation.SIDECAR || System.nanoTime() >= end) {
                throw new IOException("no worker could be started within the walls: " + isolation.words());
            }
        }
    }

    private static Session started(WorkerProgram program, Isolation isolation) throws IOException {
        if (isolation == Isolation.SIDECAR) {
            return new Session(Sidecar.connect(), NO_MORE);
        }
        Isolation.Walls walls = program.within(isolation);
        ProcessBuilder builder = new ProcessBuilder(walls.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(program.folder().toFile());
        Map<String, String> environment = builder.environment();
        if (isolation != Isolation.CONTAINER) { // an engine needs its own; what is inside does not get it
            environment.clear();
            if (File.separatorChar == '/') {
                // "java" finds its library without /proc only so.
                environment.put(
                        "LD_LIBRARY_PATH", program.javaHome().resolve("lib").toString());
                environment.put("LC_ALL", "C.UTF-8");
            }
        }
        return new Session(builder.start(), walls);
    }

    /** Lets a worker see each kind of thing once, and end. */
    static void train(Process process) {
        try (Session session = new Session(process, NO_MORE)) {
            Duration patience = Duration.ofSeconds(30);
            session.define(
                    "import java.util.Arrays;\ndouble f(double x) { return Math.max(0, x) * Math.exp(-x); }", patience);
            session.define("double[] g(double[] z) { return Arrays.stream(z).map(x -> f(x)).toArray(); }", patience);
            session.define(
                    "record Pair(double a, double b) {}\nclass Box { static double half(double x) { return x / 2; } }",
                    patience);
            session.define(
                    "double[][] h(double[][] m) { double[][] r = new double[m.length][]; for (int i = 0; i < m.length; i++) { r[i] = g(m[i]); } return r; }",
                    patience);
            session.define(
                    "java.util.function.DoubleUnaryOperator k = x -> x * x; String s = \"\" + k.applyAsDouble(2);",
                    patience);
            session.define("double p(int i) { return switch (i) { case 1 -> 0.5; default -> 1e-3; }; }", patience);
            session.define("double wrong(double x) { return x }", patience);
            session.define("double missing(double x) { return nothing(x); }", patience);
            session.define(
                    "double f(double x) { throw new UnsupportedOperationException(\"not written yet\"); }", patience);
            session.call(Signature.of("double f(double x)"), new Object[] {1.0}, patience);
            session.call(Signature.of("double missing(double x)"), new Object[] {1.0}, patience);
            session.call(Signature.of("double[][] h(double[][] m)"), new Object[] {new double[][] {{1, 2}}}, patience);
            session.requests.put(END);
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a cell. */
    Reply define(String source, Duration patience) {
        return ask('D', request -> Wire.write(request, source), patience);
    }

    /** Calls a method. */
    Reply call(Signature signature, Object[] inputs, Duration patience) {
        Reply reply = ask(
                'C',
                request -> {
                    Wire.write(request, signature.name());
                    Wire.write(request, signature.returns());
                    request.writeByte(inputs.length);
                    for (String type : signature.types()) {
                        Wire.write(request, type);
                    }
                    for (Object input : inputs) {
                        Wire.write(request, input);
                    }
                },
                patience);
        if (reply instanceof Returned returned && !isOf(signature.returns(), returned.value())) {
            last = new Gone(NO_ANSWER);
            close();
        }
        return last;
    }

    private static boolean isOf(String type, Object value) {
        if (value == null) {
            return type.endsWith("]") || type.equals("String");
        }
        return switch (type) {
            case "double" -> value instanceof Double;
            case "int" -> value instanceof Integer;
            case "boolean" -> value instanceof Boolean;
            default -> value.getClass().getSimpleName().equals(type);
        };
    }

    /** Whether the worker can still be asked. */
    boolean isAlive() {
        return !(last instanceof Gone || last instanceof TooLate);
    }

    @FunctionalInterface
    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private Reply ask(char kind, Content content, Duration patience) {
        if (!isAlive()) {
            return last;
        }
        int id = RANDOM.nextInt(); // not to be guessed, so that nothing can be answered ahead of its question
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream request = new DataOutputStream(bytes);
            request.writeByte(kind);
            request.writeInt(id);
            content.write(request);
            requests.put(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalArgumentException("what a worker is sent is too long: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            byte[] frame = frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            last = frame == null ? new TooLate() : frame == END ? new Gone(end) : understood(frame, id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            last = new Gone("the grader was stopped");
        }
        if (!isAlive()) {
            close();
        }
        return last;
    }

    private static Reply understood(byte[] frame, int id) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame));
            int kind = in.readUnsignedByte();
            if (in.readInt() != id) {
                return new Gone(NO_ANSWER);
            }
            Reply reply = switch (kind) {
                case 'O' -> new Defined();
                case 'E' -> new Refused(text(in));
                case 'T' -> new Threw(text(in));
                case 'M' -> new NoMethod(text(in));
                case 'V' -> {
                    boolean changed = in.readBoolean();
                    yield new Returned(Wire.read(in), changed);
                }
                default -> new Gone(NO_ANSWER);
            };
            return in.read() < 0 ? reply : new Gone(NO_ANSWER);
        } catch (IOException e) {
            return new Gone(NO_ANSWER);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        if (!(Wire.read(in) instanceof String text)) {
            return "";
        }
        return Values.printable(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …");
    }

    private void write() {
        try (DataOutputStream out = new DataOutputStream(process.getOutputStream())) {
            for (byte[] request = requests.take(); request != END; request = requests.take()) {
                out.writeInt(request.length);
                out.write(request);
                out.flush();
            }
        } catch (IOException e) {
            // The worker ended on its own, perhaps after an earlier answer. The reader knows how.
        } catch (InterruptedException e) {
            // Nobody asks any more.
        }
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(process.getInputStream());
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > Wire.LONGEST_REPLY) {
                    end = NO_ANSWER;
                    break;
                }
                byte[] frame = in.readNBytes(length);
                if (frame.length < length) {
                    break;
                }
                frames.put(frame);
            }
        } catch (IOException e) {
            // The end of the process, told below.
        } catch (InterruptedException e) {
            return;
        }
        try {
            frames.put(END);
        } catch (InterruptedException e) {
            // Nobody waits any more.
        }
    }

    /** Ends the worker and all that it started, as far as the walls let that be known. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<ProcessHandle> others = process.descendants().toList();
        process.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        if (walls.group()) {
            run(List.of("/bin/kill", "-KILL", "--", "-" + process.pid()));
        }
        if (!walls.last().isEmpty()) {
            run(walls.last());
        }
        reader.interrupt();
        writer.interrupt();
        try {
            // What somebody who got away still writes is not collected.
            process.getInputStream().close();
        } catch (IOException e) {
            // Closed by its end.
        }
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            // There is no such program; what can be done without was done.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
