package activationlab.homework;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps runs apart that would write the same files: a whole run has the folder to itself, and shards share it with other
 * shards of the same number, each of which runs once at a time. It ends with the program, however that ends.
 *
 * <p>Each shard holds one byte of a file, at a place that depends on its number and on how many there are; a whole run
 * holds all of them. The first byte stands apart, for what even shards do one after the other.
 */
final class Lock implements AutoCloseable {

    private static final long FIRST = 1;
    private static final long END = Long.MAX_VALUE;

    /** A look at the others' bytes is over in no time; whoever is held up by one tries again. */
    private static final int TRIES = 5;

    private static final long PAUSE = 50;

    private final Path folder;
    private final FileChannel channel;

    private Lock(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        channel = FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * The folder to oneself. What runs that were killed have left half written is removed.
     *
     * @throws Problem if somebody else is at work in it
     */
    static Lock whole(Path folder) throws IOException, Problem {
        Lock lock = new Lock(folder);
        try {
            if (lock.take(FIRST, END, false) == null) {
                throw new Problem(Main.FAILED, "Another run is grading into " + folder + " at the moment.");
            }
            lock.clear();
            return lock;
        } catch (IOException | Problem e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The folder together with other shards.
     *
     * @throws Problem if the same shard, one of another number, or a whole run is at work in it
     */
    static Lock shard(Path folder, Shard shard) throws IOException, Problem {
        Lock lock = new Lock(folder);
        try {
            long block = FIRST + (long) shard.of() * (Shard.MOST + 1);
            if (lock.take(block + shard.number(), block + shard.number() + 1, false) == null) {
                throw new Problem(
                        Main.FAILED,
                        "The same shard " + shard + ", or a whole run, is grading into " + folder + " at the moment.");
            }
            // First the own place, then a look at the others: so of two that start together at least one notices.
            if (!lock.isFree(FIRST, block) || !lock.isFree(block + Shard.MOST + 1, END)) {
                throw new Problem(
                        Main.FAILED,
                        "A run with another number of shards is grading into " + folder + " at the moment.");
            }
            return lock;
        } catch (IOException | Problem e) {
            lock.close();
            throw e;
        }
    }

    private boolean isFree(long from, long to) throws IOException, Problem {
        FileLock look = take(from, to, true);
        if (look == null) {
            return false;
        }
        look.release();
        return true;
    }

    /** The bytes from a place to another; null if somebody has one of them. */
    private FileLock take(long from, long to, boolean shared) throws IOException, Problem {
        for (int i = 0; i < TRIES; i++) {
            try {
                FileLock lock = channel.tryLock(from, to - from, shared);
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Held by this program itself.
            } catch (IOException | UnsupportedOperationException e) {
                throw without(folder, e);
            }
            pause();
        }
        return null;
    }

    /** Waits for the first byte, which whoever has it gives back soon. */
    FileLock turn() throws IOException, Problem {
        while (true) {
            try {
                return channel.lock(0, FIRST, false);
            } catch (OverlappingFileLockException e) {
                pause();
            } catch (UnsupportedOperationException e) {
                throw without(folder, e);
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for another run", e);
        }
    }

    /** What is said on a file system that knows no locks, as some network drives and shared folders do not. */
    static Problem without(Path folder, Exception why) {
        return new Problem(
                Main.FAILED,
                "The folder " + folder + " lies on a drive without file locks (" + why.getMessage()
                        + "), where two runs could spoil each other's results. Take a folder on this machine's own disk "
                        + "(--out), one for each shard; \"merge\" with --from brings several together.");
    }

    /** Removes what a run that was killed has left half written; nobody else is writing now. */
    private void clear() throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, ".*.half")) {
            for (Path half : halves) {
                Files.deleteIfExists(half);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close(); // gives all locks back
    }
}
