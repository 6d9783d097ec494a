package activationlab.notebook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reader's answers to the predictions, in a file of their own beside the lessons, so that they outlive the kernel.
 *
 * <p>One line for each answer, only ever appended, each with one write: several kernels at once keep all lines. What
 * cannot be read or written never stops a cell; it is said in words instead.
 */
final class Answers {

    /** One line of the file. */
    record Answer(String id, String given, boolean right) {}

    /** The first and the latest answer to one question. */
    record History(Answer first, Answer latest) {}

    /**
     * What the file holds.
     *
     * @param histories by question, in the order of the first answers
     * @param note what is wrong with the file, as a sentence; empty if nothing is
     */
    record Kept(Map<String, History> histories, String note) {}

    static final String NAME = "my-predictions.csv";
    private static final String HEADER = "id,answer,right\n";

    private final Path file;

    Answers(Path file) {
        this.file = file;
    }

    /**
     * Appends an answer, unless it is the one given last: a cell is run many times.
     *
     * @return why it could not be kept, as a sentence; empty if it was
     */
    synchronized String keep(String id, String given, boolean right) {
        History history = read().histories.get(id);
        if (history != null && history.latest.equals(new Answer(id, given, right))) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            String line = quoted(id) + "," + quoted(given) + "," + right + "\n";
            String before = channel.size() == 0 ? HEADER : endsInTheMiddle() ? "\n" : "";
            ByteBuffer bytes = ByteBuffer.wrap((before + line).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return "";
        } catch (IOException e) {
            return "This answer is not kept for your summary: " + NAME + " cannot be written (" + reason(e) + ").";
        }
    }

    /** Whether the last line lacks its end, because an editor or a full disk cut it off. */
    private boolean endsInTheMiddle() {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        } catch (IOException e) {
            return true; // an empty line too many does no harm
        }
    }

    Kept read() {
        Map<String, History> histories = new LinkedHashMap<>();
        if (Files.notExists(file)) {
            return new Kept(histories, "");
        }
        int damaged = 0;
        try {
            // Not readString: a damaged character must not hide all lines. Spreadsheets add a mark at the beginning.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\uFEFF", "");
            for (String line : text.lines().toList()) {
                List<String> cells = cells(line);
                if (cells.size() == 3
                        && cells.get(2).matches("(?i)true|false")
                        && !cells.get(0).isEmpty()) {
                    Answer answer =
                            new Answer(cells.get(0), cells.get(1), cells.get(2).equalsIgnoreCase("true"));
                    histories.merge(
                            answer.id, new History(answer, answer), (old, next) -> new History(old.first, next.latest));
                } else if (!line.isBlank() && !line.equals(HEADER.strip())) {
                    damaged++;
                }
            }
        } catch (IOException e) {
            return new Kept(histories, NAME + " cannot be read (" + reason(e) + ").");
        }
        return new Kept(
                histories,
                damaged == 0
                        ? ""
                        : damaged + (damaged == 1 ? " line of " : " lines of ") + NAME + " could not be understood and "
                                + (damaged == 1 ? "is" : "are") + " left out.");
    }

    /** Line by line, so that one stray quote spoils one line. */
    private static List<String> cells(String line) {
        List<List<String>> lines = Csv.lines(line);
        return lines.isEmpty() ? List.of() : lines.get(0);
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\r\\n]*")
                ? cell
                : '"' + cell.replace("\"", "\"\"").replaceAll("\\R", " ") + '"';
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.isEmpty() ? e.getClass().getSimpleName() : message;
    }
}
