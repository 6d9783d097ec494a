package activationlab.homework;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of the parts into which a class is dealt out, so that several machines can grade it.
 *
 * @param number which one, from 1
 * @param of how many there are
 */
record Shard(int number, int of) {

    static final int MOST = 10_000;

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(\\+1)?/(\\d{1,5})");

    /** A part as it is written, such as 2/4; 1+1/4 is the same, for what counts from 0 and cannot add. */
    static Shard of(String text) throws Options.UsageException {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int number = Integer.parseInt(form.group(1)) + (form.group(2) == null ? 0 : 1);
            Shard shard = new Shard(number, Integer.parseInt(form.group(3)));
            if (shard.number >= 1 && shard.number <= shard.of && shard.of <= MOST) {
                return shard;
            }
        }
        throw new Options.UsageException("--shard is i/n, with i from 1 to n and n at most " + MOST + ", not " + text);
    }

    /** The part that the student at a place belongs to, counted from 0 in the order of the names. */
    static int owner(int place, int of) {
        return place % of + 1;
    }

    /** Those of the students that belong to this part. */
    List<Handed> part(List<Handed> students) {
        return IntStream.range(0, students.size())
                .filter(place -> owner(place, of) == number)
                .mapToObj(students::get)
                .toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
