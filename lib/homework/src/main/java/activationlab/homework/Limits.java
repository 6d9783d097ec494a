package activationlab.homework;

import java.time.Duration;

/**
 * What a student's program may use.
 *
 * @param call the time of one call
 * @param again the time of a call that did not end in the company of other answers and is tried alone
 * @param cell the time of one cell
 * @param submission the time of a whole submission, with all restarts
 * @param starts how many workers a submission may use up
 */
public record Limits(Duration call, Duration again, Duration cell, Duration submission, int starts) {

    /** Generous for honest answers, which take microseconds, even on a machine that is busy. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(45), 24);
}
