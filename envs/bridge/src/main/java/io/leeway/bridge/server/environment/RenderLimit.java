package io.leeway.bridge.server.environment;

/** A limit of pictures a second, of which those of one second may come at once. Safe for several threads. */
public final class RenderLimit {
    private final double perSecond;
    private double saved;
    private long last;

    public RenderLimit(double perSecond, long now) {
        this.perSecond = perSecond;
        this.saved = Math.max(1, perSecond);
        this.last = now;
    }

    /**
     * Takes one picture.
     *
     * @throws RequestRefused if there were too many
     */
    public synchronized void take(long now) {
        saved = Math.min(Math.max(1, perSecond), saved + (now - last) * 1e-9 * perSecond);
        last = now;
        if (saved < 1) {
            throw RequestRefused.exhausted("More than " + perSecond
                    + " pictures a second were asked for, which is max-renders-per-second: ask again later");
        }
        saved--;
    }
}
