package activationlab.network;

/** Looks at a training while it goes on. */
@FunctionalInterface
public interface Observer {

    /**
     * Called before the first epoch, with {@link Trainer#epochs} 0, and after each epoch. Must not train or change the
     * network; to keep it, take a {@linkplain Network#copy copy}.
     *
     * @param trainer the training as it is now
     */
    void observe(Trainer trainer);
}
