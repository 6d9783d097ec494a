// attack: throws what nobody catches: ThreadDeath, StackOverflowError, an error without a cause
// most: leaky 0
// answer leaky
double leaky(double x) throws Throwable {
    throw x > 0 ? new ThreadDeath() : x < -1 ? new StackOverflowError() : new InternalError();
}
