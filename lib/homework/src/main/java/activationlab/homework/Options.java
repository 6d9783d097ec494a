package activationlab.homework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line, taken apart. */
final class Options {

    /** A command line that cannot be understood. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> values = new HashMap<>();

    /**
     * Takes a command line apart.
     *
     * @param withValue the options that a value follows
     * @param flags the options that stand alone
     */
    Options(List<String> arguments, Set<String> withValue, Set<String> flags) throws UsageException {
        boolean literal = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (literal || !argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            if (argument.equals("--")) {
                literal = true;
                continue;
            }
            String[] parts = argument.substring(2).split("=", 2);
            if (flags.contains(parts[0]) && parts.length == 1) {
                values.put(parts[0], List.of(""));
            } else if (withValue.contains(parts[0])) {
                if (parts.length == 1 && i + 1 == arguments.size()) {
                    throw new UsageException("--" + parts[0] + " needs a value");
                }
                values.computeIfAbsent(parts[0], name -> new ArrayList<>())
                        .add(parts.length == 2 ? parts[1] : arguments.get(++i));
            } else {
                throw new UsageException("there is no option " + argument + " here");
            }
        }
    }

    /** The words that are no options, of which there must be some. */
    List<String> words(String... names) throws UsageException {
        if (words.size() < names.length) {
            throw new UsageException(names[words.size()] + " is missing");
        }
        if (words.size() > names.length) {
            throw new UsageException("what is meant by " + words.get(names.length) + "?");
        }
        return words;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** An option's value; of several the last, so that one that a program puts first can be replaced. */
    String text(String name, String otherwise) {
        List<String> all = all(name);
        return all.isEmpty() ? otherwise : all.get(all.size() - 1);
    }

    /** All values of an option that may be given several times. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Refuses an option where it would have no effect. */
    void only(String option, boolean fits, String where) throws UsageException {
        if (has(option) && !fits) {
            throw new UsageException("--" + option + " goes only with " + where);
        }
    }

    long whole(String name, long otherwise) throws UsageException {
        String text = text(name, null);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--" + name + " needs a whole number, not " + text);
        }
    }
}
