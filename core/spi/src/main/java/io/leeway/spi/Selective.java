package io.leeway.spi;

/**
 * A configuration that does without something which its component's constructor asks for, so that a run need not make
 * it.
 *
 * <p>A constructor asks for everything that some configuration of it needs, and what is asked for is made: where a
 * source asks for a {@code Denoiser}, the run trains one. A configuration record that implements this says what it
 * needs of that. The constructor then asks for an {@code Optional} of a {@code Provider}, which is empty, or is not
 * called, where the configuration does without.
 */
public interface Selective {
    /**
     * Returns whether the component needs, with this configuration, something that its constructor asks for.
     *
     * @param type what is asked for; the answer for a type that the record knows nothing of is true
     */
    boolean needs(Class<?> type);
}
