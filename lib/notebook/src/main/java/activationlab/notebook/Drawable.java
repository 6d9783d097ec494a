package activationlab.notebook;

/** Something that becomes a picture. */
public interface Drawable extends Showable {

    /**
     * The finished picture.
     *
     * @return a figure with its caption
     */
    Figure figure();

    @Override
    default String html() {
        return figure().html();
    }

    @Override
    default String text() {
        return figure().text();
    }
}
