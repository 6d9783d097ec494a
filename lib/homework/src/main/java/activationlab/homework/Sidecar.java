package activationlab.homework;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A worker in the container beside the grader's, as a process: its input and output are a connection to
 * {@code notebooks/homework/cluster/sidecar.py}, which starts a worker for each connection and ends it, and all that it
 * started, with it.
 */
public final class Sidecar extends Process {

    /** For a container that is still being started, or is started again because an answer has filled its memory. */
    private static final Duration WAITING = Duration.ofSeconds(60);

    private final SocketChannel channel;
    private final InputStream in = new In();
    private final OutputStream out = new Out();

    private Sidecar(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes what the container's image must hold: the worker's program, the archive of its classes, and {@code command},
     * the words that start it, one a line. Archive and command fit the Java that runs this.
     *
     * @param arguments the folder, as it will be called in the container
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        WorkerProgram program = WorkerProgram.prepare(folder);
        Files.write(folder.resolve("command"), program.within(Isolation.SIDECAR).command());
    }

    /**
     * Waits for a worker.
     *
     * @throws IOException if there is none for a long time
     */
    static Process connect() throws IOException {
        return connect(Path.of(System.getProperty(Isolation.SOCKET, Isolation.USUAL_SOCKET)), WAITING);
    }

    static Process connect(Path socket, Duration waiting) throws IOException {
        if (!Files.isDirectory(socket.toAbsolutePath().getParent())) {
            throw new IOException("this is no pod with a sidecar: there is no folder for " + socket);
        }
        long end = System.nanoTime() + waiting.toNanos();
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return new Sidecar(channel);
            } catch (ClosedByInterruptException e) {
                return new Sidecar(channel); // the grader is being stopped; this worker is gone already
            } catch (IOException e) {
                channel.close();
                // While a worker is being ended nobody listens.
                if (System.nanoTime() >= end) {
                    throw new IOException("nobody listens at " + socket + ": " + e.getMessage(), e);
                }
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // Not the streams of java.nio.channels.Channels: until Java 19 one that waits for input holds up its output.

    private final class In extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private final class Out extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        /** What the worker has already answered can still be read. */
        @Override
        public void close() throws IOException {
            if (channel.isConnected()) {
                channel.shutdownOutput();
            }
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    /** None that can be seen from here. */
    @Override
    public Stream<ProcessHandle> descendants() {
        return Stream.empty();
    }

    /** Ends the connection; the other side ends the worker. */
    @Override
    public void destroy() {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed by its end.
        }
    }

    /**
     * Not known here.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public int waitFor() {
        throw new UnsupportedOperationException("the worker is in another container");
    }

    /**
     * Not known here.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public int exitValue() {
        throw new UnsupportedOperationException("the worker is in another container");
    }
}
