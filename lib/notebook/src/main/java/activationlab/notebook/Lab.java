package activationlab.notebook;

/** Placeholder. */
public final class Lab {
    private Lab() {}
}
