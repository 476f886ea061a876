package io.leeway.wiring.keys;

/** A value of any form, kept as it was written to be read later. */
public interface AsWritten {}
