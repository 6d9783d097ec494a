package activationlab.homework;

import activationlab.homework.worker.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
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

    private static final int LONGEST_FRAME = 10 << 20;

    /** Ends the queue of a worker that is gone. */
    private static final byte[] END = new byte[0];

    private final Process process;
    private final DataOutputStream out;
    private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(2);
    private final Thread reader;
    private volatile String end = "it ended";
    private int requests;
    private Reply last;

    private Session(Process process) {
        this.process = process;
        this.out = new DataOutputStream(process.getOutputStream());
        reader = new Thread(this::read, "worker " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a worker. */
    static Session start(WorkerProgram program, Isolation isolation) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command(isolation))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(program.folder().toFile());
        builder.environment().clear();
        // "java" finds its library without /proc only so.
        builder.environment()
                .put("LD_LIBRARY_PATH", program.javaHome().resolve("lib").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PATH", "/usr/bin:/bin");
        return new Session(builder.start());
    }

    /** Lets a worker see each kind of thing once, and end. */
    static void train(Process process) {
        try (Session session = new Session(process)) {
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
            session.define("double wrong(double x) { return x }", patience);
            session.define("double missing(double x) { return nothing(x); }", patience);
            session.define(
                    "double f(double x) { throw new UnsupportedOperationException(\"not written yet\"); }", patience);
            session.call(Signature.of("double f(double x)"), new Object[] {1.0}, patience);
            session.call(Signature.of("double missing(double x)"), new Object[] {1.0}, patience);
            session.call(Signature.of("double[][] h(double[][] m)"), new Object[] {new double[][] {{1, 2}}}, patience);
            process.getOutputStream().close();
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroyForcibly();
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
        return ask(
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
        int id = ++requests;
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream request = new DataOutputStream(bytes);
            request.writeByte(kind);
            request.writeInt(id);
            content.write(request);
            out.writeInt(bytes.size());
            bytes.writeTo(out);
            out.flush();
        } catch (IOException e) {
            // The worker ended on its own, perhaps after an earlier answer. The reader knows how.
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
                return new Gone("it wrote what was no answer");
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
                default -> new Gone("it wrote what was no answer");
            };
            return in.read() < 0 ? reply : new Gone("it wrote what was no answer");
        } catch (IOException e) {
            return new Gone("it wrote what was no answer");
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return Wire.read(in) instanceof String text ? text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ") : "";
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(process.getInputStream());
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > LONGEST_FRAME) {
                    end = "it wrote what was no answer";
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

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        reader.interrupt();
    }
}
